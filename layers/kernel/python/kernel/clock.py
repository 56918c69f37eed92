"""Time as a port, so that every timer, lease and expiry can be tested without waiting."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands still until `forward` moves it; for tests and replays."""

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            msg = "a clock needs an aware instant"
            raise ValueError(msg)
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The instant at which the clock stands."""
        return self._at

    def forward(self, seconds: float) -> None:
        """Move the clock forward by `seconds`."""
        self._at += timedelta(seconds=seconds)


def rfc3339(instant: datetime) -> str:
    """`instant` as RFC 3339 in UTC with milliseconds and a `Z`; refuses naive times."""
    if instant.tzinfo is None:
        msg = "an instant needs a zone"
        raise ValueError(msg)
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def epoch(instant: datetime) -> int:
    """Whole seconds since 1970, as DynamoDB's TTL wants them."""
    return int(instant.timestamp())
