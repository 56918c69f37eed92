"""Where a WooCommerce shop may be, what it takes, and which of its categories suits."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.channels.adapters.http.errors import ErrorClass
from functions.channels.adapters.woocommerce import rules
from functions.channels.errors import InvalidConnectInput, ReconnectNeeded
from functions.channels.model.connect_inputs import answered
from functions.channels.model.platforms import platform
from kernel.money import Money
from tests.unit.channels.sample_listing import listing

AGAIN, LIMITED, RECONNECT = ErrorClass.AGAIN, ErrorClass.LIMITED, ErrorClass.RECONNECT
REJECTED, START_OVER = ErrorClass.REJECTED, ErrorClass.START_OVER
HOME = "https://shop.example.in"
CONNECT_INPUTS = platform("woocommerce").connect_inputs


def test_the_category_shares_most_words() -> None:
    known = [
        {"id": 1, "name": "Uncategorized", "slug": "uncategorized"},
        {"id": 2, "name": "Brass", "slug": "brass"},
        {"id": 3, "name": "Brass &amp; elephants", "slug": "brass-elephants"},
        {"id": 4, "name": "Elephants in brass and stone", "slug": "x"},
    ]
    assert rules.category(known, listing()) == 3
    assert rules.category(known[:2], listing()) == 2
    assert rules.category(known[:1], listing()) is None


def test_what_a_shop_cannot_take_is_said_before_any_call() -> None:
    one = listing()
    assert list(rules.objections(one, "INR")) == []
    assert list(rules.objections(one, "")) == []
    (words_,) = rules.objections(replace(one, price=Money(100, "USD")), "INR")
    assert words_ == "Your shop sells in INR, not in USD."
    assert len(list(rules.objections(replace(one, tags=(" ", "x" * 201)), "INR"))) == 2
    assert rules.tags(replace(one, tags=("Red", " red ", "blue"))) == ("Red", "blue")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("shop.example.in", "shop.example.in"),
        ("https://Shop.Example.in/", "shop.example.in"),
        ("example.in/Boutique", "example.in/Boutique"),
        ("https://example.in/boutique/wp-admin/", "example.in/boutique"),
        ("https://example.in/wp-admin/admin.php?page=wc-settings", "example.in"),
        ("xn--i1b6b1a6a2e.xn--h2brj9c", "xn--i1b6b1a6a2e.xn--h2brj9c"),
    ],
)
def test_a_shops_address_is_found_in_what_was_typed(typed: str, kept: str) -> None:
    assert rules.shop_at(answered(CONNECT_INPUTS, {"shop": typed})["shop"]) == kept


@given(st.one_of(st.text(), st.from_regex(r"[a-z.:/@?#\[\]0-9-]{1,40}", fullmatch=True)))
def test_whatever_is_typed_only_a_host_and_folders_come_out(typed: str) -> None:
    try:
        shop = rules.shop_at(answered(CONNECT_INPUTS, {"shop": typed})["shop"])
    except (InvalidConnectInput, ReconnectNeeded):
        return
    host, _, folder = shop.partition("/")
    assert "." in host
    assert not host.rpartition(".")[2].isdigit()
    assert not set(shop) & set("@:?#\\%[] ")
    assert "." not in folder


@pytest.mark.parametrize("stored", ["", "localhost", "127.0.0.1", "a.example:80", "a.example/../x"])
def test_a_stored_address_is_looked_at_again_before_it_is_called(stored: str) -> None:
    with pytest.raises(ReconnectNeeded):
        rules.shop_at(stored)
