"""Parses webhooks of Etsy, which only name the resource to read.

https://developers.etsy.com/documentation/essentials/webhooks
"""

from collections.abc import Mapping
from datetime import datetime

from functions.channels.adapters.http.webhook_formats import read_object, required, text_of
from functions.channels.model.webhook_events import Ignored, Meaning, OrderNotified
from kernel.webhooks import (
    WebhookDelivery,
    WebhookMessage,
    WebhookRequest,
    require_standard,
)


class EtsyWebhookParser:
    """The `WebhookParser` of the Etsy app; `secret` is the portal's signing secret (`whsec_…`)."""

    keyed = False

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def answer_challenge(self, query: dict[str, str]) -> str:  # noqa: ARG002  # the port's
        """Always "": Etsy has no subscription handshake."""
        return ""

    def read(
        self,
        request: WebhookRequest,
        secret: str,  # noqa: ARG002  # the port's
        now: datetime,  # the port's
    ) -> tuple[WebhookMessage, ...]:
        """The one event of the delivery, after the Standard Webhooks check."""
        require_standard(request, self._secret, now)
        data = read_object(request.raw)
        kind, shop = required(data, "event_type", "shop_id")
        return (WebhookMessage(request.header("webhook-id"), kind, shop, text_of(request)),)

    def parse(self, delivery: WebhookDelivery) -> Meaning:
        """`OrderNotified` for each event of an order: its receipt must be read; else `Ignored`."""
        if not delivery.topic.startswith("order."):
            return Ignored()
        (where,) = required(read_object(delivery.payload), "resource_url")
        # Only its number is used: an address in a message is data, never a place to go.
        return OrderNotified(delivery.account, where.rstrip("/").rpartition("/")[2])


def parser(given: Mapping[str, str]) -> EtsyWebhookParser:
    """The `WebhookParser` of Etsy."""
    return EtsyWebhookParser(given["etsy_webhook_secret"])
