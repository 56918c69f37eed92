"""Events of catalog, channels and publishing itself, through the real handlers, each told twice."""

from dataclasses import replace

import pytest

from functions.channels.events import ConnectionChanged, ListingChangedExternally
from functions.publishing.events import PublicationChanged
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.publication import Publication
from functions.publishing.wiring import container
from tests.integration.aws import Cloud
from tests.integration.publications import account_id
from tests.integration.publishing.live_client import LiveClient
from tests.unit.publishing.in_memory_platform import START, planned


def stock_changed(live: LiveClient, number: int = 1, product_id: str = "") -> None:
    """Catalog tells that the stock has moved."""
    told = {
        "product_id": product_id or live.product_id,
        "owner_id": live.artisan.user_id,
        "on_hand": 2,
        "stock_version": 7,
    }
    live.tell("on_stock_changed", "StockChanged", told, number)


def changed_there(
    live: LiveClient, listing: str = "1", number: int = 1, account: str = "", owner: str = ""
) -> None:
    """Etsy tells that somebody changed a listing."""
    told = ListingChangedExternally(
        owner_id=owner or live.artisan.user_id,
        platform="etsy",
        account_id=account or account_id("etsy"),
        connection_id="connection_1",
        listing=listing,
    )
    live.tell("on_listing_changed", "ListingChangedExternally", told.model_dump(), number)


def moved_on(live: LiveClient, publication_id: str, status: str, number: int = 1) -> None:
    """Publishing tells of a publication that has no operation."""
    told = PublicationChanged(
        publication_id=publication_id,
        post_id=live.publication(publication_id).post_id,
        product_id=live.product_id,
        owner_id=live.artisan.user_id,
        platform="etsy",
        account_id=account_id("etsy"),
        status=status,
    )
    live.tell("on_listing_changed", "PublicationChanged", told.model_dump(), number)


def connection_changed(
    live: LiveClient, status: str = "connected", account: str = "", number: int = 1
) -> None:
    """Channels tells of an account."""
    told = ConnectionChanged(
        owner_id=live.artisan.user_id,
        platform="etsy",
        account_id=account or account_id("etsy"),
        connection_id="connection_1",
        status=status,
    )
    live.tell("on_connection_changed", "ConnectionChanged", told.model_dump(), number)


def end_reading(live: LiveClient, publication_id: str) -> None:
    """Let the reading of a listing be over."""
    reading = live.publication(publication_id).operations["inspect"]
    over = replace(reading, effect=reading.effect.confirmed())
    live.store(publication_id, operations={"inspect": over})


