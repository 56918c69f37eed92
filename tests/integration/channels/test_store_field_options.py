"""Options of the fields category and section at Etsy, Shopify and WooCommerce."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from functions.channels.errors import ReconnectNeeded
from functions.channels.model.capabilities import FieldOption
from functions.channels.public import Rejected, TryLater
from functions.channels.wiring.container import container
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.server import SandboxServer
from tests.integration.channels import posting
from tests.integration.channels.merchant import SHOP, SITE, WOO
from tests.integration.channels.multi_photo import post
from tests.integration.channels.oauth_client import (
    WEB,
    account,
    calls,
    inject_fault,
    listing,
)
from tests.integration.channels.store_products import listing_with_variants
from tests.integration.channels.test_store_listing import PLATFORMS, opened
from tests.integration.wiring import reset_wiring

KINDS = {"etsy": "etsy.listing", "shopify": "shopify.product", WOO: SITE.kind("product")}


def options(platform: str, name: str, words: str = "") -> Sequence[FieldOption]:
    option_source = container().platforms[platform].option_source
    assert option_source
    return container().token_access.use(
        *account(platform), lambda account: option_source.options(account, name, words, {})
    )


def kept(market: SandboxServer, platform: str) -> dict[str, Any]:
    (found,) = [one for one in market.world.find(KINDS[platform]) if not one.get("parent_id")]
    return found


def made_category(market: SandboxServer, name: str, parent: int = 0) -> str:
    """The shop's owner adds one by hand."""
    key, _, secret = (
        container().token_access.use(*account(WOO), lambda one: one.token).partition(":")
    )
    url = f"{market.host(SHOP)}/wp-json/wc/v3/products/categories"
    answer = WEB.post(url, json={"name": name, "parent": parent}, auth=(key, secret))
    return str(answer.json()["id"])


def names(market: SandboxServer) -> list[str]:
    """The shop's categories."""
    return [one["name"] for one in market.world.find(SITE.kind("product_cat"))]


def test_etsy_suggests_what_it_would_take_by_itself(request: pytest.FixtureRequest) -> None:
    market = opened(request, "etsy")
    one = replace(listing(market), title="A basket of sabai grass", tags=(), materials=())
    best, *others = options("etsy", "category", one.title)
    assert best.name == "Home & Living > Home Decor > Baskets & Bowls"
    assert len(others) > 10
    assert len({choice.id for choice in (best, *others)}) == len(others) + 1
    post("etsy", one)
    assert str(kept(market, "etsy")["taxonomy_id"]) == best.id


def test_etsy_takes_what_was_chosen_and_lets_it_be(request: pytest.FixtureRequest) -> None:
    market = opened(request, "etsy")
    rugs = next(one for one in options("etsy", "category", "rugs") if one.name.endswith("> Rugs"))
    metal, cloth = options("etsy", "section", "metal")
    assert (metal.name, cloth.name) == ("Metal and brass", "Cloth and thread")
    one = listing_with_variants(market, field_values={"category": rugs.id, "section": metal.id})
    done = post("etsy", one)
    assert str(kept(market, "etsy")["taxonomy_id"]) == rugs.id
    assert str(kept(market, "etsy")["shop_section_id"]) == metal.id
    posting.change(
        *account("etsy"), replace(one, field_values={"section": cloth.id}), done.external_id
    )
    assert str(kept(market, "etsy")["taxonomy_id"]) == rugs.id
    assert str(kept(market, "etsy")["shop_section_id"]) == cloth.id


