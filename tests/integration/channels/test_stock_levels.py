"""Setting the stock of a live listing: by comparison, and nothing but the number."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from functions.channels.adapters.shopify.api import ShopifyClient
from functions.channels.model.listing import Listing, Published, ShownListing, StockLevel
from functions.channels.public import ListingNotFound, OutcomeUnknown, Rejected, TryLater
from functions.channels.wiring.container import container
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.server import SandboxServer
from tests.integration.channels import posting
from tests.integration.channels.merchant import SITE
from tests.integration.channels.multi_photo import post
from tests.integration.channels.oauth_client import Artisan, account, calls, inject_fault, listing
from tests.integration.channels.shop_facets import (
    SELLING,
    SHOPS,
    buy,
    change_stock,
    facets,
    unmark,
)
from tests.integration.channels.store_products import SKU, listing_with_variants
from tests.integration.channels.test_listing_parts import writes
from tests.integration.channels.test_store_listing import opened
from tests.integration.channels.test_store_listing_edit import KINDS

WRITES = {
    "etsy": ("PUT", "*/inventory"),
    "shopify": ("POST", "*#inventorySetQuantities"),
    "woocommerce": ("PUT", "*/products/*"),
    "catalogue": ("POST", "*/items_batch"),
}
WHOLE: frozenset[str] = frozenset()


@pytest.fixture(params=SHOPS)
def platform(request: pytest.FixtureRequest) -> str:
    """Each of the four."""
    name: str = request.param
    return name


@pytest.fixture
def market(platform: str, request: pytest.FixtureRequest) -> SandboxServer:
    """Where it sells."""
    return opened(request, platform)


def stocked(platform: str, one: Listing, done: Published, *levels: StockLevel) -> ShownListing:
    told = posting.set_stock(*account(platform), one, done.external_id, levels)
    seen = posting.read(*account(platform), one, done.external_id)
    assert told.stock in ({}, seen.stock)
    return seen


def five(market: SandboxServer, platform: str) -> tuple[Listing, Published]:
    """A piece of which five are on sale."""
    one = replace(listing(market), quantity=5, product_sku=SKU)
    return one, post(platform, one)


def test_a_number_that_is_as_we_know_it_is_set_and_nothing_else(
    platform: str, market: SandboxServer
) -> None:
    one, done = five(market, platform)
    before = facets(market, platform)
    shown = stocked(platform, one, done, StockLevel(SKU, 2, 5))
    assert shown.stock == {SKU: 2}
    after = facets(market, platform)
    assert after.stock == {WHOLE: 2}
    assert replace(after, stock=before.stock) == before
    # More came: what is known is what was set.
    assert stocked(platform, one, done, StockLevel(SKU, 9, 2)).stock == {SKU: 9}


def test_of_several_variants_each_is_set_for_itself(platform: str, market: SandboxServer) -> None:
    one = listing_with_variants(market)
    done = post(platform, one)
    before = facets(market, platform)
    levels = (StockLevel(f"{SKU}-3", 4, 5), StockLevel(f"{SKU}-2", 6, 0))
    shown = stocked(platform, one, done, *levels)
    assert shown.stock == {f"{SKU}-1": 2, f"{SKU}-2": 6, f"{SKU}-3": 4, f"{SKU}-4": 1}
    after = facets(market, platform)
    large, small = frozenset({"Large", "Matt"}), frozenset({"Small", "Bright"})
    assert after.stock == {**before.stock, large: 4, small: 6}
    assert replace(after, stock=before.stock) == before


@pytest.mark.parametrize("name", SELLING)
@pytest.mark.parametrize(
    ("bought", "level", "left"),
    [
        (2, StockLevel(SKU, 1, 5), 3),  # a sale that we have not heard of: it will be told
        (2, StockLevel(SKU, 4, 5), 3),
        (3, StockLevel(SKU, 2, 5), 2),  # it is so already
        (2, StockLevel(SKU, 1, 3), 1),  # we have heard of it
        (2, StockLevel(SKU, 1, 2, restocked=1), 1),  # it may have been put back there
        (2, StockLevel(SKU, 1, None), 1),  # a person has said so
    ],
)
def test_what_was_sold_there_meanwhile_is_not_written_over(
    request: pytest.FixtureRequest, name: str, bought: int, level: StockLevel, left: int
) -> None:
    market = opened(request, name)
    one, done = five(market, name)
    buy(done, name, bought)
    before = writes(market, name)
    shown = stocked(name, one, done, level)
    assert shown.stock == {SKU: left}
    assert facets(market, name).stock == {WHOLE: left}
    assert (writes(market, name) > before) is (left != 5 - bought)


def test_a_number_that_was_raised_by_hand_stays(platform: str, market: SandboxServer) -> None:
    one, done = five(market, platform)
    change_stock(market, platform, 9)
    before = writes(market, platform)
    assert stocked(platform, one, done, StockLevel(SKU, 2, 5)).stock == {SKU: 9}
    assert facets(market, platform).stock == {WHOLE: 9}
    assert writes(market, platform) == before


@pytest.mark.parametrize(
    ("kind", "more"),
    [(FaultKind.ACCEPT_THEN_TIMEOUT, {}), (FaultKind.ERROR_AFTER_SUCCESS, {"status": 500})],
)
def test_after_a_lost_answer_the_same_call_writes_nothing_more(
    platform: str, market: SandboxServer, kind: FaultKind, more: dict[str, Any]
) -> None:
    one, done = five(market, platform)
    method, path = WRITES[platform]
    inject_fault(market, kind, path, vendor=platform, method=method, **more)
    with pytest.raises((TryLater, OutcomeUnknown)):
        stocked(platform, one, done, StockLevel(SKU, 2, 5))
    before = writes(market, platform)
    assert stocked(platform, one, done, StockLevel(SKU, 2, 5)).stock == {SKU: 2}
    assert writes(market, platform) == before


def test_a_store_compares_the_number_itself(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody counts anew between our reading and our writing: her number stays."""
    market = opened(request, "shopify")
    one, done = five(market, "shopify")
    write = ShopifyClient.set_stock

    def interrupted(self: ShopifyClient, *given: Any) -> None:
        change_stock(market, "shopify", 4)
        write(self, *given)

    monkeypatch.setattr(ShopifyClient, "set_stock", interrupted)
    with pytest.raises(TryLater, match="no longer matches"):
        stocked("shopify", one, done, StockLevel(SKU, 2, 5))
    assert facets(market, "shopify").stock == {WHOLE: 4}
    monkeypatch.undo()
    assert stocked("shopify", one, done, StockLevel(SKU, 2, 5)).stock == {SKU: 4}
    assert stocked("shopify", one, done, StockLevel(SKU, 2, 4)).stock == {SKU: 2}


