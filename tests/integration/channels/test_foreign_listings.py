"""What is in an account under our listing's number and is not ours: it is never written to."""

from typing import Any

import pytest

from functions.channels.public import ForeignListing
from tests.integration.channels import posting
from tests.integration.channels.merchant import SHOP, SITE, WOO, Merchant
from tests.integration.channels.oauth_client import OWNER, Artisan, calls, listing
from tests.integration.channels.test_accounts import post_in


def foreign_product_at(merchant: Merchant, number: str) -> dict[str, Any]:
    """The shop was restored and numbers anew: another product has this number now."""
    world = merchant.sandbox.world
    kind = SITE.kind("product")
    found = world.get(kind, number)
    assert found is not None
    moved = {**found, "id": int(number) + 1000}
    world.put(kind, str(moved["id"]), moved)
    kept = {"sku": "BROCADE-7", "name": "Neighbour brocade", "meta_data": [], "status": "publish"}
    stranger = {**found, **kept}
    world.put(kind, number, stranger)
    return stranger


def test_a_number_that_is_another_products_now_is_left_alone(seller: Merchant) -> None:
    """WooCommerce numbers are small, and begin anew where a shop is restored."""
    one = listing(seller.sandbox)
    done = post_in(WOO, SHOP, one)
    stranger = foreign_product_at(seller, done.external_id)
    for act in (
        lambda: posting.change(OWNER, WOO, SHOP, one, done.external_id),
        lambda: posting.unpublish(OWNER, WOO, SHOP, one, done.external_id),
    ):
        with pytest.raises(ForeignListing, match="SKU") as refused:
            act()
        assert refused.value.remedy
    assert seller.sandbox.world.get(SITE.kind("product"), done.external_id) == stranger
    # What is kept of it stays: it is not proven to be gone.
    path = seller.artisan.at(WOO, "/listings")
    assert len(seller.artisan.api("GET", path).data["items"]) == 1


def test_the_proof_takes_one_reading(seller: Merchant) -> None:
    one = listing(seller.sandbox)
    done = post_in(WOO, SHOP, one)

    def readings() -> int:
        path = f"/products/{done.external_id}"
        return calls(
            seller.sandbox, WOO, lambda it: it["method"] == "GET" and it["path"].endswith(path)
        )

    before = readings()
    posting.unpublish(OWNER, WOO, SHOP, one, done.external_id)
    assert readings() == before + 1


@pytest.mark.parametrize(
    ("platform", "kind", "change"),
    [
        ("etsy", "etsy.listing", {"inventory": []}),
        ("shopify", "shopify.product", {"handle": "brocade", "variants": []}),
        (
            "pinterest",
            "pinterest.pin",
            {"link": "https://x.example/?utm_source=haat&utm_content=other"},
        ),
    ],
)
def test_what_does_not_bear_our_marker_is_not_written_to(
    artisan: Artisan, platform: str, kind: str, change: dict[str, Any]
) -> None:
    artisan.connect(platform)
    account_id = artisan.connection(platform)["account"]["id"]
    one = listing(artisan.sandbox)
    done = post_in(platform, account_id, one)
    world = artisan.sandbox.world
    found = world.get(kind, done.external_id)
    assert found is not None
    if "variants" in change:
        bare = [{**each, "sku": "BROCADE-7"} for each in found["variants"]]
        change = {**change, "variants": bare}
    world.put(kind, done.external_id, {**found, **change})
    before = world.get(kind, done.external_id)
    for act in (
        lambda: posting.change(OWNER, platform, account_id, one, done.external_id),
        lambda: posting.unpublish(OWNER, platform, account_id, one, done.external_id),
    ):
        with pytest.raises(ForeignListing):
            act()
    assert world.get(kind, done.external_id) == before
