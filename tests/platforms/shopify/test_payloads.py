"""Shopify's words, bodies, answers and proofs."""

import html
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.channels.adapters.shopify import payloads, queries, rules
from functions.channels.adapters.shopify.graphql import address
from functions.channels.adapters.shopify.oauth import signed
from functions.channels.adapters.shopify.queries import Media, Places, StoreProduct, StoreVariant
from functions.channels.errors import InvalidConnectInput, ReconnectNeeded, Rejected, StartOver
from functions.channels.model.connect_inputs import answered
from functions.channels.model.listing import PARTS
from functions.channels.model.platforms import platform
from tests.unit.channels.sample_listing import listing

CONNECT_INPUTS = platform("shopify").connect_inputs
WHERE = Places("gid://shopify/Publication/1", "gid://shopify/Location/2")
PRODUCT = "gid://shopify/Product/9"
STEM = payloads.file_stem(listing(), listing().pictures["square"].url)
READY = Media("gid://shopify/MediaImage/3", "READY", "", "", f"{STEM}.jpg")
FAILED = Media("gid://shopify/MediaImage/4", "FAILED", "IMAGE_DOWNLOAD_FAILURE", "gone")


def piece(
    *media: Media, stock: int = 3, status: str = "DRAFT", level: int | None = None
) -> StoreProduct:
    form = StoreVariant(
        "gid://v/5", "gid://i/6", stock, {"Title": "Default Title"}, "", "9.00", level=level
    )
    return StoreProduct(PRODUCT, "h", status, "", (form,), media)


@pytest.mark.parametrize(
    "typed",
    [
        "haat-craft-house",
        " Haat-Craft-House ",
        "haat-craft-house.myshopify.com",
        "https://haat-craft-house.myshopify.com/",
        "https://haat-craft-house.myshopify.com/admin/products?x=1",
        "https://admin.shopify.com/store/haat-craft-house/orders",
    ],
)
def test_a_store_is_known_however_its_address_is_typed(typed: str) -> None:
    kept = answered(CONNECT_INPUTS, {"shop": typed})["shop"]
    assert rules.domain(kept) == "haat-craft-house.myshopify.com"


@pytest.mark.parametrize(
    "typed",
    [
        "haat.example",
        "https://haat.myshopify.com.evil.example/",
        "haat.myshopify.com@evil.example",
        "https://evil.example/haat.myshopify.com",
        "127.0.0.1",
        "haat house",
        "-haat",
        "http://[::1]/",
        "haat.myshopify.com:8080",
        "handcrafts.shop",
        "हाट",
        "{shop}",
        "a" * 102,
    ],
)
def test_nothing_but_a_store_of_shopify_is_ever_called(typed: str) -> None:
    with pytest.raises(InvalidConnectInput):
        answered(CONNECT_INPUTS, {"shop": typed})
    with pytest.raises(ReconnectNeeded):
        address("https://{shop}.myshopify.com", typed)


@given(st.text())
def test_whatever_is_typed_one_host_below_shopifys_comes_out(typed: str) -> None:
    try:
        kept = answered(CONNECT_INPUTS, {"shop": typed})["shop"]
    except InvalidConnectInput:
        return
    where = address("https://{shop}.myshopify.com", rules.domain(kept))
    assert re.fullmatch(r"https://[a-z0-9][a-z0-9-]*\.myshopify\.com", where)


def test_the_handle_has_words_and_the_whole_marker() -> None:
    one = listing()
    assert rules.handle(one) == "dokra-brass-elephant-target-01jd00000000000000000000aa"
    assert rules.handle(replace(one, title="हाथी")) == "target-01jd00000000000000000000aa"
    long = rules.handle(replace(one, title="x" * 300))
    assert len(long) <= 255
    assert long.endswith("-target-01jd00000000000000000000aa")