def test_the_same_change_may_be_made_again_the_same_day(request: pytest.FixtureRequest) -> None:
    """A key of idempotency lasts a day: another sale of the same size is another change."""
    market = opened(request, "shopify")
    one, done = five(market, "shopify")
    for _ in range(2):
        assert stocked("shopify", one, done, StockLevel(SKU, 2, 5)).stock == {SKU: 2}
        change_stock(market, "shopify", 5)
    assert stocked("shopify", one, done, StockLevel(SKU, 2, 5)).stock == {SKU: 2}


@pytest.mark.parametrize("several", [False, True])
def test_a_shop_that_does_not_count_is_left_alone(
    request: pytest.FixtureRequest, *, several: bool
) -> None:
    market = opened(request, "woocommerce")
    plain = replace(listing(market), product_sku=SKU)
    one = listing_with_variants(market) if several else plain
    done = post("woocommerce", one)
    for kept in market.world.find(SITE.kind("product")):
        uncounted = {**kept, "manage_stock": False, "stock_quantity": None}
        market.world.put(SITE.kind("product"), str(kept["id"]), uncounted)
    before = writes(market, "woocommerce")
    levels = [StockLevel(one.sku_of(form), 0, form.quantity) for form in one.forms]
    assert stocked("woocommerce", one, done, *levels).stock == {}
    assert writes(market, "woocommerce") == before


