"""Connects an artisan's accounts: consent, OAuth callback, choice of a Page, disconnecting."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from functions.channels.errors import (
    ConnectMethodMismatch,
    ConsentDenied,
    ConsentExpired,
    ConsentIncomplete,
    NotConfigured,
    ReconnectNeeded,
)
from functions.channels.model.capabilities import Capabilities
from functions.channels.model.connect_inputs import answered
from functions.channels.model.connection import (
    Account,
    AuthorizationCallback,
    AuthorizationRequest,
    Candidate,
    Connection,
    Grant,
    LastError,
    OAuthSession,
    Secret,
)
from functions.channels.model.platforms import PLATFORMS
from functions.channels.model.platforms import platform as known
from functions.channels.ports.connections import Connections, OAuthProvider, OAuthSessions, Secrets
from functions.channels.service.token_access import TokenAccess, changed, end_of
from kernel.clock import Clock
from kernel.errors import NotFound, Problem, StaleWrite
from kernel.secret_links import digest

OAUTH_SESSION_LIVES = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class AuthorizationStart:
    """Where to send the browser, and the key that this browser must bring back."""

    url: str
    browser_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CallbackRequest:
    """The parameters of the platform's redirect, and the key from the browser's cookie."""

    code: str = field(repr=False)
    state: str = field(repr=False)
    error: str
    browser_key: str = field(repr=False)
    query: Mapping[str, str] = field(default_factory=dict, repr=False)


def verifier(browser_key: str) -> str:
    """PKCE's code verifier (RFC 7636 §4.1), derived from what only this browser has."""
    made = hmac.new(browser_key.encode(), b"pkce", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


class ConnectionService:
    """Connects, tests and disconnects accounts; each method is for the owner's own ones only."""

    def __init__(  # noqa: PLR0913  # its ports
        self,
        connections: Connections,
        oauth_sessions: OAuthSessions,
        secrets: Secrets,
        consents: Mapping[str, OAuthProvider],
        access: TokenAccess,
        clock: Clock,
        *,
        public_url: str,
        panels: Mapping[str, str],
        random: Callable[[], str],
    ) -> None:
        self._connections = connections
        self._oauth_sessions = oauth_sessions
        self._secrets = secrets
        self._consents = consents
        self._access = access
        self._clock = clock
        self._public_url = public_url
        self._panels = panels
        self._random = random

    def connections(self, owner_id: str) -> list[Connection]:
        """The owner's connections, one for each platform that there is."""
        return [
            self._connections.get(owner_id, capabilities.platform) for capabilities in PLATFORMS
        ]

    def connection(self, owner_id: str, platform: str) -> Connection:
        """The owner's connection to the platform; raises `PlatformNotFound`."""
        return self._connections.get(owner_id, known(platform).platform)

    def authorize(
        self, owner_id: str, platform: str, given: Mapping[str, str]
    ) -> AuthorizationStart:
        """Begin an OAuth session: single use, for ten minutes, bound to the owner and this browser.

        `given` answers what the platform asks first; raises `InvalidConnectInput`.
        """
        consent, kept = self._consent(platform), answered(known(platform).connect_inputs, given)
        state, key = self._random(), self._random()
        ends_at = self._clock.now() + OAUTH_SESSION_LIVES
        self._oauth_sessions.begin(
            OAuthSession(digest(state), digest(key), owner_id, platform, ends_at, kept)
        )
        asking = AuthorizationRequest(self._redirect_uri(platform), state, verifier(key), kept)
        return AuthorizationStart(consent.address(asking), key)

    def return_from(self, platform: str, back: CallbackRequest) -> Connection:
        """Redeem the code that the browser brings back from the platform, once.

        Raises `ConsentExpired`, `ConsentDenied`, `ConsentIncomplete`, `InvalidAccount`, or what the
        exchange raises; a connection that worked before still works then, with the problem noted.
        """
        return self.settle(self._taken(platform, back), back)

    def settle(self, oauth_session: OAuthSession, back: CallbackRequest) -> Connection:
        """Connect by a proven OAuth session; if that fails, note the problem and raise it."""
        try:
            return self._redeemed(oauth_session, back)
        except Problem as problem:
            self.note(oauth_session, problem)
            raise

    def choose(self, owner_id: str, platform: str, account_id: str) -> Connection:
        """Take one of the accounts to choose from; raises `NotFound` for any other."""
        connection = self._connections.get(owner_id, known(platform).platform)
        if connection.status != "choose_account":
            raise NotFound("There is nothing to choose.", remedy="Connect the account first.")
        secret = self._secrets.decrypt(connection)
        for one in secret.candidates:
            if one.id == account_id:
                return self._connected(connection, one, secret)
        raise NotFound("This account is not one of those that were allowed.", remedy="Choose one.")

    def test(self, owner_id: str, platform: str) -> Connection:
        """Ask the platform whether the connection works.

        A connection that does not work is answered with its new status and its problem.
        """
        try:
            return self._tested(owner_id, platform)
        except ReconnectNeeded:
            return self._connections.get(owner_id, platform)

    def _tested(self, owner_id: str, platform: str) -> Connection:
        if known(platform).connect == "assisted":
            return self._tested_session(owner_id, platform)
        consent = self._consent(platform)

        def confirm(account: Account) -> str:
            return consent.confirm(account)

        name = self._access.use(owner_id, platform, confirm)
        connection = self._connections.get(owner_id, platform)
        if connection.account_name == name and connection.problem is None:
            return connection
        return self._connections.save(replace(connection, account_name=name, problem=None))

    def _tested_session(self, owner_id: str, platform: str) -> Connection:
        # A panel has no call to ask; its login's own end is what can be known without a browser.
        connection, _ = self._access.opened(owner_id, platform)
        if connection.ends_at and connection.ends_at <= self._clock.now():
            why = ReconnectNeeded(
                "The login to the seller panel has run out.",
                remedy=f"Run: make connect PLATFORM={platform}",
            )
            self._access.mark_broken(connection, why)
            raise why
        return connection

    def disconnect(self, owner_id: str, platform: str) -> None:
        """Revoke the permission where the platform has a call for it, and delete the connection."""
        connection = self._connections.get(owner_id, known(platform).platform)
        if not connection.version:
            return
        self._revoke(connection)
        gone = Connection(owner_id, platform)
        try:
            self._connections.remove(connection, changed(gone))
        except StaleWrite:
            # It was refreshed at this moment; what counts is that it goes.
            self._connections.remove(self._connections.get(owner_id, platform), changed(gone))

    def _revoke(self, connection: Connection) -> None:
        consent = self._consents.get(connection.platform)
        if consent is None or not connection.sealed or connection.status == "reconnect":
            return
        try:
            secret = self._secrets.decrypt(connection)
            login = secret.login or secret.tokens
            if login:
                consent.revoke(login)
        except Problem:
            # The artisan wants it gone here in any case; over there the tokens end by themselves.
            return

    def _consent(self, platform: str) -> OAuthProvider:
        capabilities = known(platform)
        if capabilities.connect == "assisted":
            raise ConnectMethodMismatch(
                f"{capabilities.name} is connected by logging in yourself in a browser window.",
                remedy=f"Run: make connect PLATFORM={platform}",
                details={"panel_url": self._panels[platform]},
            )
        if platform not in self._consents:
            raise NotConfigured(
                f"This Haat has no app registration at {capabilities.name}.",
                remedy="Put the app's id and secret into the settings.",
            )
        return self._consents[platform]

    def _redirect_uri(self, platform: str) -> str:
        return f"{self._public_url}/api/v1/connections/{platform}/callback"

    def _taken(self, platform: str, back: CallbackRequest) -> OAuthSession:
        oauth_session = self._oauth_sessions.take(digest(back.state)) if back.state else None
        if (
            oauth_session is None
            or oauth_session.platform != platform
            or oauth_session.ends_at <= self._clock.now()
            or not hmac.compare_digest(oauth_session.browser_digest, digest(back.browser_key))
        ):
            raise ConsentExpired(
                "This way back was not begun in this browser in the last ten minutes.",
                remedy="Press Connect again.",
            )
        return oauth_session

    def _redeemed(self, oauth_session: OAuthSession, back: CallbackRequest) -> Connection:
        capabilities = known(oauth_session.platform)
        if back.error or not back.code:
            raise ConsentDenied(
                f"It was not allowed on {capabilities.name}'s page.",
                remedy="Press Connect again and allow it.",
            )
        consent = self._consent(oauth_session.platform)
        uri, proof = self._redirect_uri(oauth_session.platform), verifier(back.browser_key)
        grant = consent.redeem(
            AuthorizationCallback(back.code, uri, proof, back.query, oauth_session.given)
        )
        _must_be_whole(grant, consent, capabilities)
        connection = self._connections.get(oauth_session.owner_id, oauth_session.platform)
        connection = replace(connection, scopes=grant.scopes)
        secret = Secret(grant.tokens, login=grant.tokens, candidates=grant.candidates)
        if len(grant.candidates) == 1:
            return self._connected(connection, grant.candidates[0], secret)
        sealed = self._secrets.encrypt(oauth_session.owner_id, oauth_session.platform, secret)
        undecided = connection.undecided(grant.candidates, sealed)
        return self._connections.save(undecided, changed(undecided))

    def _connected(self, connection: Connection, account: Candidate, secret: Secret) -> Connection:
        tokens = account.tokens or secret.tokens
        # Only a Page has tokens of its own; the person's are then kept to give all of them back.
        login = secret.login if account.tokens else None
        kept = Secret(tokens, login)
        sealed = self._secrets.encrypt(connection.owner_id, connection.platform, kept)
        chosen = connection.chosen(account, sealed, self._clock.now(), end_of(tokens))
        return self._connections.save(chosen, changed(chosen))

    def note(self, oauth_session: OAuthSession, problem: Problem) -> None:
        """Note on the connection why the OAuth session failed; one that works goes on working."""
        connection = self._connections.get(oauth_session.owner_id, oauth_session.platform)
        noted = replace(connection, problem=LastError(problem.message, problem.remedy))
        try:
            self._connections.save(noted)
        except StaleWrite:
            return


def _must_be_whole(grant: Grant, consent: OAuthProvider, capabilities: Capabilities) -> None:
    missing = [words for scope, words in consent.needed.items() if scope not in grant.scopes]
    if missing:
        raise ConsentIncomplete(
            f"{capabilities.name} was not allowed to: {', '.join(missing)}.",
            remedy="Connect again and leave every permission ticked.",
        )
