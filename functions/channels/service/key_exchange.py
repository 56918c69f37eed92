"""Connects platforms whose keys come by a call of their own, before or after the browser."""

import hmac
from collections.abc import Mapping
from dataclasses import replace

from functions.channels.errors import ConsentExpired, KeysPending
from functions.channels.model.authorization import AuthorizationResult, CallbackRequest
from functions.channels.model.capabilities import Capabilities
from functions.channels.model.connection import (
    AuthorizationCallback,
    OAuthSession,
    Secret,
)
from functions.channels.model.platforms import platform as known
from functions.channels.ports.connections import OAuthProvider, OAuthSessions, Secrets
from functions.channels.service.authorizations import AuthorizationService
from functions.channels.service.webhook_subscriptions import WebhookSubscriptions
from kernel.clock import Clock
from kernel.errors import NotFound, Problem
from kernel.observability import log_event
from kernel.secret_links import digest

_RACES = 3


class KeyExchange:
    """Completes an OAuth session from two requests: the platform's keys, and the browser's return.

    Neither is enough. Only who holds the state that we gave can give keys, and only the browser
    that began can come back; whichever request is second connects.
    """

    def __init__(  # its ports
        self,
        authorizations: AuthorizationService,
        subscribing: WebhookSubscriptions,
        consents: Mapping[str, OAuthProvider],
        *,
        oauth_sessions: OAuthSessions,
        secrets: Secrets,
        clock: Clock,
    ) -> None:
        self._authorizations = authorizations
        self._subscribing = subscribing
        self._consents = consents
        self._oauth_sessions = oauth_sessions
        self._secrets = secrets
        self._clock = clock

    def give(self, platform: str, state: str, given: str) -> None:
        """Accept the platform's keys; a repetition with the same keys changes nothing.

        Raises `ConsentExpired` without an open OAuth session, or for other keys than before; and
        what connecting raises, so that the platform takes back its keys.
        """
        self._capabilities(platform)
        for _ in range(_RACES):
            oauth_session = self._open(platform, state)
            if oauth_session.given_sealed:
                self._must_be_same(oauth_session, given)
                return
            if oauth_session.returned:
                self._settled(oauth_session, CallbackRequest(given, "", "", ""))
                return
            if self._oauth_sessions.record(
                oauth_session,
                replace(oauth_session, given_sealed=self._encrypt(oauth_session, given)),
            ):
                log_event("GrantKept", platform=platform)
                return
        raise _late()

    def return_from(self, platform: str, back: CallbackRequest) -> AuthorizationResult:
        """Connect when the browser is back; raises `KeysPending` when it is before the keys.

        The wrong browser ends the OAuth session: then somebody else was led to the platform's page.
        """
        capabilities = self._capabilities(platform)
        for _ in range(_RACES):
            oauth_session = self._open(platform, back.state)
            if not hmac.compare_digest(oauth_session.browser_digest, digest(back.browser_key)):
                self._oauth_sessions.take(oauth_session.state_digest)
                raise _late()
            if oauth_session.given_sealed:
                return self._settled(oauth_session, replace(back, code=self._opened(oauth_session)))
            self._must_be_awaited(capabilities, oauth_session, back)
            if self._oauth_sessions.record(oauth_session, replace(oauth_session, returned=True)):
                raise KeysPending
        raise _late()

    def _capabilities(self, platform: str) -> Capabilities:
        capabilities = known(platform)
        if capabilities.granted_by != "call":
            raise NotFound(
                f"{capabilities.name} sends nothing here.",
                remedy="Press Connect under Connections.",
            )
        return capabilities

    def _open(self, platform: str, state: str) -> OAuthSession:
        oauth_session = self._oauth_sessions.find(digest(state)) if state else None
        if (
            oauth_session is None
            or oauth_session.platform != platform
            or oauth_session.ends_at <= self._clock.now()
        ):
            raise _late()
        return oauth_session

    def _must_be_awaited(
        self, capabilities: Capabilities, oauth_session: OAuthSession, back: CallbackRequest
    ) -> None:
        """Raise the platform's refusal if it came instead of keys, and end the OAuth session."""
        try:
            self._consents[capabilities.platform].redeem(
                AuthorizationCallback("", "", "", query=back.query, given=oauth_session.given)
            )
        except KeysPending:
            return
        except Problem as denied:
            if self._oauth_sessions.take(oauth_session.state_digest) is not None:
                self._authorizations.note(oauth_session, denied)
            raise

    def _settled(self, oauth_session: OAuthSession, back: CallbackRequest) -> AuthorizationResult:
        if self._oauth_sessions.take(oauth_session.state_digest) is None:
            raise _late()
        result = self._authorizations.settle(oauth_session, back)
        if result.connection is None:
            return result
        return replace(result, connection=self._subscribing.follow(result.connection))

    def _encrypt(self, oauth_session: OAuthSession, given: str) -> str:
        return self._secrets.encrypt(oauth_session.key, Secret(session=given))

    def _opened(self, oauth_session: OAuthSession) -> str:
        return self._secrets.decrypt(oauth_session.key, oauth_session.given_sealed).session

    def _must_be_same(self, oauth_session: OAuthSession, given: str) -> None:
        if not hmac.compare_digest(self._opened(oauth_session).encode(), given.encode()):
            raise _late()


def _late() -> ConsentExpired:
    return ConsentExpired(
        "This was not begun in the last ten minutes, or it is over.",
        remedy="Press Connect again.",
    )
