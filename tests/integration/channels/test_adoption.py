"""A listing that was not made by Haat gets our marker, after a person said that it is the piece."""

from dataclasses import replace
from typing import Any

import pytest

from functions.channels.model.listing import Listing, Published
from functions.channels.public import ForeignListing, ListingNotFound, Rejected
from infra.local.sandbox import faults
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.server import SandboxServer
from kernel.errors import OutcomeUnknown, TryLater
from tests.integration.channels import posting
from tests.integration.channels.merchant import SITE
from tests.integration.channels.multi_photo import multi_photo_listing, post
from tests.integration.channels.oauth_client import (
    Artisan,
    account,
    inject_fault,
    listing,
    without_link,
)
from tests.integration.channels.shop_facets import SELLING, facets, unmark
from tests.integration.channels.store_products import SKU, listing_with_variants, variant
from tests.integration.channels.test_listing_parts import writes
from tests.integration.channels.test_store_listing import opened
from tests.integration.channels.test_store_listing_edit import KINDS

WRITES = {
    "etsy": ("PUT", "*/inventory"),
    "shopify": ("POST", "*#productVariantsBulkUpdate"),
    "woocommerce": ("POST", "*/variations/batch"),
}


@pytest.fixture(params=SELLING)
def platform(request: pytest.FixtureRequest) -> str:
    """Each of the three whose marker can be written."""
    name: str = request.param
    return name


@pytest.fixture
def market(platform: str, request: pytest.FixtureRequest) -> SandboxServer:
    """Where it sells."""
    return opened(request, platform)


def hers(market: SandboxServer, platform: str, sku: str = "") -> tuple[Listing, Published]:
    """A product that the seller made herself, and the piece that it is."""
    made = listing_with_variants(market, product_sku="")
    done = post(platform, replace(made, marker="target_01jd00000000000000000000zz"))
    unmark(market, platform, sku)
    return listing_with_variants(market), done


@pytest.mark.parametrize("sku", ["", "HERS-1"])
def test_it_gets_our_skus_and_nothing_else(platform: str, market: SandboxServer, sku: str) -> None:
    one, done = hers(market, platform, sku)
    with pytest.raises(ForeignListing):
        posting.read(*account(platform), one, done.external_id)
    before = facets(market, platform)
    done_again = posting.adopt(*account(platform), one, done.external_id)
    assert done_again.published.external_id == done.external_id
    after = facets(market, platform)
    assert replace(after, skus=before.skus, rest=_bare(after.rest)) == replace(
        before, rest=_bare(before.rest)
    )
    assert after.skus == {frozenset(form.options.values()): form.sku for form in one.variants}
    # It is ours now, and twice is as once.
    assert posting.read(*account(platform), one, done.external_id) == done_again.shown
    calls = writes(market, platform)
    posting.adopt(*account(platform), one, done.external_id)
    assert writes(market, platform) == calls
    posting.change(*account(platform), replace(one, title="Elephant"), done.external_id)
    assert "Elephant" in str(facets(market, platform).words)


def _bare(rest: Any) -> Any:
    """What is stored, without the SKU of a product whose variations have others."""
    return (
        {name: value for name, value in rest.items() if name != "sku"}
        if isinstance(rest, dict)
        else rest
    )


@pytest.mark.parametrize("other", ["ABC-1234", "ABC-1234-2"])
def test_what_belongs_to_another_piece_stays_with_it(
    platform: str, market: SandboxServer, other: str
) -> None:
    one, done = hers(market, platform, other)
    before = facets(market, platform)
    with pytest.raises(Rejected, match="another piece of yours") as refused:
        posting.adopt(*account(platform), one, done.external_id)
    assert refused.value.remedy
    assert facets(market, platform) == before


def test_variants_that_do_not_match_are_named_and_nothing_is_written(
    platform: str, market: SandboxServer
) -> None:
    one, done = hers(market, platform)
    before = facets(market, platform)
    more = replace(one, variants=(*one.variants, variant(9, 1, Size="Tiny", Finish="Matt")))
    fewer = replace(one, variants=one.variants[1:])
    plain = replace(one, variants=())
    for wrong, words in (
        (more, "does not have “Finish Matt, Size Tiny”"),
        (fewer, "Only .* has “Finish Matt, Size Small”"),
        (plain, "one form"),
    ):
        with pytest.raises(Rejected, match=words) as refused:
            posting.adopt(*account(platform), wrong, done.external_id)
        assert refused.value.remedy
    assert facets(market, platform) == before


def test_a_piece_in_one_form_is_adopted_too(platform: str, market: SandboxServer) -> None:
    one = replace(listing(market), product_sku=SKU)
    done = post(platform, one)
    unmark(market, platform)
    told = posting.adopt(*account(platform), one, done.external_id)
    assert told.shown.stock == {SKU: 3}
    assert facets(market, platform).skus == {frozenset(): SKU}


