"""Runs ministack, and ends with it: what its threads still do after it has kept its state is lost.

A state machine goes on in a thread of its own, which Python waits for at its end; it would go on
to call vendors for as long, and nobody would remember what came of it.
"""

import logging
import os
import sys

from ministack.app import main

if __name__ == "__main__":
    main()
    logging.shutdown()
    sys.stdout.flush()
    os._exit(0)
