"""Every answer that Meta, or a box on the way to it, can give: what becomes of the call."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from functions.channels.adapters.facebook.listing import FacebookChannel
from functions.channels.adapters.facebook.listing_edit import FacebookListingEditor, classify_kept
from functions.channels.adapters.instagram.listing import InstagramChannel
from functions.channels.adapters.meta.graph import Graph
from functions.channels.errors import OutcomeUnknown, ReconnectNeeded, Rejected, StartOver
from functions.channels.model.connection import Account
from functions.channels.model.steps import Handle, Published
from functions.channels.ports import Channel
from kernel.clock import SystemClock, rfc3339
from kernel.errors import Problem, TryLater
from kernel.http import GuardedClient
from tests.clocks import now
from tests.integration.channels.scripted import SILENCE, Said, Script, took
from tests.unit.channels.shelf import listing

PLATFORMS = ("facebook", "instagram")
HTML = "<!doctype html><title>Just a moment</title>"
WELL = {"id": "1_2"}
# What is said → (to the irreversible call, to one that prepares).
UNKNOWN = (OutcomeUnknown, TryLater)
LATER = (TryLater, TryLater)
AGAIN = (StartOver, StartOver)
GONE = (ReconnectNeeded, ReconnectNeeded)
WRONG = (Rejected, Rejected)


def handle() -> Handle:
    """A container that has just been prepared."""
    return Handle("77", "container", {"made_at": rfc3339(now())})


def error(code: int | None, subcode: int | None = None, **more: Any) -> dict[str, Any]:
    told = {"message": "words", "type": "GraphMethodException", "code": code, **more}
    return {"error": told | ({"error_subcode": subcode} if subcode else {})}


def said(code: int | None, subcode: int | None = None, status: int = 400, **more: Any) -> Said:
    return Said(status, error(code, subcode, **more))


CASES: dict[str, tuple[Said, tuple[type[Problem], type[Problem]]]] = {
    # Nothing, or not all of it, came back.
    "silence": (Said(manner="silent"), UNKNOWN),
    "closed": (Said(manner="closed"), UNKNOWN),
    "well, and cut": (Said(200, WELL, manner="cut"), UNKNOWN),
    "an error, and cut": (Said(400, error(100), manner="cut"), UNKNOWN),
    "half of a JSON": (Said(200, '{"id": "1_'), UNKNOWN),
    "an endless answer": (Said(200, '"' + "x" * 200_000 + '"'), UNKNOWN),
    # Well, by its status only.
    "200 and nothing": (Said(200), UNKNOWN),
    "200 and blanks": (Said(200, "  \n"), UNKNOWN),
    "200 and null": (Said(200, "null"), UNKNOWN),
    "200 and a list": (Said(200, "[]"), UNKNOWN),
    "200 and a word": (Said(200, '"ok"'), UNKNOWN),
    "200 without an id": (Said(200, {}), UNKNOWN),
    "200, the id is null": (Said(200, {"id": None}), UNKNOWN),
    "200, the id is a list": (Said(200, {"id": ["1"]}), UNKNOWN),
    "200 and success": (Said(200, {"success": True}), UNKNOWN),
    "200 and a page": (Said(200, HTML), UNKNOWN),
    "200 and an error": (said(2, status=200), UNKNOWN),
    "200 and a dead token": (said(190, 463, status=200), GONE),
    "200 and a wrong parameter": (said(100, status=200), WRONG),
    "204": (Said(204), UNKNOWN),
    # Another address.
    "301": (Said(301, None, {"location": "https://evil.example/"}), UNKNOWN),
    "302 and a page": (Said(302, HTML, {"location": "/"}), UNKNOWN),
    # By its status.
    "400 and nothing": (Said(400), UNKNOWN),
    "400 and a page": (Said(400, HTML), LATER),
    "403 and a page": (Said(403, HTML), LATER),
    "404 and a page": (Said(404, HTML), LATER),
    "429 and a page": (Said(429, HTML, {"retry-after": "9"}), LATER),
    "429 and a page, soon": (Said(429, HTML, {"retry-after": "soon"}), LATER),
    "500": (Said(500, {}), UNKNOWN),
    "500, done before": (Said(500, WELL), UNKNOWN),
    "500 and a page": (Said(500, HTML), UNKNOWN),
    "502": (Said(502, HTML), UNKNOWN),
    "503, Retry-After": (Said(503, None, {"retry-after": "30"}), UNKNOWN),
    "504": (Said(504), UNKNOWN),
    # By the error's code.
    "1": (said(1), UNKNOWN),
    "2": (said(2, status=500), UNKNOWN),
    "3": (said(3), GONE),
    "4": (said(4), LATER),
    "9": (said(9), LATER),
    "10": (said(10, status=403), GONE),
    "17": (said(17), LATER),
    "25": (said(25), WRONG),
    "32": (said(32), LATER),
    "100": (said(100), WRONG),
    "100, transient": (said(100, is_transient=True), UNKNOWN),
    "102": (said(102), GONE),
    "190": (said(190, status=401), GONE),
    "200": (said(200, status=403), GONE),
    "324": (said(324), WRONG),
    "341": (said(341), LATER),
    "368": (said(368), WRONG),
    "506": (said(506, 1455006), WRONG),
    "613": (said(613), LATER),
    "9004": (said(9004), WRONG),
    "36001": (said(36001), WRONG),
    "80001": (said(80001), LATER),
    "80002": (said(80002), LATER),
    "no code": (said(None, type="OAuthException"), GONE),
    "an unknown code": (said(987_654), WRONG),
    # By the error's subcode.
    "33": (said(100, 33), GONE),
    "458": (said(190, 458, 401), GONE),
    "460": (said(190, 460, 401), GONE),
    "1363047": (said(1, 1363047), UNKNOWN),
    "1366046": (said(324, 1366046), WRONG),
    "1366051": (said(100, 1366051), UNKNOWN),
    "1390008": (said(100, 1390008), LATER),
    "1404078": (said(100, 1404078), GONE),
    "1404102": (said(100, 1404102), WRONG),
    "1609005": (said(100, 1609005), WRONG),
    "1609008": (said(100, 1609008), WRONG),
    "2207001": (said(-1, 2207001), UNKNOWN),
    "2207003": (said(-2, 2207003), UNKNOWN),
    "2207008": (said(24, 2207008), AGAIN),
    "2207009": (said(36003, 2207009), WRONG),
    "2207020": (said(-2, 2207020), AGAIN),
    "2207027": (said(9007, 2207027), LATER),
    "2207028": (said(100, 2207028), WRONG),
    "2207042": (said(9, 2207042), LATER),
    "2207050": (said(25, 2207050), WRONG),
    "2207051": (said(4, 2207051), WRONG),
    "2207052": (said(9004, 2207052), WRONG),
}


def channel(platform: str, vendor: Script, client: GuardedClient) -> Channel:
    graph = Graph(platform.title(), vendor.url, "secret", client)
    if platform == "facebook":
        return FacebookChannel(graph, "https://www.facebook.com")
    return InstagramChannel(graph, "https://www.instagram.com", SystemClock())


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_answer_becomes_the_right_failure(
    vendor: Script, client: GuardedClient, platform: str, name: str
) -> None:
    vendor.says, (finishing, starting) = CASES[name]
    there, account = channel(platform, vendor, client), Account(platform, "1", "Asha", "t")
    began = time.monotonic()
    with pytest.raises(Problem) as caught:
        there.finish(account, listing(), handle())
    assert type(caught.value) is finishing
    assert caught.value.message
    with pytest.raises(Problem) as caught:
        there.start(account, listing())
    assert type(caught.value) is starting
    assert took(began) < SILENCE


def test_there_are_sixty_answers_and_more() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_good_answer_is_the_posts_id(
    vendor: Script, client: GuardedClient, platform: str
) -> None:
    vendor.says = Said(200, WELL)
    account = Account(platform, "1", "Asha", "t")
    done = channel(platform, vendor, client).finish(account, listing(), handle())
    assert isinstance(done, Published)
    assert done.external_id == "1_2"


WITHOUT_ID = ("200 without an id", "200, the id is null", "200, the id is a list")
KEPT = {
    name: (answer, failures[1])
    for name, (answer, failures) in CASES.items()
    if name not in (*WITHOUT_ID, "200 and success")
} | {"200 and no success": (Said(200, {"success": False}), TryLater)}


@pytest.mark.parametrize("operation", ["update", "unpublish"])
@pytest.mark.parametrize("name", KEPT)
def test_an_errand_is_never_unknown_because_it_may_be_made_again(
    vendor: Script, client: GuardedClient, name: str, operation: str
) -> None:
    vendor.says, expected = KEPT[name]
    editor, account = kept_by(vendor, client), Account("facebook", "1", "Asha", "t")
    acts: dict[str, Callable[[], object]] = {
        "update": lambda: editor.update(account, listing(), "1_2"),
        "unpublish": lambda: editor.unpublish(account, "1_2"),
    }
    with pytest.raises(Problem) as caught:
        acts[operation]()
    if expected is not StartOver:
        assert type(caught.value) is expected
    assert not isinstance(caught.value, OutcomeUnknown)


@pytest.mark.parametrize("body", [{"success": True}, {}, {"id": "1_2"}])
def test_a_good_answer_to_an_errand_is_well(
    vendor: Script, client: GuardedClient, body: dict[str, Any]
) -> None:
    vendor.says = Said(200, body)
    editor, account = kept_by(vendor, client), Account("facebook", "1", "Asha", "t")
    assert editor.update(account, listing(), "1_2").external_id == "1_2"
    editor.unpublish(account, "1_2")


def kept_by(vendor: Script, client: GuardedClient) -> FacebookListingEditor:
    graph = Graph("Facebook", vendor.url, "secret", client)
    kept = Graph("Facebook", vendor.url, "secret", client, classify_kept)
    return FacebookListingEditor(graph, kept, "https://www.facebook.com")
