"""Every answer that Meta, or a box on the way to it, can give: what becomes of the call."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from functions.channels.adapters.facebook.listing import FacebookChannel
from functions.channels.adapters.facebook.listing_edit import FacebookListingEditor, classify_kept
from functions.channels.adapters.instagram.listing import InstagramChannel
from functions.channels.adapters.meta.graph import Graph
from functions.channels.errors import (
    ReconnectNeeded,
    Rejected,
    StartOver,
)
from functions.channels.model.connection import Account
from functions.channels.model.listing import PARTS, Handle, Published
from functions.channels.ports.posting import Channel
from kernel.clock import SystemClock, rfc3339
from kernel.errors import OutcomeUnknown, Problem, TryLater
from kernel.http import GuardedClient
from tests.clocks import now
from tests.integration.channels.stub_server import SILENCE, Stub, StubServer, took
from tests.unit.channels.sample_listing import listing

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
    error = {"message": "words", "type": "GraphMethodException", "code": code, **more}
    return {"error": error | ({"error_subcode": subcode} if subcode else {})}


def graph_error(
    code: int | None, subcode: int | None = None, status: int = 400, **more: Any
) -> Stub:
    return Stub(status, error(code, subcode, **more))


CASES: dict[str, tuple[Stub, tuple[type[Problem], type[Problem]]]] = {
    # Nothing, or not all of it, came back.
    "silence": (Stub(manner="silent"), UNKNOWN),
    "closed": (Stub(manner="closed"), UNKNOWN),
    "well, and cut": (Stub(200, WELL, manner="cut"), UNKNOWN),
    "an error, and cut": (Stub(400, error(100), manner="cut"), UNKNOWN),
    "half of a JSON": (Stub(200, '{"id": "1_'), UNKNOWN),
    "an endless answer": (Stub(200, '"' + "x" * 200_000 + '"'), UNKNOWN),
    # Well, by its status only.
    "200 and nothing": (Stub(200), UNKNOWN),
    "200 and blanks": (Stub(200, "  \n"), UNKNOWN),
    "200 and null": (Stub(200, "null"), UNKNOWN),
    "200 and a list": (Stub(200, "[]"), UNKNOWN),
    "200 and a word": (Stub(200, '"ok"'), UNKNOWN),
    "200 without an id": (Stub(200, {}), UNKNOWN),
    "200, the id is null": (Stub(200, {"id": None}), UNKNOWN),
    "200, the id is a list": (Stub(200, {"id": ["1"]}), UNKNOWN),
    "200 and success": (Stub(200, {"success": True}), UNKNOWN),
    "200 and a page": (Stub(200, HTML), UNKNOWN),
    "200 and an error": (graph_error(2, status=200), UNKNOWN),
    "200 and a dead token": (graph_error(190, 463, status=200), GONE),
    "200 and a wrong parameter": (graph_error(100, status=200), WRONG),
    "204": (Stub(204), UNKNOWN),
    # Another address.
    "301": (Stub(301, None, {"location": "https://evil.example/"}), UNKNOWN),
    "302 and a page": (Stub(302, HTML, {"location": "/"}), UNKNOWN),
    # By its status.
    "400 and nothing": (Stub(400), UNKNOWN),
    "400 and a page": (Stub(400, HTML), LATER),
    "403 and a page": (Stub(403, HTML), LATER),
    "404 and a page": (Stub(404, HTML), LATER),
    "429 and a page": (Stub(429, HTML, {"retry-after": "9"}), LATER),
    "429 and a page, soon": (Stub(429, HTML, {"retry-after": "soon"}), LATER),
    "500": (Stub(500, {}), UNKNOWN),
    "500, done before": (Stub(500, WELL), UNKNOWN),
    "500 and a page": (Stub(500, HTML), UNKNOWN),
    "502": (Stub(502, HTML), UNKNOWN),
    "503, Retry-After": (Stub(503, None, {"retry-after": "30"}), UNKNOWN),
    "504": (Stub(504), UNKNOWN),
    # By the error's code.
    "1": (graph_error(1), UNKNOWN),
    "2": (graph_error(2, status=500), UNKNOWN),
    "3": (graph_error(3), GONE),
    "4": (graph_error(4), LATER),
    "9": (graph_error(9), LATER),
    "10": (graph_error(10, status=403), GONE),
    "17": (graph_error(17), LATER),
    "25": (graph_error(25), WRONG),
    "32": (graph_error(32), LATER),
    "100": (graph_error(100), WRONG),
    "100, transient": (graph_error(100, is_transient=True), UNKNOWN),
    "102": (graph_error(102), GONE),
    "190": (graph_error(190, status=401), GONE),
    "200": (graph_error(200, status=403), GONE),
    "324": (graph_error(324), WRONG),
    "341": (graph_error(341), LATER),
    "368": (graph_error(368), WRONG),
    "506": (graph_error(506, 1455006), WRONG),
    "613": (graph_error(613), LATER),
    "9004": (graph_error(9004), WRONG),
    "36001": (graph_error(36001), WRONG),
    "80001": (graph_error(80001), LATER),
    "80002": (graph_error(80002), LATER),
    "no code": (graph_error(None, type="OAuthException"), GONE),
    "an unknown code": (graph_error(987_654), WRONG),
    # By the error's subcode.
    "33": (graph_error(100, 33), GONE),
    "458": (graph_error(190, 458, 401), GONE),
    "460": (graph_error(190, 460, 401), GONE),
    "1363047": (graph_error(1, 1363047), UNKNOWN),
    "1366046": (graph_error(324, 1366046), WRONG),
    "1366051": (graph_error(100, 1366051), UNKNOWN),
    "1390008": (graph_error(100, 1390008), LATER),
    "1404078": (graph_error(100, 1404078), GONE),
    "1404102": (graph_error(100, 1404102), WRONG),
    "1609005": (graph_error(100, 1609005), WRONG),
    "1609008": (graph_error(100, 1609008), WRONG),
    "2207001": (graph_error(-1, 2207001), UNKNOWN),
    "2207003": (graph_error(-2, 2207003), UNKNOWN),
    "2207008": (graph_error(24, 2207008), AGAIN),
    "2207009": (graph_error(36003, 2207009), WRONG),
    "2207020": (graph_error(-2, 2207020), AGAIN),
    "2207027": (graph_error(9007, 2207027), LATER),
    "2207028": (graph_error(100, 2207028), WRONG),
    "2207042": (graph_error(9, 2207042), LATER),
    "2207050": (graph_error(25, 2207050), WRONG),
    "2207051": (graph_error(4, 2207051), WRONG),
    "2207052": (graph_error(9004, 2207052), WRONG),
}


def channel(platform: str, server: StubServer, client: GuardedClient) -> Channel:
    graph = Graph(platform.title(), server.url, "secret", client)
    if platform == "facebook":
        return FacebookChannel(graph, "https://www.facebook.com")
    return InstagramChannel(graph, "https://www.instagram.com", SystemClock())


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_answer_becomes_the_right_failure(
    server: StubServer, client: GuardedClient, platform: str, name: str
) -> None:
    server.response, (finishing, starting) = CASES[name]
    there, account = channel(platform, server, client), Account(platform, "1", "Asha", "t")
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
    server: StubServer, client: GuardedClient, platform: str
) -> None:
    server.response = Stub(200, WELL)
    account = Account(platform, "1", "Asha", "t")
    done = channel(platform, server, client).finish(account, listing(), handle())
    assert isinstance(done, Published)
    assert done.external_id == "1_2"


WITHOUT_ID = ("200 without an id", "200, the id is null", "200, the id is a list")
KEPT = {
    name: (answer, failures[1])
    for name, (answer, failures) in CASES.items()
    if name not in (*WITHOUT_ID, "200 and success")
} | {"200 and no success": (Stub(200, {"success": False}), TryLater)}


@pytest.mark.parametrize("operation", ["update", "unpublish"])
@pytest.mark.parametrize("name", KEPT)
def test_an_edit_is_never_unknown_because_it_may_be_made_again(
    server: StubServer, client: GuardedClient, name: str, operation: str
) -> None:
    server.response, expected = KEPT[name]
    editor, account = kept_by(server, client), Account("facebook", "1", "Asha", "t")
    acts: dict[str, Callable[[], object]] = {
        "update": lambda: editor.update(account, listing(), "1_2", PARTS),
        "unpublish": lambda: editor.unpublish(account, listing(), "1_2"),
    }
    with pytest.raises(Problem) as caught:
        acts[operation]()
    if expected is not StartOver:
        assert type(caught.value) is expected
    assert not isinstance(caught.value, OutcomeUnknown)


@pytest.mark.parametrize("body", [{"success": True}, {}, {"id": "1_2"}])
def test_a_good_answer_to_an_edit_is_a_success(
    server: StubServer, client: GuardedClient, body: dict[str, Any]
) -> None:
    server.response = Stub(200, body)
    editor, account = kept_by(server, client), Account("facebook", "1", "Asha", "t")
    assert editor.update(account, listing(), "1_2", PARTS).external_id == "1_2"
    editor.unpublish(account, listing(), "1_2")


def kept_by(server: StubServer, client: GuardedClient) -> FacebookListingEditor:
    graph = Graph("Facebook", server.url, "secret", client)
    kept = Graph("Facebook", server.url, "secret", client, classify_kept)
    return FacebookListingEditor(graph, kept, "https://www.facebook.com")
