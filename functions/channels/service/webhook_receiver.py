"""Receives webhooks: checks the proof, stores deliveries, answers at once; handling comes later."""

from collections.abc import Mapping

from functions.channels.errors import WebhookNotFound, WebhookTooLarge
from functions.channels.events import WebhookReceived
from functions.channels.model.webhooks import LARGEST_BYTES, WebhookDelivery, WebhookRequest
from functions.channels.ports.webhooks import WebhookDeliveries, WebhookEndpoints, WebhookParser
from kernel.clock import Clock
from kernel.observability import log_event


class WebhookReceiver:
    """Answers the requests to webhook endpoints."""

    def __init__(
        self,
        parsers: Mapping[str, WebhookParser],
        deliveries: WebhookDeliveries,
        addresses: WebhookEndpoints,
        clock: Clock,
    ) -> None:
        self._parsers = parsers
        self._deliveries = deliveries
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
        if len(request.raw) > LARGEST_BYTES:
            raise WebhookTooLarge(LARGEST_BYTES)
        owner, secret = self._addresses.owner_and_secret(platform, key) if key else ("", "")
        now = self._clock.now()
        new = 0
        for message in parser.read(request, secret, now):
            delivery = WebhookDelivery(
                platform,
                message.message_id,
                message.topic,
                message.account,
                owner,
                message.payload,
                now,
            )
            event = WebhookReceived(platform=platform, message=message.message_id)
            new += self._deliveries.keep(delivery, event)
        log_event("WebhookReceived", platform=platform, new=new)
        return new

    def _hook(self, platform: str) -> WebhookParser:
        if platform not in self._parsers:
            raise WebhookNotFound
        return self._parsers[platform]
