"""Runs ministack, and ends with it: what its threads still do after it has kept its state is lost.

A state machine goes on in a thread of its own, which Python waits for at its end; it would go on
to call vendors for as long, and nobody would remember what came of it.
"""

import logging
import os
import sys
from pathlib import Path

from ministack import app as emulator

if __name__ == "__main__":
    # It runs in the folder of its state; nothing of Haat is on the path of its workers.
    sys.path.append(str(Path(__file__).resolve().parents[2]))
    from infra.local.known_callers import KnownCallers

    # Its own start serves what it finds under this name.
    emulator.app = KnownCallers(emulator.app, os.environ["AWS_ACCESS_KEY_ID"])
    emulator.main()
    logging.shutdown()
    sys.stdout.flush()
    os._exit(0)
