"""IndiaMART's push of leads: unsigned, so that the address itself is the secret.

https://help.indiamart.com/knowledge-base/lms-crm-integration-v2/
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from functions.channels.adapters.http.webhook_formats import read_object, required, text_of
from functions.channels.model.webhook_events import LeadNotified, Meaning
from kernel.webhooks import (
    WebhookDelivery,
    WebhookMessage,
    WebhookRequest,
    WebhookUnreadable,
)

_INDIA = ZoneInfo("Asia/Kolkata")


class IndiaMartWebhookParser:
    """The `WebhookParser` of IndiaMART; knowing the secret address is the only proof."""

    keyed = True

    def answer_challenge(self, query: dict[str, str]) -> str:  # noqa: ARG002  # the port's
        """Always "": IndiaMART has no subscription handshake."""
        return ""

    def read(
        self,
        request: WebhookRequest,
        secret: str,  # noqa: ARG002  # the port's
        now: datetime,  # noqa: ARG002  # the port's
    ) -> tuple[WebhookMessage, ...]:
        """The one lead of the delivery."""
        lead = _lead(read_object(request.raw))
        (name,) = required(lead, "UNIQUE_QUERY_ID")
        return (
            WebhookMessage(name, f"lead.{lead.get('QUERY_TYPE') or 'W'}", "", text_of(request)),
        )

    def parse(self, delivery: WebhookDelivery) -> Meaning:
        """`LeadNotified` with the product that somebody asked for."""
        lead = _lead(read_object(delivery.payload))
        name, asked = required(lead, "UNIQUE_QUERY_ID", "QUERY_TIME")
        product = str(lead.get("QUERY_PRODUCT_NAME") or lead.get("SUBJECT") or "")
        return LeadNotified(delivery.account, name, product, _time(asked))


def _lead(data: Mapping[str, Any]) -> Mapping[str, Any]:
    lead = data.get("RESPONSE")
    if not isinstance(lead, dict):
        raise WebhookUnreadable("“RESPONSE” is missing.")
    return lead


def _time(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise WebhookUnreadable(f"“{text[:40]}” is not a time.") from error
    return read.replace(tzinfo=read.tzinfo or _INDIA)


def parser(given: Mapping[str, str]) -> IndiaMartWebhookParser:  # noqa: ARG001  # as every platform's
    """The `WebhookParser` of IndiaMART."""
    return IndiaMartWebhookParser()
