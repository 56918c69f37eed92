"""The port that limits how often something may be tried."""

from datetime import datetime
from typing import Protocol

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
"""Windows, in seconds."""


class RateLimiter(Protocol):
    """Limits how many tries a subject (an account, a network, a link) has in a window of time.

    A subject is always counted by the same window.
    """

    def acquire(self, subject: str, limit: int, now: datetime, window: int = MINUTE) -> int:
        """Count one try of `subject`; returns 0, or the seconds to wait after `limit` tries.

        Atomic: of any number of concurrent tries, no more than `limit` get a 0.
        """
        ...

    def release(self, subject: str, now: datetime, window: int = MINUTE) -> None:
        """Take back one counted try of this window, such as one that was no failure."""
        ...
