"""How far a seller's leads have been read, and when they may be read again."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from functions.channels.model.connection import AccountKey

PACE = timedelta(minutes=5, seconds=15)
"""IndiaMART answers one call in five minutes for each key; clocks differ by seconds."""

WINDOW = timedelta(days=7)
"""The longest span that one call may ask for."""

OVERLAP = timedelta(minutes=15)
"""How far readings overlap, as leads may appear late; a lead read twice is stored once."""


@dataclass(frozen=True, slots=True)
class LeadSubscription:
    """One seller's leads in one account; `sealed` is the encrypted key, `due_at` None if over.

    `untried` is a newer key, also encrypted: it takes the place of `sealed` once the platform has
    taken it, and is dropped if the platform refuses it.
    """

    owner_id: str
    platform: str
    account_id: str
    sealed: str = field(repr=False)
    read_until: datetime
    due_at: datetime | None = None
    problem: str = ""
    untried: str = field(default="", repr=False)
    version: int = 0

    @property
    def key(self) -> AccountKey:
        """Owner, platform and account, which the keys are encrypted for."""
        return AccountKey(self.owner_id, self.platform, self.account_id)

    def offered(self, sealed: str, first: datetime, now: datetime) -> "LeadSubscription":
        """The subscription with a newer key, to be tried at the next reading."""
        due = max(self.due_at, now) if self.due_at else now
        since = max(self.read_until, first)
        return replace(self, untried=sealed, read_until=since, due_at=due, problem="")

    def proven(self) -> "LeadSubscription":
        """The subscription after a reading that the platform answered: a newer key stays."""
        return replace(self, sealed=self.untried or self.sealed, untried="")

    def dropped(self, problem: str) -> "LeadSubscription":
        """The subscription after the platform refused the newer key: the older one stays."""
        return replace(self, untried="", problem=problem)

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
