"""A webhook message is stored once and handled until it has an outcome, and then never again."""

import pytest
from botocore.exceptions import ClientError

from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.aws.webhooks import DynamoWebhookDeliveries
from kernel.errors import TryLater
from kernel.events import Event
from kernel.ids import CountedIds
from kernel.webhooks import (
    LARGEST_BYTES,
    DeliveryRef,
    WebhookDelivery,
    WebhookInbox,
    WebhookMessage,
    WebhookNotFound,
    WebhookRequest,
    WebhookTooLarge,
    WebhookUnreadable,
    require_size,
)
from tests.clocks import SharedClock
from tests.integration.aws import Cloud

PAID = WebhookMessage("evt_1", "payment.paid", "acct_1", '{"buyer": "Ravi"}')


class PaymentReported(Event):
    source = "catalog"
    message: str


def _reported(delivery: WebhookDelivery) -> Event:
    return PaymentReported(message=delivery.message_id)


class Handler:
    """Handles deliveries; `mishaps` befall its first calls."""

    def __init__(self, *mishaps: Exception) -> None:
        self.mishaps = list(mishaps)
        self.handled: list[WebhookDelivery] = []

    def __call__(self, delivery: WebhookDelivery) -> str:
        if self.mishaps:
            raise self.mishaps.pop(0)
        self.handled.append(delivery)
        return "done"


@pytest.fixture
def deliveries(cloud: Cloud, clock: SharedClock) -> DynamoWebhookDeliveries:
    del cloud
    return DynamoWebhookDeliveries(Table("haat-catalog"), Outbox(clock, CountedIds()))


@pytest.fixture
def inbox(deliveries: DynamoWebhookDeliveries, clock: SharedClock) -> WebhookInbox:
    return WebhookInbox(deliveries, clock)


def test_a_message_that_the_vendor_repeats_is_stored_and_published_once(
    inbox: WebhookInbox, cloud: Cloud
) -> None:
    refund = WebhookMessage("evt_2", "payment.refunded", "acct_1", "{}")
    assert inbox.store("stripe", "user_asha", [PAID], _reported) == 1
    assert inbox.store("stripe", "user_asha", [PAID, refund], _reported) == 1
    assert inbox.store("paypal", "", [PAID], _reported) == 1

    told = [event["data"]["message"] for event in cloud.outbox_events("catalog")]
    assert sorted(told) == ["evt_1", "evt_1", "evt_2"]


def test_one_id_of_two_senders_is_two_messages(inbox: WebhookInbox) -> None:
    assert inbox.store("woocommerce", "user_evil", [PAID], _reported) == 1
    assert inbox.store("woocommerce", "user_asha", [PAID], _reported) == 1
    other = WebhookMessage(PAID.message_id, PAID.topic, "acct_2", PAID.payload)
    assert inbox.store("woocommerce", "user_asha", [other], _reported) == 1

    handler = Handler()
    for owner, account in (
        ("user_evil", "acct_1"),
        ("user_asha", "acct_1"),
        ("user_asha", "acct_2"),
    ):
        inbox.process(DeliveryRef("woocommerce", owner, account, "evt_1"), handler)
    assert [(one.owner_id, one.account) for one in handler.handled] == [
        ("user_evil", "acct_1"),
        ("user_asha", "acct_1"),
        ("user_asha", "acct_2"),
    ]


def test_a_message_that_cannot_be_stored_keeps_no_other_from_it(inbox: WebhookInbox) -> None:
    large = WebhookMessage("evt_0", "payment.paid", "acct_1", "x" * 500_000)
    with pytest.raises(ClientError):
        inbox.store("meta", "", [large, PAID], _reported)

    assert inbox.process(DeliveryRef("meta", "", "acct_1", "evt_1"), Handler()) == "done"


def test_a_delivery_is_handled_once_and_forgets_what_it_said(
    inbox: WebhookInbox, deliveries: DynamoWebhookDeliveries
) -> None:
    inbox.store("stripe", "user_asha", [PAID], _reported)
    handler = Handler()

    assert [
        inbox.process(DeliveryRef("stripe", "user_asha", "acct_1", "evt_1"), handler)
        for _ in range(3)
    ] == ["done"] * 3
    (seen,) = handler.handled
    assert (seen.owner_id, seen.payload) == ("user_asha", PAID.payload)
    stored = deliveries.find(DeliveryRef("stripe", "user_asha", "acct_1", "evt_1"))
    assert stored is not None
    assert (stored.outcome, stored.payload) == ("done", "")


@pytest.mark.parametrize("mishap", [TryLater("busy"), RuntimeError("a fault of ours")])
def test_a_failure_leaves_the_delivery_for_the_queue(
    inbox: WebhookInbox, mishap: Exception
) -> None:
    inbox.store("stripe", "", [PAID], _reported)
    handler = Handler(mishap)

    with pytest.raises(type(mishap)):
        inbox.process(DeliveryRef("stripe", "", "acct_1", "evt_1"), handler)
    assert inbox.process(DeliveryRef("stripe", "", "acct_1", "evt_1"), handler) == "done"


def test_what_can_never_be_read_is_closed_and_not_tried_again(inbox: WebhookInbox) -> None:
    inbox.store("stripe", "", [PAID], _reported)
    handler = Handler(WebhookUnreadable("No amount."))

    assert [
        inbox.process(DeliveryRef("stripe", "", "acct_1", "evt_1"), handler) for _ in range(2)
    ] == ["unreadable"] * 2
    assert handler.handled == []


def test_what_was_never_stored_is_not_found(inbox: WebhookInbox) -> None:
    with pytest.raises(WebhookNotFound):
        inbox.process(DeliveryRef("stripe", "", "acct_1", "evt_9"), Handler())


def test_a_body_may_have_its_largest_size_and_not_a_byte_more() -> None:
    require_size(WebhookRequest(b"x" * LARGEST_BYTES, {}))
    with pytest.raises(WebhookTooLarge):
        require_size(WebhookRequest(b"x" * (LARGEST_BYTES + 1), {}))
