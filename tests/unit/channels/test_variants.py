"""Variants, pictures and what is brought of them, as Etsy, Shopify and WooCommerce keep them."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.channels.adapters import variants
from functions.channels.adapters.etsy import inventory as etsy_inventory
from functions.channels.adapters.etsy import payloads as etsy_wire
from functions.channels.adapters.etsy import rules as etsy_rules
from functions.channels.adapters.shopify import payloads as shopify_goods
from functions.channels.adapters.shopify.queries import Media, Places, StoreProduct, StoreVariant
from functions.channels.adapters.woocommerce import payloads as woo
from functions.channels.model.listing import PARTS, Listing, ListingVariant, Picture
from functions.channels.model.platforms import platform
from infra.local.sandbox.etsy import rules as etsys_rules
from infra.local.sandbox.etsy import variations
from kernel.money import Money
from tests.unit.channels.sample_listing import listing

WHERE = Places("gid://shopify/Publication/1", "gid://shopify/Location/2")
NOW = datetime(2026, 11, 21, tzinfo=UTC)
WORDS = st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=8)


def form(price: int = 100, quantity: int = 1, **options: str) -> ListingVariant:
    return ListingVariant(options, Money(price, "INR"), quantity)


@st.composite
def grids(draw: st.DrawFn) -> tuple[ListingVariant, ...]:
    """Some of the combinations of one or two options."""
    names = draw(st.lists(WORDS, min_size=1, max_size=2, unique=True))
    values = [draw(st.lists(WORDS, min_size=1, max_size=4, unique=True)) for _ in names]
    every = [dict(zip(names, chosen, strict=True)) for chosen in product(*values)]
    some = draw(st.lists(st.sampled_from(every), min_size=1, unique_by=str))
    return tuple(
        ListingVariant(
            one, Money(draw(st.integers(100, 999_999)), "INR"), draw(st.integers(0, 999))
        )
        for one in some
    )


def album(photos: int) -> Listing:
    """As many photographs, each at its own address."""
    one = listing()
    addresses = [f"https://haat.example/media/{place}/square.jpg" for place in range(photos)]
    shown = [{"square": Picture(url, 1000, 1000, 9_000, "jpeg")} for url in addresses]
    return replace(one, pictures={**one.pictures, **shown[0]}, more_pictures=tuple(shown[1:]))


def test_options_keep_the_order_in_which_they_are_named() -> None:
    named = (
        form(Size="L", Finish="Matt"),
        form(Size="S", Finish="Matt"),
        form(Finish="x", Size="L"),
    )
    assert variants.option_values(named) == {"Size": ["L", "S"], "Finish": ["Matt", "x"]}
    every = list(variants.combinations(named))
    assert [found is not None for _, found in every] == [True, True, True, False]
    assert every[3][0] == {"Size": "S", "Finish": "x"}


def test_what_variants_come_to_together() -> None:
    one = replace(listing(), variants=(form(300, 2, A="a"), form(200, 5, A="b")))
    assert (variants.lowest_price(one).minor, variants.stock(one)) == (200, 7)
    assert variants.lowest_price(listing()) == listing().price
    assert variants.stock(listing()) == 3
    dollars = ListingVariant({"A": "c"}, Money(1, "USD"), 1)
    assert variants.currencies(replace(one, variants=(dollars,))) == {"INR", "USD"}


@given(grids())
def test_etsy_takes_every_inventory_that_we_do_not_object_to(
    found: tuple[ListingVariant, ...],
) -> None:
    one = replace(listing(), variants=found)
    if list(etsy_rules.objections(one)):
        assert variants.stock(one) == 0
        return
    body = etsy_inventory.new(one, "33").body
    products: list[Any] = [
        {
            **sent,
            "property_values": variations.values(sent["property_values"]),
            "offerings": [
                {"price": etsys_rules.price(feature["price"]), **_counted(feature)}
                for feature in sent["offerings"]
            ],
        }
        for sent in body["products"]
    ]
    variations.checked(products, body)
    shown = [one["offerings"][0] for one in products if one["offerings"][0]["is_enabled"]]
    assert [(feature["price"], feature["quantity"]) for feature in shown] == _in_order(found)


def _counted(feature: dict[str, Any]) -> dict[str, Any]:
    return {"quantity": feature["quantity"], "is_enabled": feature["is_enabled"]}


def _in_order(found: tuple[ListingVariant, ...]) -> list[tuple[int, int]]:
    made = [one for _, one in variants.combinations(found) if one]
    assert len(made) == len(found)
    return [(one.price.minor, one.quantity) for one in made]


def test_etsys_draft_has_the_lowest_price_and_all_of_the_stock() -> None:
    one = replace(listing(), variants=(form(30_000, 600, A="a"), form(20_000, 500, A="b")))
    shop = etsy_wire.ShopDefaults("11", "22", "33")
    fields = etsy_wire.draft_fields(one, shop, "7", NOW)
    assert (fields["price"], fields["quantity"]) == ("200.00", "999")
    assert "shop_section_id" not in fields
    chosen = replace(one, field_values={"section": "5"})
    assert etsy_wire.draft_fields(chosen, shop, "7", NOW)["shop_section_id"] == "5"


def test_a_changed_listing_is_emptied_of_what_it_had_only() -> None:
    bare = replace(listing(), tags=(), materials=())
    assert "tags" not in etsy_wire.changed_fields(bare, {"tags": []})
    assert etsy_wire.changed_fields(bare, {"tags": ["x"]})["tags"] == ""
    assert "taxonomy_id" not in etsy_wire.changed_fields(listing(), {})


def piece(forms: tuple[StoreVariant, ...], media: tuple[Media, ...] = ()) -> StoreProduct:
    return StoreProduct("gid://shopify/Product/9", "h", "ACTIVE", "", forms, media)


def test_a_known_variant_keeps_its_id_and_a_new_one_brings_its_stock() -> None:
    one = replace(listing(), variants=(form(1, 4, Size="S"), form(2, 5, Size="L")))
    known = piece(
        (StoreVariant("v1", "i1", 9, {"Size": "L"}), StoreVariant("v2", "i2", 1, {"Size": "XL"}))
    )
    small, large = shopify_goods.changed_variables(one, known, WHERE, PARTS)["input"]["variants"]
    assert (small["inventoryQuantities"][0]["quantity"], small.get("id")) == (4, None)
    assert (large["id"], "inventoryQuantities" in large) == ("v1", False)
    sent = shopify_goods.stock_variables(one, known, WHERE)["input"]["quantities"]
    assert [(row["inventoryItemId"], row["quantity"]) for row in sent] == [("i1", 5)]


def test_a_change_says_nothing_of_status_and_address() -> None:
    sent = shopify_goods.changed_variables(listing(), piece(()), WHERE, PARTS)
    assert not {"status", "handle", "category"} & set(sent["input"])
    assert sent["identifier"] == {"id": "gid://shopify/Product/9"}


def test_pictures_at_the_store_are_known_by_their_files_and_on_their_way_by_their_place() -> None:
    one = album(3)
    names = [file["filename"] for file in _files(one, ())]
    assert len(set(names)) == 3
    assert all(name.endswith(".jpg") for name in names)
    twice = names[0].replace(".jpg", "_0f2c.jpg").upper()
    media = (
        Media("m2", "READY", "", "", names[2]),
        Media("m1", "PROCESSING", "", ""),
        Media("m0", "READY", "", "", twice),
        Media("mx", "READY", "", "", "another.jpg"),
    )
    assert [file.get("id") for file in _files(one, media)] == ["m0", "m1", "m2"]
    failed = (Media("m0", "FAILED", "UNKNOWN", "", names[0]),)
    assert all("originalSource" in file for file in _files(one, failed))


def test_another_picture_or_piece_is_another_file_and_other_words_are_not() -> None:
    first, second = _files(album(2), ())
    assert first["filename"] != second["filename"]
    assert _files(replace(album(2), marker="t_2"), ())[0]["filename"] != first["filename"]
    clay = replace(album(2), alt_text="A clay elephant")
    assert _files(clay, ())[0]["filename"] == first["filename"]
    there = piece((), (Media("m0", "READY", "", "", first["filename"], "old"),))
    assert shopify_goods.description_changes(clay, there) == [
        {"id": "m0", "alt": "A clay elephant"}
    ]
    before = shopify_goods.file_stem(clay, f"{clay.pictures['square'].url}\n{clay.alt_text}")
    assert _files(clay, (Media("m0", "READY", "", "", f"{before}.jpg"),))[0]["id"] == "m0"


def _files(one: Listing, media: tuple[Media, ...]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = shopify_goods.new_variables(one, piece((), media), WHERE)[
        "input"
    ]["files"]
    return found


def shop_with(pictures: list[tuple[int, str]]) -> dict[str, Any]:
    """A WooCommerce product with these pictures of ours, by id and digest."""
    digests = ",".join(digest for _, digest in pictures)
    return {
        "images": [{"id": id_} for id_, _ in pictures],
        "meta_data": [{"id": 1, "key": woo.PICTURES, "value": digests}],
    }


def brought(one: Listing, product: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """What the shop has after every call that is wanted; how many there were."""
    number = 100
    for calls in range(20):
        body = woo.next_images(one, product)
        if body is None:
            return product, calls
        new = [image for image in body["images"] if "src" in image]
        assert len(new) <= 1
        for image in new:
            number += 1
            image["id"] = number
        product = {"images": body["images"], "meta_data": body["meta_data"]}
    pytest.fail("it never came to an end")


@given(st.lists(st.integers(0, 7), unique=True, max_size=8), st.integers(1, 8))
def test_whatever_a_shop_has_it_ends_with_the_listings_pictures(had: list[int], most: int) -> None:
    whole, _ = brought(album(8), {})
    kept = list(woo.held_pictures(whole).items())
    product = shop_with([(kept[place][1], kept[place][0]) for place in had])
    one = album(most)
    there, calls = brought(one, product)
    assert [*woo.held_pictures(there)] == [digest for digest, _ in kept[:most]]
    ids = {id_ for _, id_ in kept[:most] if id_ in {kept[place][1] for place in had}}
    assert ids <= {image["id"] for image in there["images"]}
    assert calls <= len(set(range(most)) - set(had)) + 1


def test_pictures_that_somebody_changed_are_brought_anew() -> None:
    there, _ = brought(album(2), {})
    strange = {**there, "images": [{"id": 7}]}
    assert woo.held_pictures(strange) == {}
    assert woo.held_pictures({"images": None, "meta_data": "odd"}) == {}
    again, _ = brought(album(2), strange)
    assert len(again["images"]) == 2


def test_materials_give_way_to_an_option_of_that_name() -> None:
    plain = woo.attributes(listing())
    assert [one["name"] for one in plain] == ["Material"]
    varied = replace(listing(), variants=(form(material="Brass"), form(material="Iron")))
    (only,) = woo.attributes(varied)
    assert (only["name"], only["variation"], only["options"]) == (
        "material",
        True,
        ["Brass", "Iron"],
    )


@pytest.mark.parametrize("name", ["etsy", "shopify", "woocommerce"])
def test_the_capabilities_say_what_is_done(name: str) -> None:
    capabilities = platform(name)
    for feature in ("carousel", "variants", "edit", "delete"):
        assert capabilities.features[feature].support == "automatic"
        assert capabilities.features[feature].reason
    assert capabilities.photos_max > 1
    assert capabilities.listing_fields[0].name == "category"
    assert capabilities.listing_fields[0].per_craft
