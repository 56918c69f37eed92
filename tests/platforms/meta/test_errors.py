"""Every code of Meta that we know of, and what becomes of the call that met it."""

from typing import Any

import pytest

from functions.channels.adapters.facebook.listing_edit import classify_kept
from functions.channels.adapters.http.errors import failure
from functions.channels.adapters.instagram.listing import refusal
from functions.channels.adapters.meta.errors import classify
from functions.channels.errors import (
    AccessTokenRefused,
    ReconnectNeeded,
    Rejected,
    StartOver,
)
from kernel.errors import OutcomeUnknown, TryLater

AGAIN = [
    (1, None, 400),
    (2, None, 500),
    (-1, 2207001, 400),
    (-2, 2207003, 400),
    (None, 2207082, 400),
    (1, 1363047, 400),
    (2, 1609010, 400),
    (100, 1366051, 400),
]
LIMITED = [
    (4, None, 400),
    (17, None, 400),
    (32, None, 400),
    (341, None, 400),
    (613, None, 400),
    (80000, None, 400),
    (80001, None, 400),
    (80002, None, 400),
    (80003, None, 400),
    (80004, None, 400),
    (80014, None, 400),
    (100, 1390008, 400),
    (9007, 2207027, 400),
    (9007, None, 400),
    (9, 2207042, 400),
    (9, None, 400),
]
RECONNECT = [
    (190, None, 401),
    *[(190, subcode, 401) for subcode in (458, 459, 460, 463, 464, 467)],
    (102, None, 400),
    (104, None, 401),
    (3, None, 400),
    (10, None, 403),
    *[(code, None, 403) for code in (200, 210, 230, 250, 275, 299)],
    (100, 33, 400),
    (100, 1404078, 400),
    (None, None, 400),
]
START_OVER = [
    (-2, 2207020, 400),
    (-1, 2207032, 400),
    (-1, 2207053, 400),
    (None, 2207006, 400),
    (24, 2207008, 400),
    (24, None, 400),
]
REJECTED = [
    (100, None, 400),
    (506, None, 400),
    (506, 1455006, 400),
    (324, 2069019, 400),
    (100, 1366046, 400),
    (100, 1609005, 400),
    (100, 1609008, 400),
    (100, 1346003, 400),
    (100, 1404102, 400),
    (368, None, 400),
    (4, 2207051, 400),
    (25, 2207050, 400),
    (25, None, 400),
    (36000, 2207004, 400),
    (36001, 2207005, 400),
    (36003, 2207009, 400),
    (9004, 2207052, 400),
    (9004, None, 400),
    (100, 2207026, 400),
    (100, 2207057, 400),
    (100, 2207023, 400),
    (36004, 2207010, 400),
    (36000, None, 400),
    (36001, None, 400),
    (36003, None, 400),
    (36004, None, 400),
    (100, 2207028, 400),
    *[(100, subcode, 400) for subcode in (2207035, 2207036, 2207037, 2207040)],
    (12345, None, 400),
]


def answer(code: int | None, subcode: int | None, **more: Any) -> dict[str, Any]:
    error = {"message": "(#1) Words of theirs", "type": "OAuthException", **more}
    error |= {"code": code} if code is not None else {}
    error |= {"error_subcode": subcode} if subcode is not None else {}
    return {"error": error}


def met(code: int | None, subcode: int | None, status: int, *, effect: bool) -> BaseException:
    rule = classify(status, {}, answer(code, subcode))
    assert rule is not None
    return failure(rule, effect=effect)


@pytest.mark.parametrize(("code", "subcode", "status"), AGAIN)
def test_trouble_over_there_is_unknown_only_for_a_call_with_an_effect(
    code: int | None, subcode: int | None, status: int
) -> None:
    assert type(met(code, subcode, status, effect=True)) is OutcomeUnknown
    assert type(met(code, subcode, status, effect=False)) is TryLater


