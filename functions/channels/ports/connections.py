"""Ports of connections: the platform's OAuth, and where connections are kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from functions.channels.model.connection import (
    Account,
    AccountKey,
    AuthorizationCallback,
    AuthorizationRequest,
    Connection,
    Grant,
    OAuthSession,
    Secret,
    Tokens,
)
from functions.channels.model.pending_connection import PendingConnection
from kernel.events import Event


class OAuthProvider(Protocol):
    """How an artisan allows Haat to act on a platform (OAuth 2), and how tokens are renewed."""

    revokes_all: bool
    """Whether `revoke` ends the permission for all accounts of the person who logged in."""

    needed: Mapping[str, str]
    """The scopes that posting needs, each with words for the artisan."""

    margin: timedelta | None
    """How long before its end a token is refreshed; None where the platform has no refresh."""

    def address(self, asking: AuthorizationRequest) -> str:
        """The platform's consent page."""
        ...

    def redeem(self, back: AuthorizationCallback) -> Grant:
        """Exchange the code; raises `InvalidAccount` when there is nothing to post to.

        Raises `ConsentExpired` when the callback is not that of this authorization.
        """
        ...

    def refresh(self, tokens: Tokens) -> Tokens:
        """New tokens; raises `ReconnectNeeded` when refused, `TryLater` without an answer."""
        ...

    def confirm(self, account: Account) -> str:
        """The account's present name, read with its token."""
        ...

    def revoke(self, login: Tokens) -> None:
        """Give the permission back, where the platform has a call for that."""
        ...


class Connections(Protocol):
    """Stores connections; every write is conditional and includes its events."""

    def get(self, owner_id: str, platform: str, account_id: str) -> Connection | None:
        """The connection to the account, also one that was ended, read consistently; or None."""
        ...

    def find(self, owner_id: str, connection_id: str) -> Connection | None:
        """The owner's connection with this id, read consistently; None if there is none."""
        ...

    def list_by_owner(self, owner_id: str) -> Sequence[Connection]:
        """The owner's connections without ended ones, read consistently, the oldest first."""
        ...

    def save(self, connection: Connection, *events: Event) -> Connection:
        """Store the connection, its version counted up; raises `StaleWrite` for an old version."""
        ...

    def lease(self, connection: Connection, by: str, until: datetime, now: datetime) -> None:
        """Take the right to refresh; raises `StaleWrite` when it is taken or the version is old."""
        ...

    def give_back(self, connection: Connection, by: str, *events: Event) -> Connection:
        """As `save`, but only while `by` still holds the lease."""
        ...

    def touch(self, connection: Connection, now: datetime) -> None:
        """Save the time of the last use; if the connection has changed, nothing is saved."""
        ...

    def due(self, now: datetime, limit: int) -> Sequence[Connection]:
        """Working connections whose `look_at` has come, the longest waiting first."""
        ...

    def postpone(self, connection: Connection, until: datetime, *events: Event) -> bool:
        """Have `due` answer the connection from `until` on, and store the events.

        The version stays, so that no refresh is disturbed; False if the connection has changed.
        """
        ...

    def end(self, connection: Connection, *events: Event) -> None:
        """Delete the connection but for its ids and name; `StaleWrite` for an old version."""
        ...


class PendingConnections(Protocol):
    """Stores pending connections until their end."""

    def save(self, pending: PendingConnection, *events: Event) -> None:
        """Store a new pending connection."""
        ...

    def list_by_owner(self, owner_id: str, now: datetime) -> Sequence[PendingConnection]:
        """The owner's pending connections that have not ended by `now`, the oldest first."""
        ...

    def remove(self, pending: PendingConnection, *events: Event) -> None:
        """Delete the pending connection; one that is gone is no failure."""
        ...


class OAuthSessions(Protocol):
    """Stores OAuth sessions; each is taken once."""

    def begin(self, oauth_session: OAuthSession) -> None:
        """Store the OAuth session until its end."""
        ...

    def take(self, state_digest: str) -> OAuthSession | None:
        """Delete and answer the session; None if there is none, or somebody else took it."""
        ...

    def find(self, state_digest: str) -> OAuthSession | None:
        """The OAuth session as it is now, read consistently; it stays."""
        ...

    def record(self, before: OAuthSession, after: OAuthSession) -> bool:
        """Record the callback or the keys if the session is as in `before`; False if it is not."""
        ...


class Secrets(Protocol):
    """Encrypts what must never be stored plain, bound to owner, platform and account."""

    def encrypt(self, key: AccountKey, secret: Secret) -> str:
        """The secret as text that decrypts for this owner, platform and account only."""
        ...

    def decrypt(self, key: AccountKey, sealed: str) -> Secret:
        """The secret in `sealed`; raises `SecretUnreadable` for a moved or changed row."""
        ...
