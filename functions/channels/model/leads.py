"""How far a seller's leads have been read, and when they may be read again."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

PACE = timedelta(minutes=5, seconds=15)
"""IndiaMART answers one call in five minutes for each key; clocks differ by seconds."""

WINDOW = timedelta(days=7)
"""The longest span that one call may ask for."""

OVERLAP = timedelta(minutes=15)
"""How far readings overlap, as leads may appear late; a lead read twice is stored once."""


@dataclass(frozen=True, slots=True)
class LeadSubscription:
    """One seller's leads on one platform; `sealed` is the encrypted key, `due_at` None if over."""

    owner_id: str
    platform: str
    sealed: str = field(repr=False)
    read_until: datetime
    due_at: datetime | None = None
    problem: str = ""
    version: int = 0

    def span(self, now: datetime) -> tuple[datetime, datetime]:
        """The span to ask for: from `OVERLAP` before the last reading, at most `WINDOW` long."""
        start = self.read_until - OVERLAP
        return start, min(now, start + WINDOW)

    def claimed(self, now: datetime) -> "LeadSubscription":
        """The subscription before a call: due again after `PACE`, even if this call is lost."""
        return replace(self, due_at=now + PACE)

    def read(self, until: datetime) -> "LeadSubscription":
        """The subscription after leads up to `until` were read."""
        return replace(self, read_until=until, problem="")

    def put_off(self, until: datetime, problem: str) -> "LeadSubscription":
        """The subscription after a passing failure; due again at `until`."""
        return replace(self, due_at=until, problem=problem)

    def stopped(self, problem: str) -> "LeadSubscription":
        """The stopped subscription: no leads are read until the artisan gives another key."""
        return replace(self, due_at=None, problem=problem)
