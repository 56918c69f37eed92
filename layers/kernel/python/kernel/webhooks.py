"""Inbound webhooks: a signature over the raw bytes, each message stored once, handled later.

A receiver checks the proof, stores the messages with an event in one transaction and answers at
once; a worker that hears of the event handles the stored delivery, however often it is called.
"""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from kernel.clock import Clock
from kernel.errors import Malformed, NotFound, Problem
from kernel.events import Event
from kernel.observability import log_event, log_failure
from kernel.sweeps import sweep

OLDEST = timedelta(seconds=300)
"""How far a signed timestamp may be from now, as Stripe's and Standard Webhooks' libraries do."""

_SECONDS = re.compile("[0-9]{1,12}")

LARGEST_BYTES = 256_000
"""Larger than any body that a vendor sends; what DynamoDB can keep in one item is 400 KB."""


class SignatureRefused(Problem):
    """A webhook came without the proof that the platform sent it."""

    status = 401
    code = "signature_refused"

    def __init__(self) -> None:
        super().__init__(
            "This was not signed as the platform signs.",
            remedy="Check the signing secret of this webhook in the settings.",
        )


class WebhookNotFound(NotFound):
    """There is no webhook endpoint at this address, or no such delivery."""

    code = "webhook_not_found"

    def __init__(self) -> None:
        super().__init__(
            "There is no webhook at this address.", remedy="Connect the platform again."
        )


class WebhookTooLarge(Problem):
    """The webhook's body is larger than any that a vendor sends."""

    status = 413
    code = "webhook_too_large"

    def __init__(self, most: int) -> None:
        super().__init__(f"A webhook's body may have {most} bytes.", remedy="Send less at once.")


class WebhookUnreadable(Malformed):
    """The webhook is signed well, but not what the platform's documents describe."""

    code = "webhook_unreadable"

    def __init__(self, cause: str) -> None:
        super().__init__(cause, remedy="Send it as the platform's documents describe it.")


@dataclass(frozen=True, slots=True)
class WebhookMessage:
    """One message in a webhook: `message_id` is the same however often the vendor repeats it.

    `account` is the vendor's id of the shop or page, `payload` its JSON as it came.
    """

    message_id: str
    topic: str
    account: str
    payload: str


class DeliveryRef(NamedTuple):
    """What a delivery is found by: a message's id is its sender's own, and no other's.

    `owner_id` is "" where the endpoint is of the whole app, `account` the vendor's id of the shop.
    """

    source: str
    owner_id: str
    account: str
    message_id: str


@dataclass(frozen=True, slots=True)
class WebhookDelivery:
    """A webhook message as it was stored, before anything was done with it.

    `source` names who sent it, `owner_id` is known where the endpoint belongs to one account;
    `outcome` is empty until the delivery has been handled.
    """

    source: str
    message_id: str
    topic: str
    account: str
    owner_id: str
    payload: str
    received_at: datetime
    outcome: str = ""

    @property
    def ref(self) -> DeliveryRef:
        """What the delivery is found by."""
        return DeliveryRef(self.source, self.owner_id, self.account, self.message_id)

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


class WebhookDeliveries(Protocol):
    """Stores webhook deliveries, each message of each sender once."""

    def keep(self, delivery: WebhookDelivery, event: Event) -> bool:
        """Store the delivery and its event in one transaction; False if it is stored already."""
        ...

    def find(self, ref: DeliveryRef) -> WebhookDelivery | None:
        """The stored delivery, read consistently."""
        ...

    def close(self, delivery: WebhookDelivery) -> None:
        """Save the outcome and clear the payload, in which there may be somebody's name."""
        ...


class WebhookInbox:
    """Stores the messages of webhooks, and has each of them handled until it has an outcome."""

    UNREADABLE = "unreadable"

    def __init__(self, deliveries: WebhookDeliveries, clock: Clock) -> None:
        self._deliveries = deliveries
        self._clock = clock

    def store(
        self,
        source: str,
        owner_id: str,
        messages: Iterable[WebhookMessage],
        event: Callable[[WebhookDelivery], Event],
    ) -> int:
        """Store each message that is new, with its event; answers how many those are.

        One that cannot be stored keeps no other from it; its failure is raised in the end, so that
        the vendor sends it again.
        """
        now = self._clock.now()

        def keep(message: WebhookMessage) -> bool:
            delivery = WebhookDelivery(
                source,
                message.message_id,
                message.topic,
                message.account,
                owner_id,
                message.payload,
                now,
            )
            return self._deliveries.keep(delivery, event(delivery))

        kept = sweep(
            messages,
            keep,
            failure="WebhookNotStored",
            move_on=None,  # the vendor's repeat does
            facts=lambda _: {"source": source},
        )
        new = sum(kept.results)
        log_event("WebhookReceived", source=source, new=new)
        kept.reraise()
        return new

    def process(self, ref: DeliveryRef, handle: Callable[[WebhookDelivery], str]) -> str:
        """Handle a stored delivery unless that was done before; answers its outcome.

        `handle` answers the outcome in one word, and raises `WebhookUnreadable` for a delivery that
        can never be read: that one is closed, and logged. Any other failure propagates, so that the
        queue brings the delivery again. Raises `WebhookNotFound`.
        """
        delivery, source = self._deliveries.find(ref), ref.source
        if delivery is None:
            raise WebhookNotFound
        if delivery.outcome:
            return delivery.outcome
        try:
            outcome = handle(delivery)
        except WebhookUnreadable as strange:
            log_failure("WebhookUnreadable", strange, source=source, topic=delivery.topic)
            outcome = self.UNREADABLE
        self._deliveries.close(delivery.handled(outcome))
        log_event("WebhookHandled", source=source, topic=delivery.topic, outcome=outcome)
        return outcome


def require_size(request: WebhookRequest) -> None:
    """Require a body of `LARGEST_BYTES` at most; raises `WebhookTooLarge` otherwise."""
    if len(request.raw) > LARGEST_BYTES:
        raise WebhookTooLarge(LARGEST_BYTES)


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
    if not _SECONDS.fullmatch(stamp) or abs(now.timestamp() - int(stamp)) > OLDEST.total_seconds():
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
