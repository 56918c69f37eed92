"""Order sync: late, twice, half-way, at once, and each order published exactly once."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from functions.channels.adapters.dynamo.published import DynamoPublishedListings, DynamoSyncs
from functions.channels.adapters.dynamo.webhooks import DynamoChannelOrders
from functions.channels.adapters.etsy.order_feed import EtsyOrderFeed
from functions.channels.service.sync import BUDGET, SyncService
from functions.channels.wiring.container import container
from infra.local.sandbox import etsy
from infra.local.sandbox.etsy import receipts
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.world import Document
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.ids import RandomIds
from tests.clocks import SharedClock
from tests.integration.aws import bus_event
from tests.integration.channels.oauth_client import (
    WEB,
    Artisan,
    account,
    calls,
    inject_fault,
    listing,
)
from tests.integration.channels.panel_seller import PanelSeller
from tests.integration.channels.test_posting import post

PAGE = 10


class Shop:
    """An Etsy shop with one listing on sale, five seconds after it was put there."""

    def __init__(self, artisan: Artisan, clock: SharedClock) -> None:
        self.artisan = artisan
        self.world = artisan.sandbox.world
        self.clock = clock
        artisan.connect("etsy")
        self.listing_id = post("etsy", listing(artisan.sandbox)).external_id
        clock.forward(5)

    def sync_service(self, budget: timedelta = BUDGET) -> SyncService:
        table = Table("haat-channels")
        outbox = Outbox(self.clock, RandomIds())
        feed = container().platforms["etsy"].order_feed
        assert isinstance(feed, EtsyOrderFeed)
        return SyncService(
            DynamoSyncs(table, outbox),
            DynamoPublishedListings(table, outbox),
            DynamoChannelOrders(table, outbox),
            container().token_access,
            metrics_readers={},
            feeds={"etsy": feed.in_pages_of(PAGE)},
            clock=self.clock,
            budget=budget,
        )

    def sync(self, budget: timedelta = BUDGET) -> str:
        self.sync_service().ask(*account("etsy"))
        return self.sync_service(budget).run(*account("etsy")).status

    def sell(self, number: int = 1) -> list[Document]:
        found = self.world.get("etsy.listing", self.listing_id)
        assert found is not None
        return [receipts.place(self.world, found, 1) for _ in range(number)]

    def reported_orders(self) -> list[dict[str, Any]]:
        return [
            one["data"]
            for one in self.artisan.cloud.outbox_events("channels", "ChannelOrderReported")
        ]

    def pages(self) -> int:
        return calls(self.artisan.sandbox, "etsy", lambda one: one["path"].endswith("/receipts"))


@pytest.fixture
def shop(artisan: Artisan, clock: SharedClock) -> Shop:
    return Shop(artisan, clock)


def test_each_order_is_published_once_and_its_changes_too(shop: Shop) -> None:
    buy = f"{shop.artisan.sandbox.host('www.etsy.com')}/listing/{shop.listing_id}/buy"
    assert WEB.post(buy, data={"quantity": "2"}).status_code == 303
    (first,) = shop.world.find(receipts.KIND)
    assert shop.sync() == "done"
    assert shop.sync() == "done"
    (event,) = shop.reported_orders()
    assert (event["order"], event["status"]) == (str(first["receipt_id"]), "paid")
    (line,) = event["lines"]
    assert (event["total_minor"], line["sku"]) == (250_000, listing(shop.artisan.sandbox).sku)
    assert line["line"]
    assert "Priya" not in json.dumps(shop.artisan.cloud.items("channels"))
    shop.clock.forward(60)
    receipts.turn(shop.world, first["receipt_id"], "canceled")
    shop.sync()
    assert [one["status"] for one in shop.reported_orders()] == ["paid", "cancelled"]


def test_an_order_that_the_platform_shows_late_is_read(shop: Shop) -> None:
    shop.sync()
    (late,) = shop.sell()
    changed = int((shop.clock.now() - timedelta(hours=30)).timestamp())
    shop.world.put(receipts.KIND, str(late["receipt_id"]), {**late, "updated_timestamp": changed})
    shop.clock.forward(3600)
    assert shop.sync() == "done"
    assert [one["order"] for one in shop.reported_orders()] == [str(late["receipt_id"])]


def test_a_page_that_fails_half_way_is_gone_on_with(shop: Shop) -> None:
    sold = shop.sell(23)
    for one in sold:  # as a bulk change in the shop leaves them
        same = {**one, "updated_timestamp": sold[0]["updated_timestamp"]}
        shop.world.put(receipts.KIND, str(one["receipt_id"]), same)
    shop.sync_service().ask(*account("etsy"))
    # The first page is kept, then the worker's time is up, and the platform is in trouble.
    assert shop.sync_service(timedelta(0)).run(*account("etsy")).status == "queued"
    assert len(shop.reported_orders()) == PAGE
    inject_fault(
        shop.artisan.sandbox, FaultKind.TRUNCATED, "*/receipts", vendor="etsy", method="GET"
    )
    failed = shop.sync_service().run(*account("etsy"))
    assert (failed.status, failed.page != "", failed.orders_until) == ("failed", True, None)
    assert failed.due_at is not None
    assert failed.due_at > shop.clock.now()
    before = shop.pages()
    assert shop.sync() == "done"
    # All are of one second: it is read from its beginning, once, and then by number.
    assert shop.pages() - before == 3
    reported = [one["order"] for one in shop.reported_orders()]
    assert sorted(reported) == sorted(str(one["receipt_id"]) for one in sold)
    assert shop.sync_service().state(*account("etsy")).orders_until is not None


def test_an_order_that_changes_between_two_pages_hides_no_other(shop: Shop) -> None:
    sold = shop.sell(15)
    for place, one in enumerate(sold):
        moved = {**one, "updated_timestamp": one["updated_timestamp"] - 1000 + place}
        shop.world.put(receipts.KIND, str(one["receipt_id"]), moved)
    shop.sync_service().ask(*account("etsy"))
    shop.sync_service(timedelta(0)).run(*account("etsy"))
    shop.clock.forward(30)
    # By an offset of a page the next page would now begin one too late.
    receipts.turn(shop.world, sold[0]["receipt_id"], "completed")
    assert shop.sync_service().run(*account("etsy")).status == "done"
    reported = shop.reported_orders()
    assert {one["order"] for one in reported} == {str(one["receipt_id"]) for one in sold}
    assert len(reported) == 16


def test_an_older_revision_changes_nothing(shop: Shop) -> None:
    (one,) = shop.sell()
    shop.clock.forward(60)
    receipts.turn(shop.world, one["receipt_id"], "completed")
    shop.sync()
    shop.world.put(receipts.KIND, str(one["receipt_id"]), one)
    shop.sync()
    assert [event["status"] for event in shop.reported_orders()] == ["shipped"]


def test_two_at_the_same_moment_read_once(shop: Shop) -> None:
    shop.sell(3)
    artisan = shop.artisan
    replies = [artisan.api("POST", artisan.at("etsy", "/sync")) for _ in range(2)]
    assert [one.status for one in replies] == [202, 202]
    assert replies[0].data == replies[1].data
    assert len(artisan.cloud.outbox_events("channels", "SyncRequested")) == 1
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda _: shop.sync_service().run(*account("etsy")), range(4)))
    assert shop.pages() == 1
    assert len(shop.reported_orders()) == 3
    states = [
        one["data"]["status"] for one in artisan.cloud.outbox_events("channels", "SyncChanged")
    ]
    assert (states[0], states[-1], states.count("done")) == ("queued", "done", 1)


def test_a_broken_connection_asks_for_its_owner_and_is_left_alone(shop: Shop) -> None:
    shop.sync()
    etsy.service.disconnect(shop.world)
    assert shop.sync() == "failed"
    assert shop.artisan.connection("etsy")["status"] == "reconnect"
    state = shop.artisan.api("GET", shop.artisan.at("etsy", "/sync")).data
    assert "reconnect" in state["remedy"].lower() or "connect" in state["remedy"].lower()
    shop.clock.forward(7200)
    assert shop.sync_service().ask_due() == 0
    assert shop.artisan.api("POST", shop.artisan.at("etsy", "/sync")).status == 409


def test_the_clock_has_each_read_hourly_and_those_whose_worker_died(shop: Shop) -> None:
    assert shop.sync_service().ask_due() == 0
    shop.sync()
    assert shop.sync_service().ask_due() == 0
    shop.clock.forward(3600)
    assert shop.sync_service().ask_due() == 1
    assert shop.sync_service().ask_due() == 0  # it is on its way
    shop.clock.forward(3600)  # and never came back
    assert shop.sync_service().ask_due() == 1
    assert shop.sync_service().run(*account("etsy")).status == "done"


def test_from_the_first_connection_on_by_events(artisan: Artisan, clock: SharedClock) -> None:
    shop = Shop(artisan, clock)
    shop.sell()
    for name, handler in (
        ("ConnectionChanged", "channels.on_connection_changed"),
        ("SyncRequested", "channels.on_sync_requested"),
    ):
        event = artisan.cloud.outbox_events("channels", name)[-1]
        for _ in range(2):  # the bus may bring it twice
            artisan.cloud.call(handler, bus_event("channels", name, event["data"], event["id"]))
    assert len(shop.reported_orders()) == 1
    assert artisan.api("GET", artisan.at("etsy", "/sync")).data["status"] == "done"
    assert artisan.cloud.call("channels.cron_sync", {}) == {"asked": 0}


def test_where_there_is_nothing_to_read_it_is_said(artisan: Artisan) -> None:
    PanelSeller(artisan, "meesho").connect()
    reply = artisan.api("POST", artisan.at("meesho", "/sync"))
    assert (reply.status, reply.error["code"]) == (409, "nothing_to_read")
    artisan.connect("etsy")
    assert artisan.api("GET", artisan.at("etsy", "/sync")).data["status"] == "never"
    assert artisan.api("POST", "/connections/connection_of_nobody/sync").status == 404
