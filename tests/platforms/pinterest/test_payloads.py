"""Pinterest's words, errors and look-ups."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.channels.adapters.http.errors import ErrorClass, failure
from functions.channels.adapters.pinterest.errors import classify, classify_update
from functions.channels.adapters.pinterest.payloads import (
    alike,
    board_of,
    changed_body,
    ours,
    pin_body,
    slots_of,
)
from functions.channels.errors import (
    AccessTokenRefused,
)
from kernel.errors import OutcomeUnknown
from tests.unit.channels.sample_listing import listing

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "body", "error_class"),
    [
        (400, {"code": 1, "message": "Invalid request"}, ErrorClass.REJECTED),
        (400, {"code": 235, "message": "Unable to reach the URL"}, ErrorClass.LIMITED),
        (401, {"code": 2, "message": "Authentication failed."}, ErrorClass.TOKEN),
        (403, {"code": 29, "message": "not permitted"}, ErrorClass.REJECTED),
        (403, {"code": 3, "message": "scopes"}, ErrorClass.RECONNECT),
        (404, {"code": 40, "message": "Board not found."}, ErrorClass.START_OVER),
        (404, {"code": 50, "message": "Pin not found."}, ErrorClass.START_OVER),
        (404, {"code": 2031, "message": "no such section"}, ErrorClass.START_OVER),
        (404, {"code": 4, "message": "Not found."}, ErrorClass.START_OVER),
        (404, None, ErrorClass.START_OVER),
        (409, {"code": 58, "message": "taken"}, ErrorClass.REJECTED),
        (429, {"code": 8, "message": "rate"}, ErrorClass.LIMITED),
        (500, {"code": 0, "message": "oops"}, ErrorClass.AGAIN),
        (503, None, ErrorClass.AGAIN),
        (200, {"code": 9, "message": "odd"}, ErrorClass.AGAIN),
    ],
)
def test_each_error_has_its_error_class(status: int, body: Any, error_class: ErrorClass) -> None:
    rule = classify(status, {}, body)
    assert rule is not None
    assert rule.error_class is error_class
    assert rule.reason


@pytest.mark.parametrize(
    ("code", "word"), [(40, "board"), (50, "pin"), (2031, "section"), (7, "board")]
)
def test_what_is_gone_is_named(code: int, word: str) -> None:
    rule = classify(404, {}, {"code": code, "message": "x"})
    assert rule is not None
    assert word in rule.reason


@pytest.mark.parametrize("code", [3, 7, 29])
def test_a_refused_change_breaks_no_connection(code: int) -> None:
    body = {"code": code, "message": "You are not permitted"}
    rule = classify_update(403, {}, body)
    assert rule is not None
    assert (rule.error_class, rule.remedy) == (
        ErrorClass.REJECTED,
        "Change it on Pinterest.",
    )
    for status in (200, 400, 401, 404, 429, 500):
        assert classify_update(status, {}, body) == classify(status, {}, body)


def test_error_classes_become_failures() -> None:
    refused, trouble = classify(401, {}, {"code": 2}), classify(502, {}, None)
    assert refused is not None
    assert trouble is not None
    assert type(failure(refused, effect=True)) is AccessTokenRefused
    assert type(failure(trouble, effect=True)) is OutcomeUnknown


def test_a_good_answer_is_no_error() -> None:
    assert classify(201, {}, {"id": "1"}) is None
    assert classify(200, {}, None) is None


@pytest.mark.parametrize(
    ("headers", "after"),
    [({}, 60), ({"x-ratelimit-reset": "17"}, 17), ({"retry-after": "3"}, 3)],
)
def test_a_limit_waits_as_long_as_pinterest_says(headers: dict[str, str], after: float) -> None:
    rule = classify(429, headers, {"code": 8, "message": "rate"})
    assert rule is not None
    assert rule.after == after


def test_the_link_carries_the_marker_and_no_link_is_no_field() -> None:
    one = listing()
    body = pin_body(one, "5")
    assert body["link"].endswith(f"utm_source=haat&utm_content={one.marker}")
    bare = pin_body(replace(one, link="", alt_text=""), "5")
    assert "link" not in bare
    assert "alt_text" not in bare


def test_several_photographs_are_items_with_words_and_link_of_their_own() -> None:
    one = listing()
    assert pin_body(one, "5")["media_source"]["source_type"] == "image_url"
    several = pin_body(replace(one, more_pictures=(one.pictures,) * 7), "5")["media_source"]
    assert several["source_type"] == "multiple_image_urls"
    assert len(several["items"]) == 5
    assert {item["link"] for item in several["items"]} == {one.marked_link}
    bare = pin_body(replace(one, link="", more_pictures=(one.pictures,)), "5")["media_source"]
    assert all("link" not in item for item in bare["items"])


def test_a_section_goes_only_with_its_board() -> None:
    one = replace(listing(), field_values={"board": "5", "section": "7"})
    assert pin_body(one, "5")["board_section_id"] == "7"
    assert "board_section_id" not in pin_body(one, "6")
    assert "board_section_id" not in pin_body(replace(one, field_values={"section": "7"}), "5")
    assert changed_body(one, 0)["board_section_id"] == "7"
    moved = changed_body(replace(one, field_values={"board": "5"}), 0)
    assert (moved["board_id"], moved["board_section_id"]) == ("5", None)
    assert "board_id" not in changed_body(listing(), 0)


@pytest.mark.parametrize(
    ("media", "slots"),
    [
        (None, 0),
        ({"media_type": "image", "images": {}}, 0),
        ({"media_type": "multiple_images", "items": [{}, {}]}, 2),
        ({"media_type": "multiple_images"}, 0),
    ],
)
def test_a_carousel_is_known_by_its_media(media: Any, slots: int) -> None:
    assert slots_of({"id": "1", "media": media}) == slots
    assert len(changed_body(listing(), slots).get("carousel_slots", ())) == slots


def pin(**changes: Any) -> dict[str, Any]:
    one = listing()
    given = {
        "id": "1",
        "title": one.title,
        "description": one.text,
        "link": None,
        "created_at": "2026-11-21T09:00:05",
    }
    return {**given, **changes}


def test_our_pin_is_known_by_the_marker_and_never_by_its_words() -> None:
    one = listing()
    marked = pin(id="2", link=one.marked_link)
    another = pin(id="3", link=replace(one, marker="target_of_another").marked_link)
    assert ours([pin(), another, marked], one) == marked
    assert ours([pin(), another], one) is None
    assert ours([pin()], replace(one, link="")) is None


def test_pins_that_say_the_same_are_alike_from_the_first_call_on() -> None:
    bare = replace(listing(), link="")
    assert alike([pin(), pin(id="2")], bare, NOW) == [pin(), pin(id="2")]
    assert alike([pin()], bare, NOW + timedelta(minutes=1)) == []
    assert alike([pin(title="Other")], bare, NOW) == []


def test_the_board_is_ours_else_the_first_public_one() -> None:
    secret = {"id": "1", "name": "Diary", "privacy": "SECRET"}
    first = {"id": "2", "name": "Pots", "privacy": "PUBLIC"}
    haat = {"id": "3", "name": "Haat", "privacy": "PUBLIC"}
    assert board_of([secret, first, haat]) == "3"
    assert board_of([secret, first]) == "2"
    assert board_of([secret]) is None
