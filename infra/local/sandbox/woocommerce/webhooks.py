"""A shop's webhooks: a ping when they are made, five failures in a row and they are disabled.

https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks
"""

import json
import re
import secrets
from urllib.parse import urlsplit

from infra.local.sandbox import webhooks
from infra.local.sandbox.woocommerce.sites import Site
from infra.local.sandbox.woocommerce.wire import WpError, dates, invalid
from infra.local.sandbox.world import Document, World

KIND = "webhook"
TOPIC = re.compile(r"(order|product|customer|coupon)\.(created|updated|deleted|restored)")
FAILURES = 5
STATUSES = ("active", "paused", "disabled")
AGENT = "WooCommerce/10.4.0 Hookshot (WordPress/6.9)"
NOT_THERE = WpError(404, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID.")


class Webhooks:
    """The webhooks of one site."""

    def __init__(self, world: World, site: Site) -> None:
        self._world = world
        self._site = site

    def every(self) -> list[Document]:
        """All of them as they are now."""
        return [self.now(one) for one in self._world.find(self._site.kind(KIND))]

    def get(self, id_: int) -> Document:
        """One webhook; WpError 404."""
        kept = self._world.get(self._site.kind(KIND), str(id_))
        if kept is None:
            raise NOT_THERE
        return self.now(kept)

    def now(self, kept: Document) -> Document:
        """A webhook that failed five times in a row has been disabled."""
        failed = webhooks.failures(self._world, self._about(kept), kept["forgiven"])
        if kept["status"] == "active" and failed >= FAILURES:
            kept = {**kept, "status": "disabled"}
            self._keep(kept)
        return kept

    def create(self, sent: Document) -> Document:
        """A new webhook; an active one is pinged at once."""
        id_ = self._world.next_id(self._site.kind(KIND))
        now = self._world.now()
        kept = {
            "id": id_,
            "name": f"Webhook created on {self._world.instant():%b %d, %Y @ %I:%M %p}",
            "status": "active",
            "secret": "",
            "created": now,
            "modified": now,
            "forgiven": 0,
        }
        if not sent.get("topic") or not sent.get("delivery_url"):
            missing = [name for name in ("topic", "delivery_url") if not sent.get(name)]
            raise WpError(
                400,
                "rest_missing_callback_param",
                f"Missing parameter(s): {', '.join(missing)}",
                {"params": missing},
            )
        return self.change(kept, sent)

    def change(self, kept: Document, sent: Document) -> Document:
        """Set what is sent; making it active again forgives its failures."""
        known = ("name", "status", "topic", "delivery_url", "secret")
        changed = {**kept, **{name: str(sent[name]) for name in known if name in sent}}
        _check(changed)
        if sent.get("status") == "active":
            changed["forgiven"] = webhooks.newest(self._world, self._about(kept))
        changed["modified"] = self._world.now()
        self._keep(changed)
        fresh = kept.get("delivery_url") != changed["delivery_url"]
        if changed["status"] == "active" and fresh:
            ping = f"webhook_id={changed['id']}".encode()
            headers = {
                "Content-Type": "application/x-www-form-urlencoded",
                "User-Agent": AGENT,
            }
            self._tell(changed, ping, headers)
        return changed

    def delete(self, id_: int) -> Document:
        """Take one away."""
        kept = self.get(id_)
        self._world.delete(self._site.kind(KIND), str(id_))
        return kept

    def announce(self, topic: str, thing: Document) -> None:
        """Tell every active webhook of a topic about a thing."""
        body = json.dumps(thing, separators=(",", ":")).encode()
        for one in self.every():
            if one["status"] == "active" and one["topic"] == topic:
                self._tell(one, body, self._headers(one, topic, body))

    def wire(self, kept: Document) -> Document:
        """The webhook as the API shows it: without its secret."""
        resource, _, event = kept["topic"].partition(".")
        return {
            "id": kept["id"],
            "name": kept["name"],
            "status": kept["status"],
            "topic": kept["topic"],
            "resource": resource,
            "event": event,
            "hooks": [f"woocommerce_{resource}_{event}"],
            "delivery_url": kept["delivery_url"],
            **dates(kept["created"], kept["modified"]),
        }

    def _headers(self, kept: Document, topic: str, body: bytes) -> dict[str, str]:
        resource, _, event = topic.partition(".")
        return {
            "Content-Type": "application/json",
            "User-Agent": AGENT,
            "X-WC-Webhook-Source": f"{self._site.home(self._world)}/",
            "X-WC-Webhook-Topic": topic,
            "X-WC-Webhook-Resource": resource,
            "X-WC-Webhook-Event": event,
            "X-WC-Webhook-Signature": webhooks.base64_hmac(kept["secret"], body),
            "X-WC-Webhook-ID": str(kept["id"]),
            "X-WC-Webhook-Delivery-ID": secrets.token_hex(16),
        }

    def _tell(self, kept: Document, body: bytes, headers: dict[str, str]) -> None:
        webhook = webhooks.OutgoingWebhook(
            "woocommerce", kept["delivery_url"], body, headers, self._about(kept)
        )
        webhooks.enqueue(self._world, webhook)

    def _about(self, kept: Document) -> str:
        return f"{self._site.host}:{kept['id']}"

    def _keep(self, kept: Document) -> None:
        self._world.put(self._site.kind(KIND), str(kept["id"]), kept)


def _check(changed: Document) -> None:
    if not TOPIC.fullmatch(changed["topic"]):
        raise WpError(
            400,
            "woocommerce_rest_shop_webhook_invalid_topic",
            "Webhook topic is required and must be valid.",
        )
    if urlsplit(changed["delivery_url"]).scheme not in ("http", "https"):
        raise WpError(
            400,
            "woocommerce_rest_shop_webhook_invalid_delivery_url",
            "Webhook delivery URL must be a valid URL starting with http:// or https://.",
        )
    if changed["status"] not in STATUSES:
        raise invalid("status", "status is not one of active, paused, and disabled.")
