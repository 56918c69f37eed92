"""Pinterest's words, errors and look-ups."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.channels.adapters.pinterest_wire import board_of, judge, ours, pin_body
from functions.channels.adapters.verdicts import Verdict, failure
from functions.channels.errors import AccessTokenRefused, OutcomeUnknown
from tests.unit.channels.shelf import listing

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "body", "verdict"),
    [
        (400, {"code": 1, "message": "Invalid request"}, Verdict.REJECTED),
        (400, {"code": 235, "message": "Unable to reach the URL"}, Verdict.LIMITED),
        (401, {"code": 2, "message": "Authentication failed."}, Verdict.TOKEN),
        (403, {"code": 29, "message": "not permitted"}, Verdict.REJECTED),
        (403, {"code": 3, "message": "scopes"}, Verdict.RECONNECT),
        (404, {"code": 40, "message": "Board not found."}, Verdict.START_OVER),
        (409, {"code": 58, "message": "taken"}, Verdict.REJECTED),
        (429, {"code": 8, "message": "rate"}, Verdict.LIMITED),
        (500, {"code": 0, "message": "oops"}, Verdict.AGAIN),
        (503, None, Verdict.AGAIN),
        (200, {"code": 9, "message": "odd"}, Verdict.AGAIN),
    ],
)
def test_each_error_has_its_verdict(status: int, body: Any, verdict: Verdict) -> None:
    ruling = judge(status, {}, body)
    assert ruling is not None
    assert ruling.verdict is verdict
    assert ruling.reason


def test_verdicts_become_failures() -> None:
    refused, trouble = judge(401, {}, {"code": 2}), judge(502, {}, None)
    assert refused is not None
    assert trouble is not None
    assert type(failure(refused, effect=True)) is AccessTokenRefused
    assert type(failure(trouble, effect=True)) is OutcomeUnknown


def test_a_good_answer_is_no_error() -> None:
    assert judge(201, {}, {"id": "1"}) is None
    assert judge(200, {}, None) is None


@pytest.mark.parametrize(
    ("headers", "after"),
    [({}, 60), ({"x-ratelimit-reset": "17"}, 17), ({"retry-after": "3"}, 3)],
)
def test_a_limit_waits_as_long_as_pinterest_says(headers: dict[str, str], after: float) -> None:
    ruling = judge(429, headers, {"code": 8, "message": "rate"})
    assert ruling is not None
    assert ruling.after == after


def test_the_link_carries_the_marker_and_no_link_is_no_field() -> None:
    one = listing()
    body = pin_body(one, "5")
    assert body["link"].endswith(f"utm_source=haat&utm_content={one.marker}")
    bare = pin_body(replace(one, link="", alt_text=""), "5")
    assert "link" not in bare
    assert "alt_text" not in bare


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


def test_our_pin_is_known_by_the_marker_or_without_link_by_its_words() -> None:
    one = listing()
    assert ours([pin(), pin(id="2", link=one.marked_link)], one, NOW) == pin(
        id="2", link=one.marked_link
    )
    assert ours([pin()], one, NOW) is None
    bare = replace(one, link="")
    assert ours([pin()], bare, NOW) == pin()
    assert ours([pin()], bare, NOW + timedelta(minutes=1)) is None
    assert ours([pin(title="Other")], bare, NOW) is None


def test_the_board_is_ours_else_the_first_public_one() -> None:
    secret = {"id": "1", "name": "Diary", "privacy": "SECRET"}
    first = {"id": "2", "name": "Pots", "privacy": "PUBLIC"}
    haat = {"id": "3", "name": "Haat", "privacy": "PUBLIC"}
    assert board_of([secret, first, haat]) == "3"
    assert board_of([secret, first]) == "2"
    assert board_of([secret]) is None
