"""Etsy's words, rules, errors and look-ups."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.channels.adapters.etsy import inventory, payloads
from functions.channels.adapters.etsy import rules as etsy_rules
from functions.channels.adapters.etsy.errors import classify
from functions.channels.adapters.etsy.oauth import challenge
from functions.channels.adapters.etsy.payloads import ShopDefaults, ours, shop_defaults
from functions.channels.adapters.http.errors import ErrorClass
from functions.channels.errors import Rejected
from infra.local.sandbox.etsy import rules as theirs
from kernel.money import Money
from tests.unit.channels.sample_listing import listing

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SHOP = ShopDefaults("11", "22", "33")


@pytest.mark.parametrize(
    ("status", "body", "error_class"),
    [
        (400, {"error": "Title must be 140 characters or fewer."}, ErrorClass.REJECTED),
        (400, {"error": "invalid_grant", "error_description": "used"}, ErrorClass.RECONNECT),
        (401, {"error": "invalid_token"}, ErrorClass.TOKEN),
        (401, {"error": "invalid_client"}, ErrorClass.REJECTED),
        (403, {"error": "insufficient_scope"}, ErrorClass.RECONNECT),
        (403, {"error": "User does not own Shop 1."}, ErrorClass.REJECTED),
        (404, {"error": "Resource not found"}, ErrorClass.START_OVER),
        (409, {"error": "Conflict"}, ErrorClass.LIMITED),
        (422, {"error": "Other"}, ErrorClass.REJECTED),
        (429, {"error": "Exceeded rate limit."}, ErrorClass.LIMITED),
        (500, {"error": "Server"}, ErrorClass.AGAIN),
        (503, {}, ErrorClass.AGAIN),
        (200, {"error": "odd"}, ErrorClass.AGAIN),
    ],
)
def test_each_error_has_its_error_class(status: int, body: Any, error_class: ErrorClass) -> None:
    rule = classify(status, {}, body)
    assert rule is not None
    assert rule.error_class is error_class
    assert rule.reason


def test_a_good_answer_is_no_error() -> None:
    assert classify(201, {}, {"listing_id": 1}) is None
    assert classify(204, {}, None) is None


@pytest.mark.parametrize(
    ("headers", "after"),
    [({}, 2), ({"retry-after": "9"}, 9), ({"x-remaining-today": "0"}, 3600)],
)
def test_a_limit_waits_as_long_as_etsy_says(headers: dict[str, str], after: float) -> None:
    rule = classify(429, headers, {"error": "Exceeded"})
    assert rule is not None
    assert rule.after == after


def test_the_draft_says_what_etsy_requires() -> None:
    fields = payloads.draft_fields(listing(), SHOP, "1029", NOW)
    assert fields["price"] == "1250.50"
    assert fields["when_made"] == "2020_2026"
    assert fields["tags"] == "dokra,lost wax"
    theirs.required(fields)
    assert fields["when_made"] in theirs.when_made_literals(NOW)


def test_the_inventory_carries_our_sku_within_32_characters() -> None:
    one = listing()
    body = inventory.new(one, "33").body
    (product,) = body["products"]
    assert product["sku"] == one.sku
    assert len(one.sku) == 32
    assert product["offerings"][0]["price"] == 1250.5


@pytest.mark.parametrize("what", ["shipping profile", "return policy", "processing profile"])
def test_a_shop_that_lacks_something_is_told_what(what: str) -> None:
    shipping: list[dict[str, Any]] = [
        {"shipping_profile_id": 1, "is_deleted": True},
        {"shipping_profile_id": 2},
    ]
    returns = [{"return_policy_id": 3}]
    readiness = [
        {"readiness_state_id": 4, "readiness_state": "made_to_order"},
        {"readiness_state_id": 5, "readiness_state": "ready_to_ship"},
    ]
    assert shop_defaults(shipping, returns, readiness) == ShopDefaults("2", "3", "5")
    lists: dict[str, list[Any]] = {
        "shipping profile": shipping,
        "return policy": returns,
        "processing profile": readiness,
    }
    lists[what] = []
    with pytest.raises(Rejected, match=what) as refused:
        shop_defaults(*lists.values())
    assert "Shop Manager" in refused.value.remedy


def twin(**changes: Any) -> dict[str, Any]:
    given = {
        "listing_id": 1,
        "title": listing().title,
        "price": {"amount": 125050, "divisor": 100, "currency_code": "INR"},
        "created_timestamp": int(NOW.timestamp()) + 5,
        "skus": [],
    }
    return {**given, **changes}


def test_our_listing_is_known_by_its_sku_and_never_by_what_it_says() -> None:
    one = listing()
    marked = twin(listing_id=2, skus=[one.sku])
    assert ours([twin(), twin(skus=["another"]), marked], one) == marked
    assert ours([twin(), twin(skus=["another"])], one) is None


@pytest.mark.parametrize("mark", list(etsy_rules.ONCE_ONLY))
def test_some_signs_are_taken_once_only(mark: str) -> None:
    once = replace(listing(), title=f"Elephant {mark} calf")
    assert list(etsy_rules.objections(once)) == []
    assert list(etsy_rules.objections(replace(once, title=f"a {mark} b {mark}")))


@given(st.text(min_size=1, max_size=140))
def test_a_title_is_refused_here_exactly_when_etsy_refuses_it(title: str) -> None:
    objected = bool(list(etsy_rules.objections(replace(listing(), title=title, tags=()))))
    try:
        theirs.title(title)
    except theirs.RequestRefused:
        # An empty title is refused by what every platform needs, not by this rule.
        assert objected or not title.strip()
    else:
        assert not objected


@given(st.lists(st.text(min_size=1, max_size=20), max_size=13))
def test_tags_are_refused_here_whenever_etsy_refuses_them(tags: list[str]) -> None:
    objected = bool(list(etsy_rules.objections(replace(listing(), tags=tuple(tags)))))
    try:
        theirs.tags(tags)
    except theirs.RequestRefused:
        assert objected


@given(st.lists(st.text(max_size=60), max_size=20))
def test_materials_are_always_made_fit(materials: list[str]) -> None:
    kept = etsy_rules.materials(materials)
    assert len(kept) <= 13
    assert len({one.casefold() for one in kept}) == len(kept)
    for one in kept:
        assert 0 < len(one) <= 45
        assert all(sign.isalnum() or sign == " " for sign in one)


def test_a_devanagari_title_is_refused_with_the_signs_named() -> None:
    (words,) = etsy_rules.objections(replace(listing(), title="हाथी"))
    assert f"U+{ord('ा'):04X}" in words
    assert unicodedata.category("ा") == "Mc"


def test_a_quantity_above_999_and_a_tag_twice_are_refused() -> None:
    assert list(etsy_rules.objections(replace(listing(), quantity=1000)))
    assert list(etsy_rules.objections(replace(listing(), tags=("Brass", "brass"))))


NODES = [
    {"id": 1, "name": "Art & Collectibles", "level": 1, "children": []},
    {
        "id": 2,
        "name": "Home & Living",
        "level": 1,
        "children": [{"id": 3, "name": "Baskets & Bowls", "level": 2, "children": []}],
    },
]


@pytest.mark.parametrize(
    ("title", "category"), [("A basket of sabai grass", 3), ("Dokra elephant", 1)]
)
def test_the_category_shares_most_words(title: str, category: int) -> None:
    one = replace(listing(), title=title, tags=(), materials=())
    assert etsy_rules.taxonomy_id(NODES, one) == category
    assert etsy_rules.taxonomy_id(NODES[1:], replace(one, title="x")) == 2


def test_the_challenge_is_that_of_rfc_7636() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_money_of_another_currency_is_written_with_its_own_decimals() -> None:
    yen = replace(listing(), price=Money(1250, "JPY"))
    assert payloads.draft_fields(yen, SHOP, "1", NOW)["price"] == "1250"
