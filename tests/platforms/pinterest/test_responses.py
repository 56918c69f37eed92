"""Every answer that Pinterest, or a box on the way to it, can give: what becomes of the call."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from functions.channels.adapters.http.client import VendorClient
from functions.channels.adapters.pinterest import errors
from functions.channels.adapters.pinterest.fields import PinterestOptions
from functions.channels.adapters.pinterest.listing import PinterestChannel
from functions.channels.adapters.pinterest.listing_edit import PinterestListingEditor
from functions.channels.errors import (
    AccessTokenRefused,
    ListingNotFound,
    ReconnectNeeded,
    Rejected,
    StartOver,
)
from functions.channels.model.connection import Account
from functions.channels.model.listing import PARTS, Handle
from kernel.errors import OutcomeUnknown, Problem, TryLater
from kernel.http import GuardedClient
from tests.integration.channels.stub_server import SILENCE, Stub, StubServer, took
from tests.unit.channels.sample_listing import listing

HTML = "<!doctype html><title>Just a moment</title>"
ACCOUNT = Account("pinterest", "1", "haat", "t")
HANDLE = Handle("5", "board")
WWW = "https://www.pinterest.com"
# What is said → (to pins/create, to one that prepares or lists).
UNKNOWN = (OutcomeUnknown, TryLater)
LATER = (TryLater, TryLater)
AGAIN = (StartOver, StartOver)
DENIED = (ReconnectNeeded, ReconnectNeeded)
TOKEN = (AccessTokenRefused, AccessTokenRefused)
WRONG = (Rejected, Rejected)
Failures = tuple[type[Problem], type[Problem]]


def pinterest_error(status: int, code: int = 0, **headers: str) -> Stub:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Stub(status, {"code": code, "message": "words"}, named)


CASES: dict[str, tuple[Stub, Failures]] = {
    # Nothing, or not all of it, came back.
    "silence": (Stub(manner="silent"), UNKNOWN),
    "closed": (Stub(manner="closed"), UNKNOWN),
    "well, and cut": (Stub(201, {"id": "7", "items": []}, manner="cut"), UNKNOWN),
    "an error, and cut": (Stub(400, {"code": 1, "message": "x"}, manner="cut"), UNKNOWN),
    "half of a JSON": (Stub(201, '{"id": "7'), UNKNOWN),
    "an endless answer": (Stub(201, '"' + "x" * 200_000 + '"'), UNKNOWN),
    # Well, by its status only.
    "200 and nothing": (Stub(200), UNKNOWN),
    "200 and blanks": (Stub(200, "  \n"), UNKNOWN),
    "200 and null": (Stub(200, "null"), UNKNOWN),
    "200 and a list": (Stub(200, "[]"), UNKNOWN),
    "200 and a word": (Stub(200, '"ok"'), UNKNOWN),
    "200 and a number": (Stub(200, "7"), UNKNOWN),
    "200 without anything": (Stub(200, {}), UNKNOWN),
    "201, all null": (Stub(201, {"id": None, "items": None}), UNKNOWN),
    "201, of other kinds": (Stub(201, {"id": ["7"], "items": "none"}), UNKNOWN),
    "201, an empty id": (Stub(201, {"id": "", "items": {}}), UNKNOWN),
    "200 and a page": (Stub(200, HTML), UNKNOWN),
    "200 and an error": (pinterest_error(200, 9), UNKNOWN),
    "201 and an error": (pinterest_error(201, 0), UNKNOWN),
    "202": (Stub(202, {}), UNKNOWN),
    "204": (Stub(204), UNKNOWN),
    # Another address.
    "301": (Stub(301, None, {"location": "https://evil.example/"}), UNKNOWN),
    "302 and a page": (Stub(302, HTML, {"location": "/"}), UNKNOWN),
    "307": (Stub(307, {}, {"location": "http://169.254.169.254/"}), UNKNOWN),
    # By its status.
    "400": (pinterest_error(400, 1), WRONG),
    "400 and nothing": (Stub(400), WRONG),
    "400 and a page": (Stub(400, HTML), LATER),
    "400 and other JSON": (Stub(400, {"error": "x"}), WRONG),
    "401": (pinterest_error(401, 2), TOKEN),
    "401 and nothing": (Stub(401), TOKEN),
    "401 and a page": (Stub(401, HTML), LATER),
    "403": (pinterest_error(403, 3), DENIED),
    "403, trial access": (pinterest_error(403, 29), WRONG),
    "403 and nothing": (Stub(403), DENIED),
    "403 and a page": (Stub(403, HTML), LATER),
    "404 and nothing": (Stub(404), AGAIN),
    "404 and a page": (Stub(404, HTML), LATER),
    "405": (pinterest_error(405, 5), WRONG),
    "409": (pinterest_error(409, 58), WRONG),
    "413": (pinterest_error(413), WRONG),
    "415": (pinterest_error(415), WRONG),
    "422": (pinterest_error(422), WRONG),
    "429": (pinterest_error(429, 8), LATER),
    "429, Retry-After": (pinterest_error(429, 8, retry_after="9"), LATER),
    "429, no number": (
        pinterest_error(429, 8, retry_after="soon", x_ratelimit_reset="later"),
        LATER,
    ),
    "429 and nothing": (Stub(429), LATER),
    "429 and a page": (Stub(429, HTML, {"retry-after": "9"}), LATER),
    "500": (pinterest_error(500, 11), UNKNOWN),
    "500, done before": (Stub(500, {"id": "7"}), UNKNOWN),
    "500 and a page": (Stub(500, HTML), UNKNOWN),
    "501": (pinterest_error(501), UNKNOWN),
    "502": (Stub(502, HTML), UNKNOWN),
    "503, Retry-After": (pinterest_error(503, 12, retry_after="30"), UNKNOWN),
    "504": (Stub(504), UNKNOWN),
    "520": (Stub(520, HTML), UNKNOWN),
    # By the code.
    "40, the board": (pinterest_error(404, 40), AGAIN),
    "50, the pin": (pinterest_error(404, 50), AGAIN),
    "2031, the section": (pinterest_error(404, 2031), AGAIN),
    "235, the picture": (pinterest_error(400, 235), LATER),
    "4, the path": (pinterest_error(404, 4), AGAIN),
    "a word for a code": (Stub(400, {"code": "x", "message": 7}), WRONG),
}


@pytest.mark.parametrize("name", CASES)
def test_each_answer_becomes_the_right_failure(
    server: StubServer, client: GuardedClient, name: str
) -> None:
    server.response, (finishing, starting) = CASES[name]
    calls = VendorClient("Pinterest", client, errors.classify)
    channel = PinterestChannel(calls, server.url, WWW)
    option_source = PinterestOptions(calls, server.url)
    before, began = server.asked, time.monotonic()
    assert _failure(lambda: channel.finish(ACCOUNT, listing(), HANDLE)) is finishing
    assert _failure(lambda: channel.start(ACCOUNT, listing())) is starting
    assert _failure(lambda: option_source.options(ACCOUNT, "board", "", {})) is starting
    assert server.asked == before + 3
    assert took(began) < SILENCE


def test_there_are_sixty_answers_and_more() -> None:
    assert len(CASES) >= 60


def _failure(act: Callable[[], Any]) -> type[Problem]:
    with pytest.raises(Problem) as caught:
        act()
    assert caught.value.message
    return type(caught.value)


@pytest.mark.parametrize("name", [one for one in CASES if CASES[one][1] == AGAIN])
def test_what_was_chosen_and_is_gone_is_for_the_artisan(
    server: StubServer, client: GuardedClient, name: str
) -> None:
    server.response, _ = CASES[name]
    channel = PinterestChannel(VendorClient("Pinterest", client, errors.classify), server.url, WWW)
    one = replace(listing(), field_values={"board": "5", "section": "7"})
    assert _failure(lambda: channel.finish(ACCOUNT, one, HANDLE)) is Rejected
    assert _failure(lambda: channel.start(ACCOUNT, one)) is Rejected


@pytest.mark.parametrize("name", sorted(CASES))
def test_an_edit_is_never_unknown_because_it_may_be_made_again(
    server: StubServer, client: GuardedClient, name: str
) -> None:
    server.response, (_, expected) = CASES[name]
    calls = VendorClient("Pinterest", client, errors.classify)
    changing = VendorClient("Pinterest", client, errors.classify_update)
    editor = PinterestListingEditor(calls, changing, (server.url, WWW))
    change = _failure(lambda: editor.update(ACCOUNT, listing(), "7", PARTS))
    assert change is (ListingNotFound if expected is StartOver else expected)
    if expected is StartOver:
        editor.unpublish(ACCOUNT, listing(), "7")  # what is gone already is fine
    elif server.response.status >= 300 or server.response.manner != "whole":
        # A deletion that went well has no body, so that none is asked for.
        assert _failure(lambda: editor.unpublish(ACCOUNT, listing(), "7")) is expected
