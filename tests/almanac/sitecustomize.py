"""Loaded by each Python of `make clocks`: sleeping that libfaketime 0.9.10 does not break.

Python 3.11 sleeps by `clock_nanosleep` until a monotonic instant, which that version of the
library (Debian's) mistakes for a faked one: https://github.com/wolfcw/libfaketime/issues/426.
"""

import select
import time
from typing import SupportsIndex


def sleep(seconds: float | SupportsIndex) -> None:
    """Wait as Python 3.10 did."""
    select.select([], [], [], float(seconds))


time.sleep = sleep
