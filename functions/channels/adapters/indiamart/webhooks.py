"""IndiaMART's push of leads: unsigned, so that the address itself is the secret.

https://help.indiamart.com/knowledge-base/lms-crm-integration-v2/
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from functions.channels.adapters.http.webhook_formats import (
    OptionalId,
    Title,
    VendorShape,
    instant,
    read_object,
    required,
    shaped,
    text_of,
)
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
        return (WebhookMessage(name, topic_of(lead), "", text_of(request)),)

    def parse(self, delivery: WebhookDelivery) -> Meaning:
        """`LeadNotified` with the product that somebody asked for."""
        lead = _lead(read_object(delivery.payload))
        name, asked = required(lead, "UNIQUE_QUERY_ID", "QUERY_TIME")
        titles = shaped(_Titles, lead)
        product = titles.QUERY_PRODUCT_NAME or titles.SUBJECT
        return LeadNotified(delivery.account, name, product, instant(asked, _INDIA))


class _Titles(VendorShape):
    QUERY_PRODUCT_NAME: Title = ""
    SUBJECT: Title = ""


class _Kind(VendorShape):
    QUERY_TYPE: OptionalId = ""


def topic_of(lead: Mapping[str, Any]) -> str:
    """The topic of a lead: its kind, “W” where none is said; raises `WebhookUnreadable`."""
    return f"lead.{shaped(_Kind, lead).QUERY_TYPE or 'W'}"


def _lead(data: Mapping[str, Any]) -> Mapping[str, Any]:
    lead = data.get("RESPONSE")
    if not isinstance(lead, dict):
        raise WebhookUnreadable("“RESPONSE” is missing.")
    return lead


def parser(given: Mapping[str, str]) -> IndiaMartWebhookParser:  # noqa: ARG001  # as every platform's
    """The `WebhookParser` of IndiaMART."""
    return IndiaMartWebhookParser()
