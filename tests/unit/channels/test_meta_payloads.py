"""Requests to Meta, and how its answers are searched."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.channels.adapters.facebook import listing as facebook
from functions.channels.adapters.facebook.oauth import pages
from functions.channels.adapters.http.client import retry_after
from functions.channels.adapters.http.errors import quoted
from functions.channels.adapters.http.pictures import described
from functions.channels.adapters.instagram import listing as instagram
from functions.channels.adapters.instagram.oauth import short_lived
from functions.channels.adapters.meta.graph import proof
from functions.channels.adapters.ranking import ranked
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.listing import Handle
from functions.channels.model.text_limits import TextLimits
from kernel.texts import UTF16, FieldRule
from tests.unit.channels.sample_listing import listing

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LATER, EARLIER = "2026-11-21T09:00:30+0000", "2026-11-21T08:00:00+0000"


def test_the_proof_is_an_hmac_of_the_token_under_the_secret() -> None:
    assert proof("t", "s") == hmac.new(b"s", b"t", hashlib.sha256).hexdigest()


def test_the_photo_is_unpublished_and_the_post_shows_it() -> None:
    one = listing()
    (photo,) = facebook.photo_forms(one)
    assert photo["published"] == "false"
    assert photo["alt_text_custom"] == one.alt_text
    (bare,) = facebook.photo_forms(replace(one, alt_text=""))
    assert "alt_text_custom" not in bare
    post = facebook.feed_fields(one, ["77", "78"])
    assert post["message"] == one.text
    assert json.loads(post["attached_media"]) == [{"media_fbid": "77"}, {"media_fbid": "78"}]


def test_the_handle_of_one_photo_is_as_it_was_and_of_several_names_all() -> None:
    assert facebook.handle_of(["77"]) == Handle("77", "photo")
    several = facebook.handle_of(["77", "78"])
    assert several.ref == "77"
    assert facebook.photos_of(several) == ("77", "78")
    assert facebook.photos_of(Handle("77", "photo")) == ("77",)
    assert facebook.photos_of(None) == ()


def test_one_picture_is_a_container_with_its_caption_and_several_are_parts_without() -> None:
    one = listing()
    (single,) = instagram.container_forms(one)
    assert single["caption"] == one.text
    assert "is_carousel_item" not in single
    several = instagram.container_forms(replace(one, more_pictures=(one.pictures,) * 12))
    assert len(several) == 10
    assert all(form["is_carousel_item"] == "true" for form in several)
    assert all("caption" not in form for form in several)
    whole = instagram.carousel_fields(one, ["1", "2"])
    assert (whole["children"], whole["caption"]) == ("1,2", one.text)


@given(st.text(max_size=40), st.integers(2, 10), st.integers(10, 50))
def test_a_further_photograph_has_the_words_and_its_number_within_the_limit(
    words: str, of: int, most: int
) -> None:
    limits = TextLimits(
        "facebook", "Facebook", text_max=1, alt_max=most, fields={"alt_text": FieldRule(most)}
    )
    one = replace(listing(), alt_text=words)
    assert described(one, 0, of, limits) == words
    text = described(one, of - 1, of, limits)
    assert UTF16.size(text) <= most
    assert text.endswith(f"({of}/{of})") is bool(words)
    unlimited = TextLimits("facebook", "Facebook", text_max=1)
    assert described(one, 1, of, unlimited) == (f"{words} (2/{of})" if words else "")


def test_choices_come_best_match_first_and_else_in_their_own_order() -> None:
    boards = [
        FieldOption(str(at), name) for at, name in enumerate(("Pots", "Brass", "Brass lamps"))
    ]
    assert [one.name for one in ranked(boards, "a LAMP of brass")] == [
        "Brass lamps",
        "Brass",
        "Pots",
    ]
    assert ranked(boards, "") == tuple(boards)
    assert ranked(boards, "pot", most=1) == (boards[0],)


def post(message: str, created: str, *photos: str, album: bool = False) -> dict[str, Any]:
    each = [{"target": {"id": photo}} for photo in photos]
    data = [{"subattachments": {"data": each}}] if album else each
    found: dict[str, Any] = {"id": "1_2", "message": message, "created_time": created}
    return found | ({"attachments": {"data": data}} if photos else {})


def test_our_post_is_known_by_its_photo_whatever_it_says() -> None:
    one = listing()
    ours = post("edited since", EARLIER, "77")
    assert facebook.found([post(one.text, LATER, "78"), ours], ("77",)) == ours
    assert facebook.found([post(one.text, LATER, "78")], ("77",)) is None
    album = post("x", LATER, "76", "77", album=True)
    for ids in (("77",), ("70", "76"), ("76", "77")):
        assert facebook.found([album], ids) == album
    assert facebook.found([{"id": "1", "created_time": LATER}], ("77",)) is None


def test_without_a_photo_no_post_is_known_to_be_ours_whatever_it_says() -> None:
    assert facebook.found([post(listing().text, LATER), post("", LATER, "78")], ()) is None


def test_only_pages_that_can_be_posted_to_are_offered() -> None:
    capabilities = {"id": 1, "name": "A", "access_token": "t", "tasks": ["CREATE_CONTENT"]}
    reader = {**capabilities, "id": 2, "tasks": ["ANALYZE"]}
    mute = {**capabilities, "id": 3, "access_token": ""}
    assert [page.id for page in pages([capabilities, reader, mute])] == ["1"]


def test_media_with_our_caption_are_alike_and_the_newest_comes_first() -> None:
    one = listing()
    media = [
        {"id": "1", "caption": one.text, "timestamp": LATER},
        {"id": "2", "caption": one.text, "timestamp": "2026-11-21T09:00:10+0000"},
        {"id": "3", "caption": "other", "timestamp": LATER},
        {"id": "4", "timestamp": LATER},
        {"id": "5", "caption": one.text, "timestamp": EARLIER},
    ]
    assert instagram.alike(media, one, NOW) == media[:2]
    assert instagram.alike(media[2:], one, NOW) == []


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
    text = quoted("Etsy", words)
    assert len(text) < 270
    assert "\n" not in text
