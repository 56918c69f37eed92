"""Connects platforms whose keys come by a call of their own, before or after the browser."""

import hmac
from collections.abc import Mapping
from dataclasses import replace

from functions.channels.errors import ConsentExpired, KeysPending
from functions.channels.model.capabilities import Capabilities
from functions.channels.model.connection import (
    AuthorizationCallback,
    Connection,
    OAuthSession,
    Secret,
)
from functions.channels.model.platforms import platform as known
from functions.channels.ports import Connections, OAuthProvider, OAuthSessions, Secrets
from functions.channels.service.connections import ConnectionService, WayBack, digest
from functions.channels.service.webhook_subscriptions import WebhookSubscriptions
from kernel.clock import Clock
from kernel.errors import NotFound, Problem
from kernel.observability import log_event

_RACES = 3


class KeyExchange:
    """Completes an OAuth session from two requests: the platform's keys, and the browser's return.

    Neither is enough. Only who holds the state that we gave can give keys, and only the browser
    that began can come back; whichever request is second connects.
    """

    def __init__(  # noqa: PLR0913  # its ports
        self,
        connecting: ConnectionService,
        subscribing: WebhookSubscriptions,
        consents: Mapping[str, OAuthProvider],
        *,
        attempts: OAuthSessions,
        connections: Connections,
        secrets: Secrets,
        clock: Clock,
    ) -> None:
        self._connecting = connecting
        self._subscribing = subscribing
        self._consents = consents
        self._attempts = attempts
        self._connections = connections
        self._secrets = secrets
        self._clock = clock

    def give(self, platform: str, state: str, given: str) -> None:
        """Accept the platform's keys; a repetition with the same keys changes nothing.

        Raises `ConsentExpired` without an open OAuth session, or for other keys than before; and
        what connecting raises, so that the platform takes back its keys.
        """
        self._able(platform)
        for _ in range(_RACES):
            attempt = self._open(platform, state)
            if attempt.given_sealed:
                self._must_be_same(attempt, given)
                return
            if attempt.returned:
                self._settled(attempt, WayBack(given, "", "", ""))
                return
            if self._attempts.meet(
                attempt, replace(attempt, given_sealed=self._seal(attempt, given))
            ):
                log_event("GrantKept", platform=platform)
                return
        raise _late()

    def return_from(self, platform: str, back: WayBack) -> Connection:
        """Connect when the browser is back; raises `KeysPending` when it is before the keys.

        The wrong browser ends the OAuth session: then somebody else was led to the platform's page.
        """
        able = self._able(platform)
        for _ in range(_RACES):
            attempt = self._open(platform, back.state)
            if not hmac.compare_digest(attempt.browser_digest, digest(back.browser_key)):
                self._attempts.take(attempt.state_digest)
                raise _late()
            if attempt.given_sealed:
                return self._settled(attempt, replace(back, code=self._opened(attempt)))
            self._must_be_awaited(able, attempt, back)
            if self._attempts.meet(attempt, replace(attempt, returned=True)):
                raise KeysPending
        raise _late()

    def _able(self, platform: str) -> Capabilities:
        able = known(platform)
        if able.granted_by != "call":
            raise NotFound(
                f"{able.name} sends nothing here.", remedy="Press Connect under Connections."
            )
        return able

    def _open(self, platform: str, state: str) -> OAuthSession:
        attempt = self._attempts.find(digest(state)) if state else None
        if attempt is None or attempt.platform != platform or attempt.ends_at <= self._clock.now():
            raise _late()
        return attempt

    def _must_be_awaited(self, able: Capabilities, attempt: OAuthSession, back: WayBack) -> None:
        """Raise the platform's refusal if it came instead of keys, and end the OAuth session."""
        try:
            self._consents[able.platform].redeem(
                AuthorizationCallback("", "", "", query=back.query, given=attempt.given)
            )
        except KeysPending:
            return
        except Problem as denied:
            if self._attempts.take(attempt.state_digest) is not None:
                self._connecting.note(attempt, denied)
            raise

    def _settled(self, attempt: OAuthSession, back: WayBack) -> Connection:
        if self._attempts.take(attempt.state_digest) is None:
            raise _late()
        before = self._connections.get(attempt.owner_id, attempt.platform)
        held = self._connecting.settle(attempt, back)
        return self._subscribing.follow(before, held)

    def _seal(self, attempt: OAuthSession, given: str) -> str:
        return self._secrets.seal(attempt.owner_id, attempt.platform, Secret(session=given))

    def _opened(self, attempt: OAuthSession) -> str:
        sealed = Connection(attempt.owner_id, attempt.platform, sealed=attempt.given_sealed)
        return self._secrets.open(sealed).session

    def _must_be_same(self, attempt: OAuthSession, given: str) -> None:
        if not hmac.compare_digest(self._opened(attempt).encode(), given.encode()):
            raise _late()


def _late() -> ConsentExpired:
    return ConsentExpired(
        "This was not begun in the last ten minutes, or it is over.",
        remedy="Press Connect again.",
    )
