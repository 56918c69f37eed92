"""An artisan's connection to a platform, its secret, and when that secret must be renewed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

Status = Literal["not_connected", "connected", "reconnect"]

WEBHOOK_KEY_DIGEST = "webhook_key_digest"
"""The key in a connection's detail for the digest of its webhook endpoint's key."""

NEVER = 0
"""The lease of a connection that nobody is refreshing, in epoch seconds."""


class AccountKey(NamedTuple):
    """One account of one owner on one platform, by the platform's own id of the account."""

    owner_id: str
    platform: str
    account_id: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """A platform's tokens for an account; an end that the platform does not report is None."""

    access: str = field(repr=False)
    access_until: datetime | None = None
    refresh: str = field(default="", repr=False)
    refresh_until: datetime | None = None
    site: str = ""
    """The shop where alone the tokens are valid, if every shop has an address of its own."""

    def renewed(self, answer: "Tokens") -> "Tokens":
        """The tokens after a refresh: an answer without a refresh token keeps the stored one."""
        if answer.refresh:
            return answer
        return replace(answer, refresh=self.refresh, refresh_until=self.refresh_until)

    def expires_within(self, margin: timedelta, now: datetime) -> bool:
        """Whether the access token ends before `now + margin`."""
        return self.access_until is not None and self.access_until <= now + margin


@dataclass(frozen=True, slots=True)
class Candidate:
    """An account that could be posted to; `tokens` only where it has its own (a Page)."""

    id: str
    name: str
    detail: Mapping[str, str] = field(default_factory=dict)
    tokens: Tokens | None = None


@dataclass(frozen=True, slots=True)
class Secret:
    """The content of a connection's `sealed`: tokens, a browser session, or Pages to choose from.

    `login` is the person's own token where the account (a Page) has another one to post with.
    """

    tokens: Tokens | None = None
    login: Tokens | None = None
    candidates: tuple[Candidate, ...] = ()
    session: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Grant:
    """A platform's answer to consent: tokens, granted scopes, and accounts to choose from."""

    tokens: Tokens
    scopes: tuple[str, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """The parameters of a consent page; `verifier` is PKCE's, for platforms that have it.

    `given` are the answers to `Capabilities.connect_inputs`, by name.
    """

    redirect_uri: str
    state: str = field(repr=False)
    verifier: str = field(repr=False)
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuthorizationCallback:
    """The parameters of an OAuth callback; `query` is all of it, for platforms that sign it."""

    code: str = field(repr=False)
    redirect_uri: str
    verifier: str = field(repr=False)
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LastError:
    """What is wrong with a connection, and what the artisan can do."""

    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Connection:
    """One artisan's connection to one account on a platform, in the API by its `connection_id`.

    `sealed` is the encrypted `Secret`, which decrypts for this owner, platform and account only.
    `lease_until` (epoch seconds) and `lease_by` say who is refreshing the tokens right now.
    `look_at` is when the next health check is due, `warned_of` the end of which the artisan was
    warned. A connection that was ended keeps its ids and its name, and nothing else: what was
    published there can still be named, and connecting the account again takes it up.
    """

    owner_id: str
    platform: str
    account_id: str
    connection_id: str
    status: Status = "not_connected"
    account_name: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)
    scopes: tuple[str, ...] = ()
    sealed: str = field(default="", repr=False)
    connected_at: datetime | None = None
    ends_at: datetime | None = None
    last_used_at: datetime | None = None
    problem: LastError | None = None
    lease_until: int = NEVER
    lease_by: str = ""
    look_at: datetime | None = None
    warned_of: datetime | None = None
    version: int = 0

    @property
    def key(self) -> AccountKey:
        """Owner, platform and account, which the connection is kept and encrypted by."""
        return AccountKey(self.owner_id, self.platform, self.account_id)

    def chosen(
        self, account: Candidate, sealed: str, now: datetime, ends_at: datetime | None
    ) -> "Connection":
        """The connection with new tokens of its account, until `ends_at` if there is an end.

        Its webhook endpoint stays until another one takes its place.
        """
        endpoint = {name: text for name, text in self.detail.items() if name == WEBHOOK_KEY_DIGEST}
        return replace(
            self,
            status="connected",
            account_name=account.name,
            detail={**account.detail, **endpoint},
            sealed=sealed,
            connected_at=now,
            ends_at=ends_at,
            problem=None,
            lease_until=NEVER,
            lease_by="",
            look_at=now,
        )

    def ended(self) -> "Connection":
        """The connection after the artisan disconnected: only its ids and the name are left."""
        gone = Connection(self.owner_id, self.platform, self.account_id, self.connection_id)
        return replace(gone, account_name=self.account_name, version=self.version)

    def broken(self, problem: LastError) -> "Connection":
        """The connection that the platform refuses; unused until the artisan reconnects."""
        return replace(self, status="reconnect", problem=problem, lease_until=NEVER, lease_by="")

    def looked_after(self, again: datetime, warned_of: datetime | None) -> "Connection":
        """The connection after a health check; the next one is due at `again`."""
        return replace(self, look_at=again, warned_of=warned_of)

    def refreshed(self, sealed: str, until: datetime | None) -> "Connection":
        """The connection with newly encrypted tokens in `sealed`, and without the lease."""
        return replace(self, sealed=sealed, ends_at=until, lease_until=NEVER, lease_by="")


@dataclass(frozen=True, slots=True)
class Account:
    """The account that an adapter acts for, and its access token."""

    platform: str
    account_id: str
    name: str
    token: str = field(repr=False)
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AccountSummary:
    """What other contexts may know of an account; `enabled` until its owner switches it off."""

    platform: str
    account_id: str
    name: str
    status: Status
    connection_id: str
    enabled: bool


@dataclass(frozen=True, slots=True)
class OAuthSession:
    """An authorization that was begun: single use, bound to owner and browser by digests.

    `connection_id` is the connection that the artisan wants to renew, "" for any account. Where the
    platform delivers keys by a call of its own, `given_sealed` holds the keys, and `returned` says
    that the browser was back before them.
    """

    state_digest: str
    browser_digest: str
    owner_id: str
    platform: str
    ends_at: datetime
    given: Mapping[str, str] = field(default_factory=dict)
    given_sealed: str = field(default="", repr=False)
    returned: bool = False
    connection_id: str = ""

    @property
    def key(self) -> AccountKey:
        """What `given_sealed` is encrypted for: no account is known yet."""
        return AccountKey(self.owner_id, self.platform, f"oauth_session#{self.state_digest}")
