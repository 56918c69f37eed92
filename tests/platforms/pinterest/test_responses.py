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
    OutcomeUnknown,
    ReconnectNeeded,
    Rejected,
    StartOver,
)
from functions.channels.model.connection import Account
from functions.channels.model.steps import Handle
from kernel.errors import Problem, TryLater
from kernel.http import GuardedClient
from tests.integration.channels.scripted import SILENCE, Said, Script, took
from tests.unit.channels.shelf import listing

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


def told(status: int, code: int = 0, **headers: str) -> Said:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Said(status, {"code": code, "message": "words"}, named)


CASES: dict[str, tuple[Said, Failures]] = {
    # Nothing, or not all of it, came back.
    "silence": (Said(manner="silent"), UNKNOWN),
    "closed": (Said(manner="closed"), UNKNOWN),
    "well, and cut": (Said(201, {"id": "7", "items": []}, manner="cut"), UNKNOWN),
    "an error, and cut": (Said(400, {"code": 1, "message": "x"}, manner="cut"), UNKNOWN),
    "half of a JSON": (Said(201, '{"id": "7'), UNKNOWN),
    "an endless answer": (Said(201, '"' + "x" * 200_000 + '"'), UNKNOWN),
    # Well, by its status only.
    "200 and nothing": (Said(200), UNKNOWN),
    "200 and blanks": (Said(200, "  \n"), UNKNOWN),
    "200 and null": (Said(200, "null"), UNKNOWN),
    "200 and a list": (Said(200, "[]"), UNKNOWN),
    "200 and a word": (Said(200, '"ok"'), UNKNOWN),
    "200 and a number": (Said(200, "7"), UNKNOWN),
    "200 without anything": (Said(200, {}), UNKNOWN),
    "201, all null": (Said(201, {"id": None, "items": None}), UNKNOWN),
    "201, of other kinds": (Said(201, {"id": ["7"], "items": "none"}), UNKNOWN),
    "201, an empty id": (Said(201, {"id": "", "items": {}}), UNKNOWN),
    "200 and a page": (Said(200, HTML), UNKNOWN),
    "200 and an error": (told(200, 9), UNKNOWN),
    "201 and an error": (told(201, 0), UNKNOWN),
    "202": (Said(202, {}), UNKNOWN),
    "204": (Said(204), UNKNOWN),
    # Another address.
    "301": (Said(301, None, {"location": "https://evil.example/"}), UNKNOWN),
    "302 and a page": (Said(302, HTML, {"location": "/"}), UNKNOWN),
    "307": (Said(307, {}, {"location": "http://169.254.169.254/"}), UNKNOWN),
    # By its status.
    "400": (told(400, 1), WRONG),
    "400 and nothing": (Said(400), WRONG),
    "400 and a page": (Said(400, HTML), LATER),
    "400 and other JSON": (Said(400, {"error": "x"}), WRONG),
    "401": (told(401, 2), TOKEN),
    "401 and nothing": (Said(401), TOKEN),
    "401 and a page": (Said(401, HTML), LATER),
    "403": (told(403, 3), DENIED),
    "403, trial access": (told(403, 29), WRONG),
    "403 and nothing": (Said(403), DENIED),
    "403 and a page": (Said(403, HTML), LATER),
    "404 and nothing": (Said(404), AGAIN),
    "404 and a page": (Said(404, HTML), LATER),
    "405": (told(405, 5), WRONG),
    "409": (told(409, 58), WRONG),
    "413": (told(413), WRONG),
    "415": (told(415), WRONG),
    "422": (told(422), WRONG),
    "429": (told(429, 8), LATER),
    "429, Retry-After": (told(429, 8, retry_after="9"), LATER),
    "429, no number": (told(429, 8, retry_after="soon", x_ratelimit_reset="later"), LATER),
    "429 and nothing": (Said(429), LATER),
    "429 and a page": (Said(429, HTML, {"retry-after": "9"}), LATER),
    "500": (told(500, 11), UNKNOWN),
    "500, done before": (Said(500, {"id": "7"}), UNKNOWN),
    "500 and a page": (Said(500, HTML), UNKNOWN),
    "501": (told(501), UNKNOWN),
    "502": (Said(502, HTML), UNKNOWN),
    "503, Retry-After": (told(503, 12, retry_after="30"), UNKNOWN),
    "504": (Said(504), UNKNOWN),
    "520": (Said(520, HTML), UNKNOWN),
    # By the code.
    "40, the board": (told(404, 40), AGAIN),
    "50, the pin": (told(404, 50), AGAIN),
    "2031, the section": (told(404, 2031), AGAIN),
    "235, the picture": (told(400, 235), LATER),
    "4, the path": (told(404, 4), AGAIN),
    "a word for a code": (Said(400, {"code": "x", "message": 7}), WRONG),
}


@pytest.mark.parametrize("name", CASES)
def test_each_answer_becomes_the_right_failure(
    vendor: Script, client: GuardedClient, name: str
) -> None:
    vendor.says, (finishing, starting) = CASES[name]
    calls = VendorClient("Pinterest", client, errors.classify)
    channel = PinterestChannel(calls, vendor.url, WWW)
    option_source = PinterestOptions(calls, vendor.url)
    before, began = vendor.asked, time.monotonic()
    assert _failure(lambda: channel.finish(ACCOUNT, listing(), HANDLE)) is finishing
    assert _failure(lambda: channel.start(ACCOUNT, listing())) is starting
    assert _failure(lambda: option_source.options(ACCOUNT, "board", "", {})) is starting
    assert vendor.asked == before + 3
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
    vendor: Script, client: GuardedClient, name: str
) -> None:
    vendor.says, _ = CASES[name]
    channel = PinterestChannel(VendorClient("Pinterest", client, errors.classify), vendor.url, WWW)
    one = replace(listing(), field_values={"board": "5", "section": "7"})
    assert _failure(lambda: channel.finish(ACCOUNT, one, HANDLE)) is Rejected
    assert _failure(lambda: channel.start(ACCOUNT, one)) is Rejected


@pytest.mark.parametrize("name", sorted(CASES))
def test_an_errand_is_never_unknown_because_it_may_be_made_again(
    vendor: Script, client: GuardedClient, name: str
) -> None:
    vendor.says, (_, expected) = CASES[name]
    calls = VendorClient("Pinterest", client, errors.classify)
    changing = VendorClient("Pinterest", client, errors.classify_update)
    editor = PinterestListingEditor(calls, changing, (vendor.url, WWW))
    change = _failure(lambda: editor.update(ACCOUNT, listing(), "7"))
    assert change is (ListingNotFound if expected is StartOver else expected)
    if expected is StartOver:
        editor.unpublish(ACCOUNT, "7")  # what is gone already is fine
    elif vendor.says.status >= 300 or vendor.says.manner != "whole":
        # A deletion that went well has no body, so that none is asked for.
        assert _failure(lambda: editor.unpublish(ACCOUNT, "7")) is expected
