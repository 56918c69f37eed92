"""What is said to Meta and to Meesho's panel, and how their answers are searched."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.channels.adapters import facebook, instagram, meesho_wire
from functions.channels.adapters.calls import retry_after
from functions.channels.adapters.facebook_consent import pages
from functions.channels.adapters.graph import proof
from functions.channels.adapters.instagram_consent import short_lived
from functions.channels.adapters.verdicts import quoted
from functions.channels.errors import Rejected
from functions.channels.model.browser import Seller
from infra.local.sandbox.meesho import form as panel_form
from infra.local.sandbox.meesho import rules as panel_rules
from kernel.money import Money
from tests.unit.channels.shelf import listing

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SELLER = Seller("Asha Devi", "7 Dokra Gali, Kondagaon", "494226", "8306", "5", "650")
LATER, EARLIER = "2026-11-21T09:00:30+0000", "2026-11-21T08:00:00+0000"


def test_the_proof_is_an_hmac_of_the_token_under_the_secret() -> None:
    assert proof("t", "s") == hmac.new(b"s", b"t", hashlib.sha256).hexdigest()


def test_the_photo_is_unpublished_and_the_post_shows_it() -> None:
    one = listing()
    photo = facebook.photo_fields(one)
    assert photo["published"] == "false"
    assert photo["alt_text_custom"] == one.alt_text
    assert "alt_text_custom" not in facebook.photo_fields(replace(one, alt_text=""))
    post = facebook.feed_fields(one, "77")
    assert post["message"] == one.text
    assert json.loads(post["attached_media"]) == [{"media_fbid": "77"}]


def post(message: str, created: str, *photos: str, album: bool = False) -> dict[str, Any]:
    each = [{"target": {"id": photo}} for photo in photos]
    data = [{"subattachments": {"data": each}}] if album else each
    found: dict[str, Any] = {"id": "1_2", "message": message, "created_time": created}
    return found | ({"attachments": {"data": data}} if photos else {})


def test_our_post_is_known_by_its_photo_whatever_it_says() -> None:
    one = listing()
    ours = post("edited since", EARLIER, "77")
    assert facebook.found([post(one.text, LATER, "78"), ours], one, "77", NOW) == ours
    assert facebook.found([post(one.text, LATER, "78")], one, "77", NOW) is None
    album = post("x", LATER, "76", "77", album=True)
    assert facebook.found([album], one, "77", NOW) == album
    assert facebook.found([{"id": "1", "created_time": LATER}], one, "77", NOW) is None


def test_without_a_photo_our_post_is_known_by_words_and_time() -> None:
    one = listing()
    assert facebook.found([post(f"{one.text} ", LATER)], one, "", NOW) is not None
    assert facebook.found([post(one.text, EARLIER)], one, "", NOW) is None
    assert facebook.found([post("other", LATER)], one, "", NOW) is None


def test_only_pages_that_can_be_posted_to_are_offered() -> None:
    able = {"id": 1, "name": "A", "access_token": "t", "tasks": ["CREATE_CONTENT"]}
    reader = {**able, "id": 2, "tasks": ["ANALYZE"]}
    mute = {**able, "id": 3, "access_token": ""}
    assert [page.id for page in pages([able, reader, mute])] == ["1"]


def test_the_newest_media_with_our_caption_is_taken() -> None:
    one = listing()
    media = [
        {"id": "1", "caption": one.text, "timestamp": LATER},
        {"id": "2", "caption": one.text, "timestamp": "2026-11-21T09:00:10+0000"},
        {"id": "3", "caption": "other", "timestamp": LATER},
        {"id": "4", "timestamp": LATER},
        {"id": "5", "caption": one.text, "timestamp": EARLIER},
    ]
    assert instagram.newest(media, one, NOW) == media[0]
    assert instagram.newest(media[2:], one, NOW) is None


@pytest.mark.parametrize(("seconds", "wait"), [(0, 2), (19, 2), (20, 10), (59, 10), (60, 60)])
def test_looks_at_a_container_become_rarer(seconds: float, wait: float) -> None:
    assert instagram.pause(timedelta(seconds=seconds)) == wait


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        ({"access_token": "t", "permissions": ["a", "b"]}, ("t", ("a", "b"))),
        ({"access_token": "t", "permissions": "a, b"}, ("t", ("a", "b"))),
        ({"data": [{"access_token": "t", "permissions": "a"}]}, ("t", ("a",))),
        ({"access_token": "t", "user_id": 1}, ("t", None)),
    ],
)
def test_the_code_exchange_is_read_in_each_of_its_shapes(answer: Any, read: Any) -> None:
    assert short_lived(answer) == read


@pytest.mark.parametrize(
    ("text", "seconds"), [("12", 12), (" 3 ", 3), ("", 60), ("soon", 60), ("-5", 60)]
)
def test_retry_after_is_taken_in_seconds_only(text: str, seconds: float) -> None:
    assert retry_after({"retry-after": text}, 60) == seconds


@given(st.text())
def test_a_vendors_words_are_one_short_line(words: str) -> None:
    said = quoted("Etsy", words)
    assert len(said) < 270
    assert "\n" not in said


def test_what_is_typed_is_what_the_panel_accepts() -> None:
    one = listing()
    typed = meesho_wire.fields(one, SELLER)
    chosen = meesho_wire.choices(one, SELLER, panel_form.COLOURS)
    checked = panel_rules.details({**typed, **chosen}, "21001")
    assert checked.errors == {}
    assert (typed["sku"], typed["meesho_price"]) == (one.sku, "1250.50")


def test_what_meesho_cannot_take_is_refused_before_the_browser_opens() -> None:
    with pytest.raises(Rejected, match="rupees"):
        meesho_wire.fields(replace(listing(), price=Money(100, "USD")), SELLER)
    with pytest.raises(Rejected, match="SKU"):
        meesho_wire.fields(replace(listing(), marker="two words"), SELLER)


def test_category_and_colour_share_most_words_with_the_listing() -> None:
    options = {id_: panel_form.path(id_) for id_ in panel_form.CATEGORIES}
    basket = replace(listing(), title="Sabai grass basket in red", text="", tags=())
    assert meesho_wire.category(options, basket) == "21005"
    strange = replace(basket, title="Zzz", materials=())
    assert meesho_wire.category(options, strange) == "21001"
    assert meesho_wire.category({}, strange) is None
    assert meesho_wire.choices(basket, SELLER, panel_form.COLOURS)["colour"] == "Red"
    assert meesho_wire.choices(strange, SELLER, panel_form.COLOURS)["colour"] == "Multicolor"


@pytest.mark.parametrize(
    ("address", "id_"),
    [
        ("https://supplier.meesho.com/panel/catalogs/48210001?submitted=1", "48210001"),
        ("/panel/catalogs/5", "5"),
        ("https://supplier.meesho.com/panel/catalogs/new", None),
        ("https://supplier.meesho.com/panel/home", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_catalogues_id_is_read_from_its_address(address: str, id_: str | None) -> None:
    assert meesho_wire.catalog_id(address) == id_


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("Vase Catalog ID 5 · SKU HAAT-1", True),
        ("Vase Catalog ID 5 · SKU haat-1 Live", True),
        ("Vase · SKU HAAT-10", False),
        ("Vase · SKU HAAT-1.b", False),
        ("Vase named HAAT-1", False),
    ],
)
def test_a_row_is_ours_by_its_whole_sku(text: str, *, ours: bool) -> None:
    assert meesho_wire.is_row_of(text, "HAAT-1") is ours


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://www.meesho.com/vase/p/1", True),
        ("https://meesho.com/vase/p/1", True),
        ("https://supplier.meesho.com/x", True),
        ("https://meesho.com.evil.example/x", False),
        ("https://evilmeesho.com/x", False),
        ("javascript:alert(1)", False),
        ("http://127.0.0.1/x", False),
        (None, False),
    ],
)
def test_only_the_panels_own_hosts_are_shown_as_the_address(
    link: str | None, *, shown: bool
) -> None:
    assert (meesho_wire.public_url(link, "https://supplier.meesho.com") == link) is (
        shown or link is None
    )


def test_on_the_laptop_any_loopback_address_is_as_good() -> None:
    panel = "http://127.0.0.1:8090/supplier.meesho.com"
    assert meesho_wire.public_url("http://localhost:8090/people/meesho/1", panel)
    assert meesho_wire.public_url("http://10.0.0.1/people/meesho/1", panel) is None


def test_the_panels_objections_are_quoted_once_each() -> None:
    problem = meesho_wire.objection(["MRP: wrong", "MRP: wrong", " \n ", "HSN:  odd"])
    assert problem.message == "Meesho says: “MRP: wrong; HSN: odd”"
    assert problem.remedy