def test_etsy_takes_no_listing_of_which_nothing_is_left_off_sale_by_a_number(
    request: pytest.FixtureRequest,
) -> None:
    market = opened(request, "etsy")
    one, done = five(market, "etsy")
    with pytest.raises(Rejected, match="number 0") as refused:
        stocked("etsy", one, done, StockLevel(SKU, 0, 5))
    assert "off sale" in refused.value.remedy
    with pytest.raises(Rejected, match="999"):
        stocked("etsy", one, done, StockLevel(SKU, 1000, 5))
    assert facets(market, "etsy").stock == {WHOLE: 5}
    # All was sold there: then it is so already.
    buy(done, "etsy", 5)
    assert stocked("etsy", one, done, StockLevel(SKU, 0, 5)).stock == {SKU: 0}


@pytest.mark.parametrize("name", ["shopify", "woocommerce", "catalogue"])
def test_elsewhere_nothing_is_left_by_the_number_0(
    request: pytest.FixtureRequest, name: str
) -> None:
    market = opened(request, name)
    one, done = five(market, name)
    assert stocked(name, one, done, StockLevel(SKU, 0, 5)).stock == {SKU: 0}
    assert facets(market, name).stock == {WHOLE: 0}


def test_an_item_of_before_it_was_counted_gets_its_number(artisan: Artisan) -> None:
    artisan.connect("catalogue")
    one, done = five(artisan.sandbox, "catalogue")
    (item,) = artisan.sandbox.world.find("catalogue.item")
    del item["fields"]["quantity_to_sell_on_facebook"]
    key = f"{item['catalog']}/{item['retailer_id']}"
    artisan.sandbox.world.put("catalogue.item", key, item)
    assert posting.read(*account("catalogue"), one, done.external_id).stock == {}
    assert stocked("catalogue", one, done, StockLevel(SKU, 2, 5)).stock == {SKU: 2}


@pytest.mark.parametrize("name", ["facebook", "pinterest"])
def test_a_post_has_no_stock(artisan: Artisan, name: str) -> None:
    artisan.connect(name)
    one = listing(artisan.sandbox)
    done = post(name, one)
    before = calls(artisan.sandbox, name, lambda _: True)
    level = StockLevel(one.sku, 2, 3)
    with pytest.raises(Rejected) as refused:
        stocked(name, one, done, level)
    assert refused.value.remedy
    editor = container().platforms[name].editor
    assert editor
    with pytest.raises(Rejected, match="no stock"):
        container().token_access.use(
            *account(name), lambda held: editor.set_stock(held, one, done.external_id, [level])
        )
    assert calls(artisan.sandbox, name, lambda _: True) == before


@pytest.mark.parametrize("name", SELLING)
def test_the_stock_of_what_is_not_ours_or_gone_is_not_set(
    request: pytest.FixtureRequest, name: str
) -> None:
    market = opened(request, name)
    one, done = five(market, name)
    unmark(market, name, "HERS-1")
    before = facets(market, name)
    with pytest.raises(Rejected, match="not this piece"):
        stocked(name, one, done, StockLevel(SKU, 2, 5))
    assert facets(market, name) == before
    market.world.delete(KINDS[name], done.external_id)
    with pytest.raises(ListingNotFound):
        stocked(name, one, done, StockLevel(SKU, 2, 5))


def skus(reported: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    return [[line["sku"] for line in one["data"]["lines"]] for one in reported]


@pytest.mark.parametrize("name", SELLING)
def test_an_order_names_the_variant_that_was_sold(
    request: pytest.FixtureRequest, name: str
) -> None:
    market = opened(request, name)
    one = listing_with_variants(market)
    done = post(name, one)
    buy(done, name, 1, f"{SKU}-3")
    sync = container().activity.sync
    sync.ask(*account(name))
    assert sync.run(*account(name)).problem is None
    cloud = request.getfixturevalue("artisan").cloud
    assert skus(cloud.outbox_events("channels", "ChannelOrderReported")) == [[f"{SKU}-3"]]