@given(st.text(max_size=300))
def test_a_handle_is_of_signs_that_an_address_takes_as_they_are(title: str) -> None:
    made = rules.handle(replace(listing(), title=title))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)


@given(st.text())
def test_a_description_shows_the_text_and_runs_nothing(text: str) -> None:
    made = rules.description(text)
    bare = re.sub(r"</?p>|<br>", "\n", made)
    assert "<" not in bare
    assert html.unescape(bare).split() == text.split()


def test_paragraphs_and_lines_stay() -> None:
    made = rules.description("One\ntwo\n\n<b>three</b> & four\n")
    assert made == "<p>One<br>two</p><p>&lt;b&gt;three&lt;/b&gt; &amp; four</p>"


def test_a_comma_in_a_tag_is_refused_by_name() -> None:
    assert list(rules.objections(listing())) == []
    (words,) = rules.objections(replace(listing(), tags=("brass, old",)))
    assert "brass, old" in words


def test_whoever_may_write_may_read() -> None:
    scopes = rules.granted(["write_products", " read_orders", ""])
    assert scopes == ("read_orders", "read_products", "write_products")


def test_a_new_product_brings_everything() -> None:
    one = listing()
    sent = payloads.new_variables(one, None, WHERE)
    fields = sent["input"]
    assert sent["identifier"] == {"handle": fields["handle"]}
    assert (fields["status"], fields["title"]) == ("DRAFT", one.title)
    assert fields["tags"] == list(one.tags)
    (variant,) = fields["variants"]
    assert variant["price"] == "1250.50"
    assert variant["inventoryItem"]["sku"] == one.sku
    assert variant["inventoryQuantities"] == [
        {"locationId": WHERE.location, "name": "available", "quantity": 3}
    ]
    (file,) = fields["files"]
    assert (file["originalSource"], file["alt"]) == (one.pictures["square"].url, one.alt_text)


def test_a_known_product_keeps_its_id_its_stock_and_its_good_pictures() -> None:
    sent = payloads.new_variables(listing(), piece(READY), WHERE)
    assert sent["identifier"] == {"id": PRODUCT}
    assert sent["input"]["files"] == [{"id": READY.id}]
    (variant,) = sent["input"]["variants"]
    assert variant["id"] == "gid://v/5"
    assert "inventoryQuantities" not in variant


@pytest.mark.parametrize("media", [(FAILED,), (replace(READY, name="another.jpg"), FAILED), ()])
def test_a_picture_that_failed_is_sent_again(media: tuple[Media, ...]) -> None:
    sent = payloads.new_variables(listing(), piece(*media), WHERE)
    assert "originalSource" in sent["input"]["files"][0]
    assert len(sent["input"]["files"]) == 1


def test_the_stock_key_is_the_same_for_the_same_stock_only() -> None:
    one = listing()
    keys = {
        payloads.stock_variables(given, piece(stock=9), WHERE)["key"]
        for given in (one, one, replace(one, quantity=4), replace(one, marker="target_2"))
    }
    keys |= {
        payloads.compared_stock(one, piece(stock=9, level=9), {one.sku: 3}, WHERE, run)["key"]
        for run in ("now", "now", "later")
    }
    assert len(keys) == 5
    assert all(re.fullmatch(r"[0-9a-f-]{36}", key) for key in keys)


@pytest.mark.parametrize(
    ("sold", "here", "wanted", "written"),
    [
        (9, 9, 3, [(3, 9)]),
        (9, 4, 6, [(1, 4)]),  # five lie at another place, and stay there
        (9, 4, 2, [(0, 4)]),
        (9, 0, 3, []),
        (9, None, 3, []),  # it is not kept at our place
    ],
)
def test_a_number_is_set_by_comparison_at_the_place_that_we_stock(
    sold: int, here: int | None, wanted: int, written: list[tuple[int, int]]
) -> None:
    one = listing()
    sent = payloads.compared_stock(
        one, piece(stock=sold, level=here), {one.sku: wanted}, WHERE, "now"
    )
    rows = sent["input"]["quantities"]
    assert [(row["quantity"], row["changeFromQuantity"]) for row in rows] == written
    assert {row["locationId"] for row in rows} <= {WHERE.location}


