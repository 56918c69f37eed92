"""Update and unpublish of live listings at Etsy, Shopify and WooCommerce, also repeated."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from functions.channels import public
from functions.channels.model.listing import PARTS, Part
from functions.channels.public import Listing, ListingNotFound, OutcomeUnknown, Published, TryLater
from infra.local.sandbox import journal, settings
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.server import SandboxServer
from tests.integration.channels import posting
from tests.integration.channels.merchant import SITE
from tests.integration.channels.multi_photo import multi_photo_listing, post
from tests.integration.channels.oauth_client import (
    WEB,
    Artisan,
    account,
    inject_fault,
    listing,
    published,
)
from tests.integration.channels.store_products import (
    SKU,
    actual,
    edited_listing,
    expected,
    kept_stock,
    listing_with_variants,
    stored_product,
)
from tests.integration.channels.test_store_listing import PLATFORMS, WAYS, market, opened, platform

__all__ = ["market", "platform"]

CHANGING = {
    "etsy": (
        ("GET", "*/listings/*"),
        ("PATCH", "*/listings/*"),
        ("PUT", "*/inventory"),
        ("POST", "*/images"),
        ("GET", "*/images"),
        ("DELETE", "*/images/*"),
    ),
    "shopify": (
        ("POST", "*#productByIdentifier"),
        ("POST", "*#productSet"),
    ),
    "woocommerce": (
        ("GET", "*/products/*"),
        ("POST", "*/tags/batch"),
        ("PUT", "*/products/*"),
        ("GET", "*/variations"),
        ("POST", "*/variations/batch"),
    ),
}
TAKING_DOWN = {
    "etsy": (("GET", "*/listings/*"), ("PATCH", "*/listings/*")),
    "shopify": (("POST", "*#productByIdentifier"), ("POST", "*#productUpdate")),
    "woocommerce": (("GET", "*/products/*"), ("PUT", "*/products/*")),
}
CHANGES = [(name, *call) for name, calls in CHANGING.items() for call in calls]
ENDS = [(name, *call) for name, calls in TAKING_DOWN.items() for call in calls]
KINDS = {
    "etsy": "etsy.listing",
    "shopify": "shopify.product",
    "woocommerce": SITE.kind("product"),
}


def change(platform: str, one: Listing, external_id: str, *parts: Part) -> Published:
    return posting.change(*account(platform), one, external_id, *parts)


def effects(market: SandboxServer, platform: str, kind: str) -> list[str]:
    found = journal.entries(market.world, platform, effect_kind=kind)
    return [str(entry["effect_id"]) for entry in found]


def test_a_change_brings_all_of_the_listing(platform: str, market: SandboxServer) -> None:
    one = listing_with_variants(market)
    done = post(platform, one)
    other = edited_listing(one, market)
    for _ in range(2):
        assert change(platform, other, done.external_id).external_id == done.external_id
    there = stored_product(market, platform)
    assert actual(there) == expected(kept_stock(one, other))
    assert there.tags == frozenset(other.tags)
    assert there.is_on_sale
    assert published(market, platform) == [done.external_id]


def test_fewer_photographs_and_no_tags_are_a_change_too(
    platform: str, market: SandboxServer
) -> None:
    one = multi_photo_listing(market, 4)
    done = post(platform, one)
    fewer = replace(one, more_pictures=one.more_pictures[1:2], tags=())
    change(platform, fewer, done.external_id)
    there = stored_product(market, platform)
    assert actual(there) == expected(fewer)
    assert there.tags == frozenset()


def test_a_piece_gets_variants_and_loses_them(platform: str, market: SandboxServer) -> None:
    plain = replace(listing(market), product_sku=SKU)
    done = post(platform, plain)
    varied = listing_with_variants(market)
    for one in (varied, plain, varied):
        change(platform, one, done.external_id)
        assert actual(stored_product(market, platform)) == expected(one)


def test_the_price_of_one_form(platform: str, market: SandboxServer) -> None:
    one = listing(market)
    done = post(platform, one)
    for quantity, paise in ((7, 99_900), (3, 125_000), (7, 99_900)):
        price = replace(one.price, minor=paise)
        change(platform, replace(one, quantity=quantity, price=price), done.external_id, "price")
        there = stored_product(market, platform)
        assert actual(there) == expected(replace(one, price=price))


def test_an_unchanged_photograph_is_not_sent_to_a_store_again(
    request: pytest.FixtureRequest,
) -> None:
    market = opened(request, "shopify")
    one = listing_with_variants(market)
    done = post("shopify", one)
    before = stored_product(market, "shopify")
    change("shopify", replace(one, title="Elephant"), done.external_id)
    assert stored_product(market, "shopify").pictures == before.pictures
    assert len(market.world.find("shopify.media")) == 3


def test_a_store_that_works_on_a_photograph_is_asked_again_later(artisan: Artisan) -> None:
    market = opened_slow(artisan)
    one = multi_photo_listing(market, 2)
    done = post("shopify", one)
    settings.change(market.world, "shopify_processing_ms", 60_000)
    market.world.advance(120)
    other = replace(one, more_pictures=multi_photo_listing(market, 3).more_pictures)
    assert "working" in change("shopify", other, done.external_id).note
    with pytest.raises(TryLater, match="working"):
        change("shopify", one, done.external_id)


def opened_slow(artisan: Artisan) -> SandboxServer:
    settings.change(artisan.sandbox.world, "shopify_processing_ms", 0)
    artisan.connect("shopify")
    return artisan.sandbox


def test_what_is_taken_down_is_seen_by_nobody(platform: str, market: SandboxServer) -> None:
    one = listing_with_variants(market)
    done = post(platform, one)
    assert WEB.get(done.url, follow_redirects=True).status_code == 200
    for _ in range(2):
        posting.unpublish(*account(platform), one, done.external_id)
    assert not stored_product(market, platform).is_on_sale
    page = WEB.get(done.url, follow_redirects=True)
    assert page.status_code == 404 or "inactive" in page.text
    if platform != "shopify":  # its log knows what is made visible, not what is hidden
        assert effects(market, platform, "unpublished") == [done.external_id]
    assert published(market, platform) == [done.external_id]


def test_a_change_does_not_put_on_sale_what_was_taken_down(
    platform: str, market: SandboxServer
) -> None:
    one = listing_with_variants(market)
    done = post(platform, one)
    posting.unpublish(*account(platform), one, done.external_id)
    other = edited_listing(one, market)
    again = change(platform, other, done.external_id)
    assert again.note
    there = stored_product(market, platform)
    assert (actual(there), there.is_on_sale) == (expected(kept_stock(one, other)), False)


def test_what_is_gone_is_said_to_be_gone_and_needs_no_taking_down(
    platform: str, market: SandboxServer
) -> None:
    one = listing(market)
    done = post(platform, one)
    market.world.delete(KINDS[platform], done.external_id)
    with pytest.raises(ListingNotFound) as gone:
        change(platform, one, done.external_id)
    assert gone.value.remedy
    posting.unpublish(*account(platform), one, done.external_id)


def until_done(market: SandboxServer, act: Callable[[], object]) -> int:
    """Do it as a listing operation does, again after a trouble that passes; how many there were.

    The time for which a vendor wants to be left alone passes on the stand-ins' clock.
    """
    for troubles in range(6):
        try:
            act()
        except TryLater as passing:
            market.world.advance(passing.after)
        except OutcomeUnknown:
            pass
        else:
            return troubles
    pytest.fail("it never came to an end")


@pytest.mark.parametrize(("name", "method", "path"), CHANGES)
def test_a_broken_call_of_a_change_is_made_again(
    request: pytest.FixtureRequest, name: str, method: str, path: str
) -> None:
    market = opened(request, name)
    one = listing_with_variants(market)
    done = post(name, one)
    other = replace(edited_listing(one, market), more_pictures=())
    there = one
    # The first change needs each of the calls; those after it go back and forth.
    for (kind, more), changed in zip(WAYS, (other, one, other, one), strict=True):
        inject_fault(market, kind, path, vendor=name, method=method, **more)
        until_done(market, partial(change, name, changed, done.external_id))
        there = kept_stock(there, changed)
        assert actual(stored_product(market, name)) == expected(there), kind
        market.world.clear("fault")
    assert published(market, name) == [done.external_id]


@pytest.mark.parametrize(("name", "method", "path"), ENDS)
@pytest.mark.parametrize(("kind", "more"), WAYS[:3])
def test_a_broken_call_of_taking_down_is_made_again(
    request: pytest.FixtureRequest,
    name: str,
    method: str,
    path: str,
    kind: FaultKind,
    more: dict[str, Any],
) -> None:
    market = opened(request, name)
    one = listing(market)
    done = post(name, one)
    inject_fault(market, kind, path, vendor=name, method=method, **more)
    down = partial(posting.unpublish, *account(name), one, done.external_id)
    assert until_done(market, down) == 1
    assert not stored_product(market, name).is_on_sale
    assert published(market, name) == [done.external_id]


def test_all_three_say_that_they_change_and_take_down() -> None:
    for name in PLATFORMS:
        assert public.edit_support(name) == (True, True, True, PARTS)
