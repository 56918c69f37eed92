"""Receives webhooks: checks the proof, stores deliveries, answers at once; handling comes later."""

from collections.abc import Mapping
from dataclasses import replace

from functions.channels.events import WebhookReceived
from functions.channels.ports.webhooks import (
    WebhookEndpoints,
    WebhookParser,
)
from kernel.clock import Clock
from kernel.observability import log_security_event
from kernel.webhooks import (
    SignatureRefused,
    WebhookInbox,
    WebhookMessage,
    WebhookNotFound,
    WebhookRequest,
    require_size,
)


class WebhookReceiver:
    """Answers the requests to webhook endpoints."""

    def __init__(
        self,
        parsers: Mapping[str, WebhookParser],
        inbox: WebhookInbox,
        addresses: WebhookEndpoints,
        clock: Clock,
    ) -> None:
        self._parsers = parsers
        self._inbox = inbox
        self._addresses = addresses
        self._clock = clock

    def answer_challenge(self, platform: str, query: dict[str, str]) -> str:
        """The answer to a platform's subscription handshake; raises `WebhookNotFound`."""
        return self._hook(platform).answer_challenge(query)

    def receive(self, platform: str, key: str, request: WebhookRequest) -> int:
        """Store the messages of a webhook and answer how many are new.

        `key` is the part of the address that belongs to one connection, "" where there is none.
        Raises `WebhookNotFound`, `WebhookTooLarge`, `SignatureRefused` and `WebhookUnreadable`;
        nothing is stored then.
        """
        parser = self._hook(platform)
        if parser.keyed != bool(key):
            raise WebhookNotFound
        require_size(request)
        if not key:
            messages = self._read(platform, request, "")
            return self._inbox.store(platform, "", messages, WebhookReceived.of)
        account, secret = self._addresses.account_and_secret(platform, key)
        # Whose endpoint it is says which account; what the message says of it is not proven.
        own = [
            replace(one, account=account.account_id)
            for one in self._read(platform, request, secret)
        ]
        return self._inbox.store(platform, account.owner_id, own, WebhookReceived.of)

    def _read(
        self, platform: str, request: WebhookRequest, secret: str
    ) -> tuple[WebhookMessage, ...]:
        try:
            return self._hook(platform).read(request, secret, self._clock.now())
        except SignatureRefused as refused:
            log_security_event("WebhookRefused", platform=platform, code=refused.code)
            raise

    def _hook(self, platform: str) -> WebhookParser:
        if platform not in self._parsers:
            raise WebhookNotFound
        return self._parsers[platform]