def test_a_part_brings_its_fields_and_no_others() -> None:
    one, known = listing(), piece(READY, status="ACTIVE")
    brought = {
        part: set(payloads.changed_variables(one, known, WHERE, (part,))["input"]) for part in PARTS
    }
    assert brought == {
        "words": {"title", "descriptionHtml", "tags"},
        "price": set(),
        "pictures": {"files"},
        "options": {"productOptions", "variants"},
    }
    sent = payloads.changed_variables(one, known, WHERE, ["options"])["input"]["variants"]
    assert not {"price", "inventoryQuantities"} & set(sent[0])
    assert payloads.price_changes(one, known) == [{"id": "gid://v/5", "price": "1250.50"}]


def test_a_piece_is_pictured_when_every_picture_is_ready() -> None:
    waiting = replace(READY, status="PROCESSING")
    assert piece(READY).pictured
    assert not piece(READY, waiting).pictured
    assert not piece().pictured


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        ("IMAGE_DOWNLOAD_FAILURE", StartOver),
        ("GENERIC_FILE_DOWNLOAD_FAILURE", StartOver),
        ("MEDIA_TIMEOUT_ERROR", StartOver),
        ("UNKNOWN", StartOver),
        ("INVALID_IMAGE_FILE_SIZE", Rejected),
        ("INVALID_IMAGE_RESOLUTION", Rejected),
        ("UNSUPPORTED_IMAGE_FILE_TYPE", Rejected),
        ("FILE_STORAGE_LIMIT_EXCEEDED", Rejected),
    ],
)
def test_a_picture_that_cannot_be_used_says_why(code: str, failure: type[Exception]) -> None:
    with pytest.raises(failure, match="gone"):
        _ = piece(replace(FAILED, code=code)).pictured


def places(*names: str, active: bool = True) -> dict[str, Any]:
    return {
        "publications": {"nodes": [{"id": name, "name": name} for name in names]},
        "locations": {
            "nodes": [
                {"id": "stall", "isActive": active, "fulfillsOnlineOrders": False},
                {"id": "house", "isActive": active, "fulfillsOnlineOrders": True},
            ]
        },
    }


def test_the_location_is_one_that_sends_orders() -> None:
    assert queries.places(places("Shop", "Online Store")) == Places("Online Store", "house")


@pytest.mark.parametrize(
    ("answer", "word"),
    [(places("Shop"), "Online Store"), (places("Online Store", active=False), "location")],
)
def test_what_the_store_does_not_have_is_named(answer: dict[str, Any], word: str) -> None:
    with pytest.raises(Rejected, match=word) as refused:
        queries.places(answer)
    assert "Shopify" in refused.value.remedy


# The example of Shopify's documents: shopify.dev/docs/apps/build/authentication-authorization
EXAMPLE = {
    "code": "0907a61c0c8d55e99db179b68161bc00",
    "shop": "some-shop.myshopify.com",
    "state": "0.6784241404160823",
    "timestamp": "1337178173",
    "hmac": "700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf",
}


def test_the_proof_is_that_of_shopifys_documents() -> None:
    assert signed(EXAMPLE, "hush")
    assert not signed(EXAMPLE, "hush!")
    assert not signed({**EXAMPLE, "hmac": ""}, "hush")
    assert not signed({name: text for name, text in EXAMPLE.items() if name != "hmac"}, "hush")


@given(st.sampled_from(sorted(EXAMPLE)), st.text(max_size=20))
def test_a_changed_way_back_is_not_signed(name: str, text: str) -> None:
    changed = {**EXAMPLE, name: EXAMPLE[name] + text + "x"}
    assert not signed(changed, "hush")
