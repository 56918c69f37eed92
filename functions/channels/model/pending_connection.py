"""Authorizations that are no connection: an account must be chosen, or it has failed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from functions.channels.model.connection import AccountKey, Candidate, LastError, OAuthSession

CHOICE_LIVES = timedelta(hours=1)
"""How long the tokens of several accounts are kept for a choice."""

FAILURE_LIVES = timedelta(days=1)
"""How long the artisan is told why connecting failed."""


@dataclass(frozen=True, slots=True)
class AccountOption:
    """One of several accounts that the consent covers, for the artisan to choose."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PendingConnection:
    """What an authorization left behind that connected nothing; connections know nothing of it.

    Either `accounts` are those to choose from and `sealed` their tokens, or `problem` says why it
    failed.
    """

    owner_id: str
    platform: str
    pending_id: str
    ends_at: datetime
    accounts: tuple[AccountOption, ...] = ()
    scopes: tuple[str, ...] = ()
    sealed: str = field(default="", repr=False)
    problem: LastError | None = None

    @classmethod
    def to_choose(  # what a choice needs, all by name
        cls,
        session: OAuthSession,
        candidates: tuple[Candidate, ...],
        *,
        pending_id: str,
        scopes: tuple[str, ...],
        sealed: str,
        now: datetime,
    ) -> "PendingConnection":
        """The choice among `candidates`, whose tokens are in `sealed`."""
        return cls(
            session.owner_id,
            session.platform,
            pending_id,
            now + CHOICE_LIVES,
            tuple(AccountOption(one.id, one.name) for one in candidates),
            scopes,
            sealed,
        )

    @classmethod
    def failed(
        cls, session: OAuthSession, pending_id: str, problem: LastError, now: datetime
    ) -> "PendingConnection":
        """The authorization that connected nothing because of `problem`."""
        owner_id, platform = session.owner_id, session.platform
        return cls(owner_id, platform, pending_id, now + FAILURE_LIVES, problem=problem)

    @property
    def key(self) -> AccountKey:
        """What `sealed` is encrypted for: no account is chosen yet."""
        return AccountKey(self.owner_id, self.platform, self.pending_id)