def test_after_a_lost_answer_it_is_adopted_again(platform: str, market: SandboxServer) -> None:
    one, done = hers(market, platform)
    method, path = WRITES[platform]
    inject_fault(market, FaultKind.ACCEPT_THEN_TIMEOUT, path, vendor=platform, method=method)
    with pytest.raises((TryLater, OutcomeUnknown)):
        posting.adopt(*account(platform), one, done.external_id)
    market.world.clear(faults.KIND)
    told = posting.adopt(*account(platform), one, done.external_id)
    assert told.shown.stock[f"{SKU}-3"] == 5


def test_what_is_gone_is_not_adopted(platform: str, market: SandboxServer) -> None:
    one, done = hers(market, platform)
    market.world.delete(KINDS[platform], done.external_id)
    with pytest.raises(ListingNotFound):
        posting.adopt(*account(platform), one, done.external_id)


def test_a_listing_of_another_etsy_shop_is_not_hers(
    artisan: Artisan, monkeypatch: pytest.MonkeyPatch
) -> None:
    artisan.connect("etsy")
    one, done = hers(artisan.sandbox, "etsy")
    monkeypatch.setattr("infra.local.sandbox.etsy.shop.SHOP_ID", 7)
    with pytest.raises(ForeignListing, match="another shop"):
        posting.adopt(*account("etsy"), one, done.external_id)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"type": "grouped"}, "grouped"),
        ({"meta_data": [{"id": 1, "key": "_haat_marker", "value": "target_9"}]}, "another piece"),
    ],
)
def test_a_product_that_haat_cannot_take_is_refused(
    request: pytest.FixtureRequest, changed: dict[str, Any], words: str
) -> None:
    market = opened(request, "woocommerce")
    one, done = hers(market, "woocommerce")
    kind = SITE.kind("product")
    market.world.put(kind, done.external_id, {**market.world.find(kind)[0], **changed})
    with pytest.raises(Rejected, match=words):
        posting.adopt(*account("woocommerce"), one, done.external_id)


def test_an_item_of_a_catalogue_cannot_become_another_piece(artisan: Artisan) -> None:
    artisan.connect("catalogue")
    one = replace(listing(artisan.sandbox), product_sku="HERS-1")
    done = post("catalogue", one)
    with pytest.raises(Rejected, match="keeps the id") as refused:
        posting.adopt(*account("catalogue"), replace(one, product_sku=SKU), done.external_id)
    assert "anew" in refused.value.remedy
    told = posting.adopt(*account("catalogue"), one, done.external_id)
    assert told.published.external_id == done.external_id


@pytest.mark.parametrize("photos", [1, 3])
def test_a_pin_leads_to_our_marked_link_and_keeps_its_words(artisan: Artisan, photos: int) -> None:
    artisan.connect("pinterest")
    made = multi_photo_listing(artisan.sandbox, photos)
    done = post("pinterest", without_link(made))
    (before,) = artisan.sandbox.world.find("pinterest.pin")
    one = replace(made, title="Another title")
    posting.adopt(*account("pinterest"), one, done.external_id)
    (pin,) = artisan.sandbox.world.find("pinterest.pin")
    assert pin["link"] == one.marked_link
    told = [(blob["title"], blob["description"]) for blob in pin["blobs"]]
    assert told == [(blob["title"], blob["description"]) for blob in before["blobs"]]
    assert {**pin, "link": None, "blobs": None} == {**before, "link": None, "blobs": None}
    if photos > 1:
        assert {blob["link"] for blob in pin["blobs"]} == {one.marked_link}
    other = replace(one, marker="target_01jd00000000000000000000zz")
    with pytest.raises(Rejected, match="another piece"):
        posting.adopt(*account("pinterest"), other, done.external_id)


def test_a_pin_without_a_link_to_lead_to_has_no_marker(artisan: Artisan) -> None:
    artisan.connect("pinterest")
    one = without_link(listing(artisan.sandbox))
    done = post("pinterest", one)
    with pytest.raises(Rejected, match="link") as refused:
        posting.adopt(*account("pinterest"), one, done.external_id)
    assert refused.value.remedy


def test_a_post_of_the_page_needs_no_marker(artisan: Artisan) -> None:
    artisan.connect("facebook")
    one = listing(artisan.sandbox)
    done = post("facebook", one)
    before = artisan.sandbox.world.find("facebook.post")
    told = posting.adopt(*account("facebook"), one, done.external_id)
    assert told.published == done
    assert told.shown.parts == {"words": f"Text: {one.text}"}
    assert artisan.sandbox.world.find("facebook.post") == before
    with pytest.raises(ForeignListing):
        posting.adopt(*account("facebook"), one, "1_2")
