"""When metrics are read, how far an order sync is, and pages of orders that change meanwhile."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.channels.adapters.http.errors import ErrorClass
from functions.channels.adapters.http.order_pages import Watermark, readable
from functions.channels.adapters.meta.insights import classify
from functions.channels.model.channel_orders import ChannelOrder
from functions.channels.model.connection import LastError
from functions.channels.model.metrics import Metrics, count_of
from functions.channels.model.published_listings import PublishedListing
from functions.channels.model.syncs import FIRST, LEASE, OVERLAP, ChannelOrderPage, Sync
from kernel.money import Money

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = LastError("It broke.", "Wait.")


def link(age: timedelta, metered_ago: timedelta | None) -> PublishedListing:
    metrics_read = None if metered_ago is None else NOW - metered_ago
    return PublishedListing(
        "user_1", "etsy", "shop", "1", "https://…", "target_1", "1", NOW - age, metrics_read
    )


@pytest.mark.parametrize(
    ("age", "metered_ago", "due"),
    [
        (timedelta(0), None, True),
        (HOUR, 50 * HOUR / 60, False),
        (HOUR, 56 * HOUR / 60, True),
        (DAY, HOUR, True),
        (DAY + HOUR, HOUR, False),
        (DAY + HOUR, 23 * HOUR, False),
        (DAY + HOUR, 24 * HOUR, True),
        (89 * DAY, None, True),
        (91 * DAY, None, False),
        (91 * DAY, 5 * DAY, False),
    ],
)
def test_numbers_are_asked_for_by_age(
    age: timedelta, metered_ago: timedelta | None, *, due: bool
) -> None:
    assert link(age, metered_ago).to_be_metered(NOW) is due


def test_a_metric_that_is_not_reported_is_missing_and_never_zero() -> None:
    reported = Metrics({"views": 0, "reach": None, "clicks": 4}, NOW, HOUR)
    assert reported.known == {"views": 0, "clicks": 4}
    others: tuple[object, ...] = (3, 3.0, None, "3", True, {})
    assert [count_of(one) for one in others] == [3, 3, None, None, None, None]


def test_a_reading_goes_on_where_it_stopped_and_the_cursor_moves_at_the_end() -> None:
    begun = Sync("user_1", "etsy", "shop").queued("connection_1", NOW).begun(NOW).reading(NOW)
    assert begun.since == NOW - FIRST
    half = begun.paged(ChannelOrderPage((), "at"), 100)
    assert (half.orders, half.orders_until) == (100, None)
    failed = half.put_off(NOW, WHY, 1)
    again = failed.queued("connection_1", NOW + HOUR).begun(NOW + HOUR).reading(NOW + HOUR)
    assert (again.page, again.since, again.reading_at) == ("at", NOW - FIRST, NOW)
    over = again.paged(ChannelOrderPage(()), 3)
    assert (over.orders, over.orders_until, over.page) == (3, NOW, "")
    assert over.done(NOW).reading(NOW + DAY).since == NOW - OVERLAP


def test_a_place_that_is_refused_is_forgotten() -> None:
    half = Sync("user_1", "etsy", "shop").queued("connection_1", NOW).begun(NOW).reading(NOW)
    half = replace(half, orders_until=NOW - DAY).paged(ChannelOrderPage((), "at"), 0)
    refused = half.refused(NOW, WHY)
    assert (refused.page, refused.orders_until) == ("", NOW - DAY)


def test_a_worker_that_died_keeps_nobody_waiting() -> None:
    running = Sync("user_1", "etsy", "shop").queued("connection_1", NOW).begun(NOW)
    assert running.busy(NOW + LEASE - timedelta(seconds=1))
    assert not running.busy(NOW + LEASE)
    assert running.due_at == NOW + LEASE
    assert not running.done(NOW).busy(NOW)
    assert running.stopped(NOW, WHY).due_at is None


def order(second: int, number: int = 1) -> ChannelOrder:
    at = datetime.fromtimestamp(second, UTC)
    return ChannelOrder("user_1", "etsy", "shop", str(number), "paid", at, at, Money(1, "INR"), ())


def test_a_full_page_goes_on_at_its_last_change_and_counts_within_a_second() -> None:
    first = Watermark.of("", datetime.fromtimestamp(1000, UTC))
    assert first.page([1], (order(1000),), 2).cursor == ""
    later = first.page([1, 2], (order(1000), order(1007)), 2)
    assert later.cursor == "1007+0"
    same = Watermark.of(later.cursor, NOW).page([1, 2], (order(1007), order(1007)), 2)
    assert same.cursor == "1007+2"
    assert Watermark.of("strange", datetime.fromtimestamp(5, UTC)).text == "5+0"
    assert first.page([1, 2], (), 2).cursor == "1000+2"


def test_an_order_that_cannot_be_read_does_not_hide_the_others() -> None:
    def read(one: Any) -> ChannelOrder:
        return order(one["second"])

    reported = [{"second": 5}, {}, None, {"second": 6}]
    assert [one.changed_at.timestamp() for one in readable(reported, "etsy", read)] == [5, 6]


@pytest.mark.parametrize(
    ("error", "error_class"),
    [
        ({"code": 100}, ErrorClass.REJECTED),
        ({"code": 100, "error_subcode": 33}, ErrorClass.REJECTED),
        ({"code": 10}, ErrorClass.REJECTED),
        ({"code": 200}, ErrorClass.REJECTED),
        ({"code": 3}, ErrorClass.REJECTED),
        ({"code": 190}, ErrorClass.RECONNECT),
        ({"code": 4}, ErrorClass.LIMITED),
        ({"code": 2}, ErrorClass.AGAIN),
    ],
)
def test_a_number_that_is_not_given_breaks_no_connection(
    error: dict[str, int], error_class: ErrorClass
) -> None:
    rule = classify(400, {}, {"error": error})
    assert rule is not None
    assert rule.error_class is error_class
    assert classify(200, {}, {"data": []}) is None
