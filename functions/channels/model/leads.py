"""How far a seller's leads have been read, and when they may be read again."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

PACE = timedelta(minutes=5, seconds=15)
"""IndiaMART answers one call in five minutes for each key; clocks differ by seconds."""

WINDOW = timedelta(days=7)
"""The longest span that one call may ask for."""

OVERLAP = timedelta(minutes=15)
"""Leads may appear late; those that are read twice have the same id and are kept once."""


@dataclass(frozen=True, slots=True)
class LeadSubscription:
    """One seller's leads on one platform; `sealed` is the key, `due_at` None when it is stopped."""

    owner_id: str
    platform: str
    sealed: str = field(repr=False)
    read_until: datetime
    due_at: datetime | None = None
    problem: str = ""
    version: int = 0

    def span(self, now: datetime) -> tuple[datetime, datetime]:
        """From when to when to ask next: what is new and a little of what is not."""
        start = self.read_until - OVERLAP
        return start, min(now, start + WINDOW)

    def claimed(self, now: datetime) -> "LeadSubscription":
        """About to be read: whoever comes next keeps the pace, even if this call is lost."""
        return replace(self, due_at=now + PACE)

    def read(self, until: datetime) -> "LeadSubscription":
        """Read up to there."""
        return replace(self, read_until=until, problem="")

    def put_off(self, until: datetime, problem: str) -> "LeadSubscription":
        """Not read this time."""
        return replace(self, due_at=until, problem=problem)

    def stopped(self, problem: str) -> "LeadSubscription":
        """Not to be read until the artisan gives another key."""
        return replace(self, due_at=None, problem=problem)