@pytest.mark.parametrize(
    ("kind", "code", "subcode", "status"),
    [
        (kind, *case)
        for kind, cases in (
            (TryLater, LIMITED),
            (ReconnectNeeded, RECONNECT),
            (StartOver, START_OVER),
            (Rejected, REJECTED),
        )
        for case in cases
    ],
)
@pytest.mark.parametrize("effect", [True, False])
def test_a_plain_refusal_means_surely_not_done(
    kind: type, code: int | None, subcode: int | None, status: int, *, effect: bool
) -> None:
    problem = met(code, subcode, status, effect=effect)
    assert type(problem) is kind
    assert problem.message  # type: ignore[attr-defined]  # every kind is a Problem
    assert problem.remedy  # type: ignore[attr-defined]  # every kind is a Problem


def test_a_transient_error_of_any_code_is_trouble_over_there() -> None:
    rule = classify(400, {}, answer(98765, None, is_transient=True))
    assert rule is not None
    assert type(failure(rule, effect=True)) is OutcomeUnknown


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_error_without_an_error_body_is_trouble_over_there(status: int) -> None:
    rule = classify(status, {}, {})
    assert rule is not None
    assert type(failure(rule, effect=True)) is OutcomeUnknown


def test_an_error_in_a_good_answer_is_an_error() -> None:
    assert classify(200, {}, answer(190, 463)) is not None
    assert classify(200, {}, {"id": "1"}) is None
    assert classify(200, {}, None) is not None


def test_a_private_account_is_told_to_become_a_professional_one() -> None:
    body = answer(100, None) | {}
    body["error"]["message"] = "The user is not an Instagram Business account"
    rule = classify(400, {}, body)
    assert rule is not None
    assert "business" in rule.remedy
    assert isinstance(failure(rule, effect=False), ReconnectNeeded)


def test_the_code_hosts_older_error_shape_is_read() -> None:
    body = {"error_type": "OAuthException", "code": 400, "error_message": "Invalid code"}
    rule = classify(400, {}, body)
    assert rule is not None
    assert "Invalid code" in rule.reason


@pytest.mark.parametrize(
    ("headers", "after"),
    [
        ({}, 60),
        ({"retry-after": "7"}, 7),
        (
            {
                "x-business-use-case-usage": '{"1": [{"type": "pages", '
                '"estimated_time_to_regain_access": 12}]}'
            },
            720,
        ),
        ({"x-business-use-case-usage": "not json"}, 60),
        ({"x-business-use-case-usage": "[1]"}, 60),
        ({"x-business-use-case-usage": '{"1": {"a": 1}}'}, 60),
    ],
)
def test_a_limit_waits_as_long_as_meta_says(headers: dict[str, str], after: float) -> None:
    rule = classify(400, headers, answer(32, None))
    assert rule is not None
    assert rule.after == after


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("Error: 2207052", Rejected),
        ("Error: Media upload has failed with error code 2207026", Rejected),
        ("Error: 2207053.", StartOver),
        ("Error: 2207001", StartOver),
        ("Error", StartOver),
        ("", StartOver),
    ],
)
def test_a_container_in_error_names_its_reason(status: str, kind: type) -> None:
    assert type(refusal(status)) is kind


def test_a_post_that_is_not_there_breaks_no_connection_and_other_errors_are_as_ever() -> None:
    absent = classify_kept(400, {}, answer(100, 33))
    assert absent is not None
    assert isinstance(failure(absent, effect=False), StartOver)
    for code, subcode in ((190, 463), (10, None), (200, None), (32, None), (2, None), (100, 1)):
        body = answer(code, subcode)
        assert classify_kept(400, {}, body) == classify(400, {}, body)
    assert classify_kept(200, {}, {"success": True}) is None


def test_an_access_token_refused_is_a_reconnect_for_everybody_outside() -> None:
    assert issubclass(AccessTokenRefused, ReconnectNeeded)
