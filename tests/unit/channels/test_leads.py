"""IndiaMART's lead API: every answer it has, and the pace and span of asking."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.channels.adapters.http.errors import ErrorClass
from functions.channels.adapters.indiamart.leads import classify
from functions.channels.model.leads import OVERLAP, PACE, WINDOW, LeadSubscription

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def feed(read_until: datetime) -> LeadSubscription:
    return LeadSubscription("user_1", "indiamart", "indiamart", "sealed", read_until, NOW)


@pytest.mark.parametrize(
    ("status", "body", "error_class"),
    [
        (200, {"CODE": 200, "RESPONSE": [{}]}, None),
        (200, {"CODE": "200", "RESPONSE": [{}]}, None),
        (200, {"CODE": 204, "STATUS": "FAILURE"}, None),
        (200, {"CODE": 400}, ErrorClass.REJECTED),
        (200, {"CODE": 401}, ErrorClass.RECONNECT),
        (200, {"CODE": 403}, ErrorClass.RECONNECT),
        (200, {"CODE": 429}, ErrorClass.LIMITED),
        (200, {"CODE": "429"}, ErrorClass.LIMITED),
        (200, {"CODE": 500}, ErrorClass.AGAIN),
        (200, {"CODE": "odd"}, ErrorClass.AGAIN),
        (200, {"CODE": None}, ErrorClass.AGAIN),
        (200, {"CODE": 200}, ErrorClass.AGAIN),
        (200, {"CODE": 200, "RESPONSE": "none"}, ErrorClass.AGAIN),
        (200, {"CODE": 200, "RESPONSE": []}, None),
        (200, {}, ErrorClass.AGAIN),
        (200, [], ErrorClass.AGAIN),
        (429, {}, ErrorClass.LIMITED),
        (401, {"MESSAGE": "no"}, ErrorClass.RECONNECT),
        (500, {}, ErrorClass.AGAIN),
        (503, None, ErrorClass.AGAIN),
        (502, {"CODE": 200}, ErrorClass.AGAIN),
    ],
)
def test_every_answer_has_its_error_class(
    status: int, body: Any, error_class: ErrorClass | None
) -> None:
    rule = classify(status, {}, body)
    assert (rule.error_class if rule else None) is error_class


def test_a_refused_key_says_where_there_is_another() -> None:
    rule = classify(200, {}, {"CODE": 401, "MESSAGE": "invalid key"})
    assert rule is not None
    assert "invalid key" in rule.reason
    assert "Pull API" in rule.remedy


@pytest.mark.parametrize("behind", [timedelta(0), timedelta(hours=3), timedelta(days=30)])
def test_a_span_goes_on_where_the_last_ended_and_is_never_longer_than_a_week(
    behind: timedelta,
) -> None:
    since, until = feed(NOW - behind).span(NOW)
    assert since == NOW - behind - OVERLAP
    assert until == min(NOW, since + WINDOW)
    assert until - since <= WINDOW


def test_the_pace_is_kept_before_the_answer_is_known() -> None:
    claimed = feed(NOW).claimed(NOW)
    assert claimed.due_at == NOW + PACE
    assert timedelta(minutes=5) < PACE
    assert claimed.read(NOW).due_at == claimed.due_at
    assert claimed.stopped("refused").due_at is None


def test_a_newer_key_takes_the_olders_place_only_when_it_was_taken() -> None:
    held = feed(NOW)
    offered = held.offered("newer", NOW, NOW)
    assert (offered.sealed, offered.untried) == ("sealed", "newer")
    assert (offered.proven().sealed, offered.proven().untried) == ("newer", "")
    dropped = offered.dropped("refused")
    assert (dropped.sealed, dropped.untried, dropped.problem) == ("sealed", "", "refused")
    assert held.proven() == held
