"""Parses webhooks of Facebook and Instagram: batches of changes, each with its digest as id.

https://developers.facebook.com/docs/graph-api/webhooks/getting-started
"""

import json
from datetime import datetime

from functions.channels.adapters.http.webhook_formats import read_object
from functions.channels.model.webhook_events import Ignored, ListingActivity, Meaning
from kernel.webhooks import (
    SignatureRefused,
    WebhookDelivery,
    WebhookMessage,
    WebhookRequest,
    WebhookUnreadable,
    digest,
    require_hex,
)

_SEEN = frozenset({"feed", "comments", "mention", "mentions", "story_insights", "ratings"})


class MetaWebhookParser:
    """Parses webhooks of one Meta app; `token` is what its dashboard sends when it subscribes."""

    keyed = False

    def __init__(self, thing: str, secret: str, token: str) -> None:
        self._thing = thing
        self._secret = secret
        self._token = token

    def answer_challenge(self, query: dict[str, str]) -> str:
        """Answer the subscription's handshake with its challenge."""
        asked = query.get("hub.mode") == "subscribe"
        if not self._token or not asked or query.get("hub.verify_token") != self._token:
            raise SignatureRefused
        return query.get("hub.challenge", "")

    def read(
        self,
        request: WebhookRequest,
        secret: str,  # noqa: ARG002  # the port's
        now: datetime,  # noqa: ARG002  # the port's
    ) -> tuple[WebhookMessage, ...]:
        """Every change of the batch; its id is a digest, because Meta gives changes no id."""
        require_hex(request, "x-hub-signature-256", self._secret, "sha256=")
        batch = read_object(request.raw)
        if batch.get("object") != self._thing:
            raise WebhookUnreadable(f"This tells of “{batch.get('object')}”, not {self._thing}.")
        found = []
        for entry in batch.get("entry") or []:
            account = str(entry.get("id", ""))
            for change in entry.get("changes") or []:
                data = json.dumps(change, sort_keys=True)
                name = digest(account, str(entry.get("time")), data)
                found.append(WebhookMessage(name, str(change.get("field")), account, data))
        return tuple(found)

    def parse(self, delivery: WebhookDelivery) -> Meaning:
        """`ListingActivity` for a change at a post, whose metrics are then due; else `Ignored`."""
        return ListingActivity(delivery.account) if delivery.topic in _SEEN else Ignored()
