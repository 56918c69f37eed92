"""Parses webhooks of Facebook and Instagram: batches of changes, each with its digest as id.

https://developers.facebook.com/docs/graph-api/webhooks/getting-started
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from functions.channels.adapters.http.webhook_formats import (
    OptionalId,
    VendorId,
    VendorShape,
    read_object,
    shaped,
)
from functions.channels.model.webhook_events import Ignored, ListingActivity, Meaning
from kernel.sweeps import sweep
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


_MOST = 1000
"""Meta sends a thousand changes at once at the most."""


class _Batch(VendorShape):
    object: VendorId
    entry: Annotated[tuple[Any, ...], Field(max_length=_MOST)] = ()


class _Entry(VendorShape):
    id: VendorId
    time: OptionalId = ""
    changes: Annotated[tuple[dict[str, Any], ...], Field(max_length=_MOST)] = ()


class _Change(VendorShape):
    field: VendorId


def _messages(entry: _Entry) -> Iterator[WebhookMessage]:
    for change in entry.changes:
        data = json.dumps(change, sort_keys=True)
        name = digest(entry.id, entry.time, data)
        yield WebhookMessage(name, shaped(_Change, change).field, entry.id, data)


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
        batch = shaped(_Batch, read_object(request.raw))
        if batch.object != self._thing:
            raise WebhookUnreadable(f"This tells of “{batch.object}”, not {self._thing}.")
        # The entries of a batch are of different people's Pages.
        read = sweep(
            batch.entry,
            lambda entry: tuple(_messages(shaped(_Entry, entry))),
            failure="WebhookUnreadable",
            move_on=None,  # what Meta wrote so is so each time
            facts=lambda _: {"source": self._thing},
        )
        return tuple(message for messages in read.results for message in messages)

    def parse(self, delivery: WebhookDelivery) -> Meaning:
        """`ListingActivity` for a change at a post, whose metrics are then due; else `Ignored`."""
        return ListingActivity(delivery.account) if delivery.topic in _SEEN else Ignored()
