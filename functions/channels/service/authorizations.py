"""Authorizations: consent, OAuth callback, and the choice of one of several accounts."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from functions.channels.errors import (
    ConnectionNotFound,
    ConnectMethodMismatch,
    ConsentDenied,
    ConsentExpired,
    ConsentIncomplete,
    NotConfigured,
)
from functions.channels.events import ConnectionChanged
from functions.channels.model.authorization import (
    AuthorizationResult,
    AuthorizationStart,
    CallbackRequest,
)
from functions.channels.model.capabilities import Capabilities
from functions.channels.model.connect_inputs import answered
from functions.channels.model.connection import (
    AuthorizationCallback,
    AuthorizationRequest,
    Candidate,
    Connection,
    Grant,
    LastError,
    OAuthSession,
    Secret,
)
from functions.channels.model.pending_connection import PendingConnection
from functions.channels.model.platforms import platform as known
from functions.channels.ports.connections import (
    Connections,
    OAuthProvider,
    OAuthSessions,
    PendingConnections,
    Secrets,
)
from functions.channels.service.token_access import changed, end_of
from kernel.clock import Clock
from kernel.errors import NotFound, Problem, StaleWrite
from kernel.ids import Ids
from kernel.secret_links import digest

OAUTH_SESSION_LIVES = timedelta(minutes=10)


def verifier(browser_key: str) -> str:
    """PKCE's code verifier (RFC 7636 §4.1), derived from what only this browser has."""
    made = hmac.new(browser_key.encode(), b"pkce", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


class AuthorizationService:
    """Connects accounts by consent; a connection changes only once its own account is complete."""

    def __init__(  # noqa: PLR0913  # its ports
        self,
        connections: Connections,
        pending: PendingConnections,
        oauth_sessions: OAuthSessions,
        secrets: Secrets,
        consents: Mapping[str, OAuthProvider],
        clock: Clock,
        *,
        ids: Ids,
        public_url: str,
        panels: Mapping[str, str],
        random: Callable[[], str],
    ) -> None:
        self._connections = connections
        self._pending = pending
        self._oauth_sessions = oauth_sessions
        self._secrets = secrets
        self._consents = consents
        self._clock = clock
        self._ids = ids
        self._public_url = public_url
        self._panels = panels
        self._random = random

    def authorize(
        self, owner_id: str, platform: str, given: Mapping[str, str], connection_id: str = ""
    ) -> AuthorizationStart:
        """Begin an OAuth session: single use, for ten minutes, bound to the owner and this browser.

        `given` answers what the platform asks first; `connection_id` is the connection to renew.
        Raises `InvalidConnectInput` and `ConnectionNotFound`.
        """
        consent, kept = self._consent(platform), answered(known(platform).connect_inputs, given)
        if connection_id:
            self._must_be_of(owner_id, platform, connection_id)
        state, key = self._random(), self._random()
        ends_at = self._clock.now() + OAUTH_SESSION_LIVES
        session = OAuthSession(digest(state), digest(key), owner_id, platform, ends_at, kept)
        self._oauth_sessions.begin(replace(session, connection_id=connection_id))
        asking = AuthorizationRequest(self._redirect_uri(platform), state, verifier(key), kept)
        return AuthorizationStart(consent.address(asking), key)

    def return_from(self, platform: str, back: CallbackRequest) -> AuthorizationResult:
        """Redeem the code that the browser brings back from the platform, once.

        Raises `ConsentExpired`, `ConsentDenied`, `ConsentIncomplete`, `InvalidAccount`, or what the
        exchange raises; a connection that worked before still works then, with the problem noted.
        """
        return self.settle(self._taken(platform, back), back)

    def settle(self, oauth_session: OAuthSession, back: CallbackRequest) -> AuthorizationResult:
        """Connect by a proven OAuth session; if that fails, note the problem and raise it."""
        try:
            return self._redeemed(oauth_session, back)
        except Problem as problem:
            self.note(oauth_session, problem)
            raise

    def pending(self, owner_id: str) -> list[PendingConnection]:
        """The owner's authorizations that wait for a choice, or failed in the last day."""
        return [*self._pending.list_by_owner(owner_id, self._clock.now())]

    def choose(self, owner_id: str, platform: str, pending_id: str, account_id: str) -> Connection:
        """Connect one of the accounts to choose from; raises `NotFound` for any other."""
        every = self.pending(owner_id)
        pending = next((one for one in every if one.pending_id == pending_id), None)
        if pending is None or pending.platform != platform or not pending.sealed:
            raise NotFound("There is nothing to choose.", remedy="Connect the account first.")
        secret = self._secrets.decrypt(pending.key, pending.sealed)
        for one in secret.candidates:
            if one.id == account_id:
                connection = self._connected(owner_id, platform, one, secret, pending.scopes)
                self._pending.remove(pending)
                return connection
        raise NotFound("This account is not one of those that were allowed.", remedy="Choose one.")

    def note(self, oauth_session: OAuthSession, problem: Problem) -> None:
        """Note why the OAuth session failed: on the connection that it was to renew, or by itself.

        A connection that works goes on working.
        """
        why = LastError(problem.message, problem.remedy)
        held = self._renewing(oauth_session)
        if held is None:
            self._forget_failures(oauth_session.owner_id, oauth_session.platform)
            pending_id, now = self._ids.new("pending"), self._clock.now()
            self._pending.save(PendingConnection.failed(oauth_session, pending_id, why, now))
            return
        try:
            self._connections.save(replace(held, problem=why))
        except StaleWrite:
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

    def _must_be_of(self, owner_id: str, platform: str, connection_id: str) -> None:
        held = self._connections.find(owner_id, connection_id)
        if held is None or held.platform != platform:
            raise ConnectionNotFound

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

    def _redeemed(self, session: OAuthSession, back: CallbackRequest) -> AuthorizationResult:
        capabilities = known(session.platform)
        if back.error or not back.code:
            raise ConsentDenied(
                f"It was not allowed on {capabilities.name}'s page.",
                remedy="Press Connect again and allow it.",
            )
        consent = self._consent(session.platform)
        uri, proof = self._redirect_uri(session.platform), verifier(back.browser_key)
        grant = consent.redeem(
            AuthorizationCallback(back.code, uri, proof, back.query, session.given)
        )
        _must_be_whole(grant, consent, capabilities)
        self._forget_failures(session.owner_id, session.platform)
        secret = Secret(grant.tokens, login=grant.tokens, candidates=grant.candidates)
        wanted = self._renewing(session)
        account = _meant(grant.candidates, wanted)
        if account is None:
            self._to_choose(session, grant, secret)
            return AuthorizationResult(instead_of=session.connection_id if wanted else "")
        connection = self._connected(
            session.owner_id, session.platform, account, secret, grant.scopes
        )
        another = wanted is not None and wanted.account_id != connection.account_id
        return AuthorizationResult(connection, session.connection_id if another else "")

    def _renewing(self, session: OAuthSession) -> Connection | None:
        """The connection that the artisan wanted to renew, unless she disconnected it since."""
        if not session.connection_id:
            return None
        return self._connections.find(session.owner_id, session.connection_id)

    def _to_choose(self, session: OAuthSession, grant: Grant, secret: Secret) -> None:
        pending = PendingConnection.to_choose(
            session,
            grant.candidates,
            pending_id=self._ids.new("pending"),
            scopes=grant.scopes,
            sealed="",
            now=self._clock.now(),
        )
        sealed = self._secrets.encrypt(pending.key, secret)
        waits = ConnectionChanged(
            owner_id=session.owner_id,
            platform=session.platform,
            account_id="",
            connection_id="",
            status="choose_account",
        )
        self._pending.save(replace(pending, sealed=sealed), waits)

    def _connected(
        self,
        owner_id: str,
        platform: str,
        account: Candidate,
        secret: Secret,
        scopes: tuple[str, ...],
    ) -> Connection:
        """Connect the account, or renew its connection; every other connection stays as it is."""
        tokens = account.tokens or secret.tokens
        # Only a Page has tokens of its own; the person's are then kept to give all of them back.
        login = secret.login if account.tokens else None
        held = self._connections.get(owner_id, platform, account.id) or Connection(
            owner_id, platform, account.id, self._ids.new("connection")
        )
        sealed = self._secrets.encrypt(held.key, Secret(tokens, login))
        chosen = held.chosen(account, sealed, self._clock.now(), end_of(tokens))
        connected = replace(chosen, scopes=scopes)
        return self._connections.save(connected, changed(connected))

    def _forget_failures(self, owner_id: str, platform: str) -> None:
        for one in self._pending.list_by_owner(owner_id, self._clock.now()):
            if one.platform == platform and one.problem is not None:
                self._pending.remove(one)


def _meant(candidates: tuple[Candidate, ...], wanted: Connection | None) -> Candidate | None:
    """The account to connect: the only one, or the one to be renewed; else it must be chosen."""
    if len(candidates) == 1:
        return candidates[0]
    account_id = wanted.account_id if wanted else ""
    return next((one for one in candidates if one.id == account_id), None)


def _must_be_whole(grant: Grant, consent: OAuthProvider, capabilities: Capabilities) -> None:
    missing = [words for scope, words in consent.needed.items() if scope not in grant.scopes]
    if missing:
        raise ConsentIncomplete(
            f"{capabilities.name} was not allowed to: {', '.join(missing)}.",
            remedy="Connect again and leave every permission ticked.",
        )
