"""Webhook requests, messages and deliveries, and the signature check: HMAC over the raw bytes."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from functions.channels.errors import SignatureRefused

OLDEST = timedelta(seconds=300)
"""How far a signed timestamp may be from now, as Stripe's and Standard Webhooks' libraries do."""

LARGEST_BYTES = 256_000
"""Larger than any body that a vendor sends; what DynamoDB can keep in one item is 400 KB."""


@dataclass(frozen=True, slots=True)
class WebhookMessage:
    """One message in a webhook: `message_id` is the same however often the vendor repeats it.

    `account` is the vendor's id of the shop or page, `payload` its JSON as it came.
    """

    message_id: str
    topic: str
    account: str
    payload: str


@dataclass(frozen=True, slots=True)
class WebhookDelivery:
    """A webhook message as it was stored, before anything was done with it.

    `owner_id` is known where the endpoint belongs to one connection; `outcome` is empty until the
    delivery has been handled.
    """

    source: str
    message_id: str
    topic: str
    account: str
    owner_id: str
    payload: str
    received_at: datetime
    outcome: str = ""

    def handled(self, outcome: str) -> "WebhookDelivery":
        """The delivery after it was handled; `outcome` is the result in one word."""
        return replace(self, outcome=outcome)


@dataclass(frozen=True, slots=True)
class WebhookRequest:
    """A request to a webhook address as it came: raw bytes, and headers in lower case."""

    raw: bytes
    headers: Mapping[str, str]

    def header(self, name: str) -> str:
        """One header, empty when absent."""
        return self.headers.get(name, "")


def require_hex(request: WebhookRequest, header: str, secret: str, prefix: str = "") -> None:
    """Require the raw body's hex HMAC-SHA256 in the header; raises `SignatureRefused` otherwise."""
    made = hmac.new(secret.encode(), request.raw, hashlib.sha256).hexdigest()
    _must_match(f"{prefix}{made}", request.header(header), secret)


def require_base64(request: WebhookRequest, header: str, secret: str) -> None:
    """Require the raw body's base64 HMAC-SHA256 in the header; else raises `SignatureRefused`."""
    made = hmac.new(secret.encode(), request.raw, hashlib.sha256).digest()
    _must_match(base64.b64encode(made).decode(), request.header(header), secret)


def require_standard(request: WebhookRequest, secret: str, now: datetime) -> None:
    """Require a Standard Webhooks signature over id, timestamp and body; or `SignatureRefused`.

    https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
    Values come with a `v1,` prefix or without, several of them apart by spaces.
    """
    stamp = request.header("webhook-timestamp")
    if not stamp.isdigit() or abs(now.timestamp() - int(stamp)) > OLDEST.total_seconds():
        raise SignatureRefused
    key = _decoded(secret.removeprefix("whsec_"))
    signed = b".".join((request.header("webhook-id").encode(), stamp.encode(), request.raw))
    made = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = [one.removeprefix("v1,") for one in request.header("webhook-signature").split()]
    if not key or not any(_same(made, one) for one in given):
        raise SignatureRefused


def digest(*parts: str) -> str:
    """An id for a message to which the vendor gives none: equal parts have equal ids."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _decoded(secret: str) -> bytes:
    try:
        return base64.b64decode(secret, validate=True)
    except (binascii.Error, ValueError) as error:
        raise SignatureRefused from error


def _must_match(made: str, given: str, secret: str) -> None:
    if not secret or not _same(made, given):
        raise SignatureRefused


def _same(made: str, given: str) -> bool:
    return hmac.compare_digest(made.encode(), given.encode())