def test_a_sale_elsewhere_is_planned_once_however_often_it_is_reported(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    sku = live.sell(etsy, 5)
    live.count(2)
    for _ in range(2):
        stock_changed(live)
    (operation,) = live.publication(etsy).operations.values()
    assert operation.kind == "set_stock"
    (level,) = operation.levels
    assert (level.sku, level.quantity, level.before) == (sku, 2, 5)
    (run,) = live.runs.started
    assert run.endswith(operation.operation_id)


def test_another_event_of_the_same_stock_adds_no_operation(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    live.sell(etsy, 5)
    live.count(2)
    for number in range(2):
        stock_changed(live, number)
    assert live.kinds(etsy) == ["set_stock"]
    (operation,) = live.publication(etsy).operations.values()
    assert operation.following is None


def test_what_is_sold_out_is_taken_down(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    live.sell(etsy, 1)
    live.count(0)
    for number in range(2):
        stock_changed(live, number)
    assert live.kinds(etsy) == ["unpublish"]


@pytest.mark.parametrize("platform", ["facebook", "instagram", "meesho"])
def test_where_haat_sets_no_numbers_none_is_planned(live: LiveClient, platform: str) -> None:
    there = live.publish(platform)
    live.sell(there, 5)
    live.count(2)
    stock_changed(live)
    assert live.kinds(there) == []


def test_the_stock_of_a_product_that_is_nowhere_moves_nothing(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    live.sell(etsy, 5)
    live.count(2)
    stock_changed(live, product_id="product_none")
    assert live.kinds(etsy) == []


def test_what_goes_live_is_read_once(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    live.sell(etsy, 2)
    live.count(2)
    for number in (1, 1, 2):
        moved_on(live, etsy, "confirmed", number)
    (operation,) = live.publication(etsy).operations.values()
    assert operation.kind == "inspect"
    end_reading(live, etsy)
    moved_on(live, etsy, "confirmed", 3)
    assert live.publication(etsy).open_operation is None
    assert len(live.runs.started) == 1


def test_what_goes_live_with_an_old_number_is_brought_in_step(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    live.sell(etsy, 5)
    live.count(2)
    moved_on(live, etsy, "confirmed")
    assert live.kinds(etsy) == ["inspect", "set_stock"]


@pytest.mark.parametrize("status", ["planned", "claimed", "failed", "unknown", "unpublished"])
def test_what_has_not_gone_live_is_not_read(live: LiveClient, status: str) -> None:
    etsy = live.publish("etsy")
    moved_on(live, etsy, status)
    assert live.kinds(etsy) == []


def test_what_is_changed_there_is_read_each_time(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    for _ in range(2):
        changed_there(live)
    first = live.publication(etsy).operations["inspect"]
    assert len(live.runs.started) == 1
    end_reading(live, etsy)
    changed_there(live, number=2)
    second = live.publication(etsy).operations["inspect"]
    assert second.operation_id != first.operation_id
    assert len(live.runs.started) == 2


def test_what_is_not_ours_is_not_read(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    changed_there(live, listing="")
    changed_there(live, listing="2", number=2)
    changed_there(live, account="etsy-other", number=3)
    changed_there(live, owner=live.eve.user_id, number=4)
    assert live.kinds(etsy) == []
    assert live.runs.started == {}


def waiting(live: LiveClient, publication_id: str) -> None:
    """An operation that waits for its account."""
    now = live.publication(publication_id)
    operation = container().operation_service.asked("set_stock")
    later = operation.effect.put_off(now.updated_at, 6 * 3600, "It is not connected.")
    live.store(
        publication_id,
        operations={"set_stock": replace(operation, effect=later, needs_account=True)},
    )


def test_what_waits_for_its_account_goes_on_when_that_is_connected(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    waiting(live, etsy)
    for _ in range(2):
        connection_changed(live)
    operation = live.publication(etsy).open_operation
    assert operation is not None
    assert not operation.needs_account
    assert list(live.runs.started.values()) == [(etsy,)]
    connection_changed(live, number=2)
    assert len(live.runs.started) == 1


@pytest.mark.parametrize("status", ["not_connected", "reconnect", "choose_account"])
def test_no_other_news_of_an_account_lets_anything_go_on(live: LiveClient, status: str) -> None:
    etsy = live.publish("etsy")
    waiting(live, etsy)
    connection_changed(live, status)
    assert live.publication(etsy).needs_account
    assert live.runs.started == {}


def test_another_account_lets_nothing_go_on(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    waiting(live, etsy)
    connection_changed(live, account="etsy-other")
    assert live.publication(etsy).needs_account


def stored(publication: Publication) -> None:
    """Store a new publication with its post, as the press does."""
    post, _ = planned()
    container().posts.save(post, publications=[publication])


def test_a_listing_is_found_by_the_platforms_id_once_it_is_live(cloud: Cloud) -> None:
    del cloud
    publications = container().publications
    _, publication = planned()
    account = publication.account
    stored(publication)
    assert publications.of_listing("user_1", account, "1") is None
    publications.save(publication.confirmed(START, "1", "https://bazaar.example/1"))
    assert publications.of_listing("user_1", account, "1") == "pub_1"
    for owner_id, where, external_id in (
        ("user_2", account, "1"),
        ("user_1", AccountRef("bazaar", "stall_2"), "1"),
        ("user_1", AccountRef("fair", account.account_id), "1"),
        ("user_1", account, "2"),
    ):
        assert publications.of_listing(owner_id, where, external_id) is None
    renamed = replace(account, name="Asha's old stall")
    assert publications.of_listing("user_1", renamed, "1") == "pub_1"


def test_what_a_person_found_without_a_number_is_no_listing(cloud: Cloud) -> None:
    _, publication = planned()
    stored(publication)
    publications = container().publications
    publications.save(publication.confirmed(START, "", "https://bazaar.example/found"))
    assert publications.of_listing("user_1", publication.account, "1") is None
    assert not [row for row in cloud.items("publishing") if row["pk"].startswith("listing#")]


def test_what_was_sold_while_a_new_variant_was_brought_is_set(live: LiveClient) -> None:
    """The update brings the number of its press, and the news of the sale came before it did."""
    etsy = live.publish("etsy")
    live.sell(etsy, 5)
    live.count(2)
    updated = PublicationChanged(
        publication_id=etsy,
        post_id=live.publication(etsy).post_id,
        product_id=live.product_id,
        owner_id=live.artisan.user_id,
        platform="etsy",
        account_id=account_id("etsy"),
        status="confirmed",
        operation="update",
        operation_status="confirmed",
    )
    live.tell("on_listing_changed", "PublicationChanged", updated.model_dump())
    assert "set_stock" in live.kinds(etsy)
