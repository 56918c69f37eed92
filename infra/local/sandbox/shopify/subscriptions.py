"""Webhook subscriptions of a store and what is sent to them: headers, signature, retries.

https://shopify.dev/docs/apps/build/webhooks
"""

import json
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from infra.local.sandbox import webhooks
from infra.local.sandbox.shopify import payloads
from infra.local.sandbox.shopify.context import Node, Refused, RequestContext, when
from infra.local.sandbox.shopify.registration import APP as SHOPIFY
from infra.local.sandbox.shopify.shops import Shop, gid, number_of
from infra.local.sandbox.world import Document, World

Json = Any  # any JSON value
KIND = "shopify.subscription"
FIRST_ID = 1_460_000_000_000
VERSION = "2026-10"
# Eight more tries within four hours.
RETRIES = (10.0, 60.0, 300.0, 900.0, 1800.0, 2700.0, 3600.0, 4500.0)
TAKEN = "Address for this topic has already been taken"


def of(world: World, shop: Shop) -> list[Document]:
    """The store's subscriptions; one whose last retry failed has been deleted."""
    kept = []
    for one in world.find(KIND, shop=shop.domain):
        if webhooks.failures(world, f"shopify:{one['number']}"):
            world.delete(KIND, one["number"])
        else:
            kept.append(one)
    return kept


def create(context: RequestContext, given: Mapping[str, Json]) -> Node:
    """Answer webhookSubscriptionCreate."""
    topic, sent = given["topic"], given["webhookSubscription"]
    uri = sent.get("uri") or ""
    try:
        _check(context, topic, uri)
    except Refused as refused:
        return {"webhookSubscription": None, "userErrors": [refused.wire]}
    number = str(FIRST_ID + context.world.next_id(KIND))
    kept: Document = {
        "number": number,
        "shop": context.shop.domain,
        "topic": topic,
        "uri": uri,
        "filter": sent.get("filter"),
        "fields": sent.get("includeFields") or [],
        "created": context.world.now(),
    }
    context.world.put(KIND, number, kept)
    return {"webhookSubscription": node(kept), "userErrors": []}


def _check(context: RequestContext, topic: str, uri: str) -> None:
    _address(uri)
    known = [one for one in of(context.world, context.shop) if one["topic"] == topic]
    if uri in [one["uri"] for one in known]:
        raise Refused(("webhookSubscription", "uri"), TAKEN)
    if topic.startswith("ORDERS_") and not context.may("read_orders"):
        words = "You cannot create a webhook subscription with the specified topic"
        raise Refused(("webhookSubscription",), words)


def _address(uri: str) -> None:
    parts = urlsplit(uri)
    here = parts.hostname in ("localhost", "127.0.0.1")
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and here)):
        words = f"Address protocol {parts.scheme or 'unknown'}:// is not supported"
        raise Refused(("webhookSubscription", "uri"), words)


def delete(context: RequestContext, global_id: str) -> Node:
    """Answer webhookSubscriptionDelete."""
    number = number_of(global_id, "WebhookSubscription")
    known = {one["number"] for one in of(context.world, context.shop)}
    if number is None or number not in known:
        words = "Webhook subscription does not exist"
        return {"deletedWebhookSubscriptionId": None, "userErrors": [Refused(("id",), words).wire]}
    context.world.delete(KIND, number)
    return {"deletedWebhookSubscriptionId": global_id, "userErrors": []}


def node(kept: Document) -> Node:
    """The WebhookSubscription."""
    return {
        "__typename": "WebhookSubscription",
        "id": gid("WebhookSubscription", kept["number"]),
        "legacyResourceId": kept["number"],
        "topic": kept["topic"],
        "uri": kept["uri"],
        "filter": kept["filter"],
        "format": "JSON",
        "includeFields": kept["fields"],
        "apiVersion": {"handle": VERSION, "displayName": VERSION, "supported": True},
        "createdAt": when(kept["created"]),
        "updatedAt": when(kept["created"]),
    }


def announce(world: World, shop: Shop, topic: str, thing: Document) -> None:
    """Tell everybody who subscribed to a topic at this store what happened to a thing."""
    listeners = [one for one in of(world, shop) if one["topic"] == topic]
    if not listeners:
        return
    payload = payloads.of(world, shop, topic, thing)
    # Never the same again, also in a world that was emptied: the app knows what it has handled.
    event = uuid.uuid4()
    for one in listeners:
        wanted = {
            name: value
            for name, value in payload.items()
            if not one["fields"] or name in one["fields"]
        }
        body = json.dumps(wanted, separators=(",", ":")).encode()
        headers = _headers(world, shop, topic, body) | {"X-Shopify-Event-Id": str(event)}
        about = f"shopify:{one['number']}"
        webhooks.enqueue(
            world, webhooks.OutgoingWebhook("shopify", one["uri"], body, headers, about, RETRIES)
        )


def _headers(world: World, shop: Shop, topic: str, body: bytes) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "X-Shopify-Topic": name_of(topic),
        "X-Shopify-Shop-Domain": shop.domain,
        "X-Shopify-API-Version": VERSION,
        "X-Shopify-Hmac-SHA256": webhooks.base64_hmac(SHOPIFY.client_secret, body),
        "X-Shopify-Webhook-Id": str(uuid.uuid4()),
        "X-Shopify-Triggered-At": f"{world.instant():%Y-%m-%dT%H:%M:%S.%fZ}",
    }


def name_of(topic: str) -> str:
    """ORDERS_CREATE → orders/create, INVENTORY_LEVELS_UPDATE → inventory_levels/update."""
    thing, _, verb = topic.rpartition("_")
    return f"{thing.lower()}/{verb.lower()}"