def test_shopify_finds_by_all_words_then_by_some_then_its_roots(
    request: pytest.FixtureRequest,
) -> None:
    market = opened(request, "shopify")
    assert [one.name for one in options("shopify", "category", "scarves shawls")] == [
        "Apparel & Accessories > Clothing Accessories > Scarves & Shawls"
    ]
    best, *_ = options("shopify", "category", "Brass sculptures of an elephant")
    assert best.name.endswith("> Sculptures & Statues")
    for nothing in ("", "qwxyz"):
        assert {one.name for one in options("shopify", "category", nothing)} == {
            *("Hardware", "Home & Garden", "Apparel & Accessories")
        }
    one = listing_with_variants(market, field_values={"category": best.id})
    done = post("shopify", one)
    assert kept(market, "shopify")["category"] == best.id.rpartition("/")[2]
    posting.change(*account("shopify"), replace(one, field_values={}), done.external_id)
    assert kept(market, "shopify")["category"] == best.id.rpartition("/")[2]


def test_a_shops_own_categories_are_offered_with_those_above_them(
    request: pytest.FixtureRequest,
) -> None:
    market = opened(request, WOO)
    above = made_category(market, "Lamps & more")
    lamps = made_category(market, "Oil lamps", int(above))
    figures = made_category(market, "Brass figures")
    found = options(WOO, "category", "an oil lamp")
    assert found[0] == FieldOption(lamps, "Lamps & more > Oil lamps")
    assert {one.id for one in found} >= {above, figures}
    handmade = made_category(market, "handmade")
    reset_wiring()  # an hour later
    assert handmade in {one.id for one in options(WOO, "category")}
    assert "new:Handmade" not in {one.id for one in options(WOO, "category")}
    one = listing_with_variants(market, field_values={"category": above})
    done = post(WOO, one)
    assert kept(market, WOO)["categories"] == [int(above)]
    posting.change(*account(WOO), replace(one, field_values={}), done.external_id)
    assert kept(market, WOO)["categories"] == [int(above)]


def test_a_new_category_is_made_once_and_only_for_whom_it_was_chosen(
    request: pytest.FixtureRequest,
) -> None:
    market = opened(request, WOO)
    *_, new = options(WOO, "category")
    assert new == FieldOption("new:Handmade", "Handmade (new in your shop)")
    assert names(market) == ["Uncategorized"]
    one = listing_with_variants(market, field_values={"category": new.id})
    done = post(WOO, one)
    posting.change(*account(WOO), one, done.external_id)
    assert names(market) == ["Uncategorized", "Handmade"]
    (made,) = market.world.find(SITE.kind("product_cat"), name="Handmade")
    assert kept(market, WOO)["categories"] == [made["id"]]
    with pytest.raises(Rejected, match="not one of your shop's"):
        posting.change(
            *account(WOO), replace(one, field_values={"category": "x"}), done.external_id
        )


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_choice_that_is_no_longer_there_is_said_to_be_wrong(
    request: pytest.FixtureRequest, platform: str
) -> None:
    market = opened(request, platform)
    strange = {"shopify": "gid://shopify/TaxonomyCategory/zz-9"}.get(platform, "999999")
    with pytest.raises(Rejected) as refused:
        posting.start(
            *account(platform), replace(listing(market), field_values={"category": strange})
        )
    assert refused.value.remedy
    assert market.world.find(KINDS[platform]) == []


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(
    "kind", [FaultKind.ERROR, FaultKind.HTML, FaultKind.RATE_LIMIT, FaultKind.TRUNCATED]
)
def test_a_list_that_does_not_come_is_asked_for_again(
    request: pytest.FixtureRequest, platform: str, kind: FaultKind
) -> None:
    market = opened(request, platform)
    path = {"etsy": "*/nodes", "shopify": "*#taxonomy", WOO: "*/categories"}[platform]
    inject_fault(market, kind, path, vendor=platform, method=None)
    with pytest.raises(TryLater):
        options(platform, "category", "brass")
    assert options(platform, "category", "brass")


def test_choosing_reads_and_changes_nothing(request: pytest.FixtureRequest) -> None:
    market = opened(request, "etsy")
    options("etsy", "category", "brass")
    options("etsy", "section", "brass")
    writes = calls(market, "etsy", lambda one: one["method"] != "GET" and "shops" in one["path"])
    assert writes == 0
    with pytest.raises(ReconnectNeeded):
        options("shopify", "category", "brass")
