"""Channel orders whose webhooks come in any order."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from functions.channels.model.channel_orders import ChannelOrder, OrderStatus
from kernel.money import Money

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


def order(minute: int, status: OrderStatus) -> ChannelOrder:
    return ChannelOrder(
        "user_1",
        "shopify",
        "craft-house.myshopify.com",
        "1",
        status,
        NOW,
        NOW + timedelta(minutes=minute),
        Money(100 + minute, "INR"),
        (),
    )


def test_a_cancelled_order_holds_no_piece_and_a_refunded_one_keeps_its_own() -> None:
    holding = [order(0, one).holds for one in ("open", "paid", "shipped", "cancelled", "refunded")]
    assert holding == [True, True, True, False, True]


REVISIONS = (
    order(0, "open"),
    order(1, "paid"),
    order(1, "open"),
    order(2, "shipped"),
    order(2, "shipped"),
    order(5, "refunded"),
)


def test_in_any_order_the_newest_revision_stays() -> None:
    ends = set()
    for order in permutations(REVISIONS):
        known = order[0]
        for revision in order[1:]:
            known = revision if revision.newer_than(known) else known
        ends.add(known)
    assert ends == {REVISIONS[5]}


def test_a_repeat_is_not_newer() -> None:
    assert not any(revision.newer_than(revision) for revision in REVISIONS)
