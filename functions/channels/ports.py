"""What channels needs from outside, in its own words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from functions.channels.model.connection import (
    Account,
    Attempt,
    Connection,
    Grant,
    Secret,
    Tokens,
)
from functions.channels.model.listing import Listing
from functions.channels.model.steps import Finding, Handle, NotThere, Published, Step, Undetermined
from kernel.events import Event


class Channel(Protocol):
    """One platform to post to. Every call is made once: waiting and repeating is the caller's.

    Failures: `ReconnectNeeded` (only the artisan can help), `Rejected` (reason and remedy for the
    artisan), `TryLater` (surely nothing became visible), `OutcomeUnknown` (perhaps it did).
    """

    def start(self, account: Account, listing: Listing) -> Step:
        """Prepare the post. Whatever this creates is invisible, and doing it twice is harmless."""
        ...

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:
        """Read how the preparation stands; changes nothing and never loops."""
        ...

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        """Make the irreversible call, once."""
        ...

    def reconcile(
        self, account: Account, listing: Listing, handle: Handle | None, since: datetime
    ) -> Finding:
        """Read what the platform says happened since `since`; changes nothing."""
        ...


class Consent(Protocol):
    """How an artisan allows Haat to act on a platform (OAuth 2), and how tokens are renewed."""

    needed: Mapping[str, str]
    """The scopes that posting needs, each with words for the artisan."""

    margin: timedelta | None
    """How long before its end a token is refreshed; None where the platform has no refresh."""

    def address(self, redirect_uri: str, state: str, verifier: str) -> str:
        """The platform's consent page; `verifier` is PKCE's, for platforms that have it."""
        ...

    def redeem(self, code: str, redirect_uri: str, verifier: str) -> Grant:
        """Exchange the code; raises `AccountUnfit` when there is nothing to post to."""
        ...

    def refresh(self, tokens: Tokens) -> Tokens:
        """New tokens. Raises `ReconnectNeeded` when refused, `TryLater` when it did not answer."""
        ...

    def confirm(self, account: Account) -> str:
        """The account's present name, read with its token."""
        ...

    def revoke(self, login: Tokens) -> None:
        """Give the permission back, where the platform has a call for that."""
        ...


class Connections(Protocol):
    """Keeps connections; every write is conditional and says its events in the same breath."""

    def get(self, owner_id: str, platform: str) -> Connection:
        """The connection, read consistently; an unconnected one of version 0 if there is none."""
        ...

    def save(self, connection: Connection, *said: Event) -> Connection:
        """Keep it and count its version up; raises `StaleWrite` unless its version is current."""
        ...

    def lease(self, connection: Connection, by: str, until: datetime, now: datetime) -> None:
        """Take the right to refresh; raises `StaleWrite` when taken or the version moved on."""
        ...

    def give_back(self, connection: Connection, by: str, *said: Event) -> Connection:
        """As `save`, but only while `by` still holds the lease."""
        ...

    def touch(self, connection: Connection, now: datetime) -> None:
        """Note the last use; a connection that changed meanwhile is left alone."""
        ...

    def remove(self, connection: Connection, *said: Event) -> None:
        """Forget it; raises `StaleWrite` unless its version is current."""
        ...


class Attempts(Protocol):
    """Keeps authorizations that were begun; each is taken once."""

    def begin(self, attempt: Attempt) -> None:
        """Keep it until it ends."""
        ...

    def take(self, state_digest: str) -> Attempt | None:
        """Remove and answer it; None when there is none, or somebody else took it."""
        ...


class Secrets(Protocol):
    """Seals what must never be stored plain, bound to owner and platform."""

    def seal(self, owner_id: str, platform: str, secret: Secret) -> str:
        """The secret as text that opens for this owner and platform only."""
        ...

    def open(self, connection: Connection) -> Secret:
        """The secret of `connection`; raises `SecretUnreadable` for a moved or changed row."""
        ...


class JobSeals(Protocol):
    """Seals the session that travels in a browser job, under the browser's own key."""

    def seal(self, session: str, bound_to: Mapping[str, str]) -> str:
        """The session as text for exactly this job."""
        ...

    def open(self, sealed: str, bound_to: Mapping[str, str]) -> str:
        """The session; raises `SecretUnreadable` when the job was changed."""
        ...


class SellerPanel(Protocol):
    """A platform without an API, worked through its web panel in a fresh browser."""

    def submit(self, session: str, panel: str, listing: Listing) -> Published:
        """Fill the panel's form and send it, once. Failures as in `Channel`."""
        ...

    def find(
        self, session: str, panel: str, listing: Listing
    ) -> Published | NotThere | Undetermined:
        """Look for the listing by its SKU; changes nothing."""
        ...
