"""Every answer that Meta, or a box on the way to it, can give: what becomes of a batch."""

import time
from typing import Any

import pytest

from functions.channels.adapters.catalogue.api import CatalogueItems
from functions.channels.adapters.meta.graph import Graph
from functions.channels.errors import (
    ReconnectNeeded,
    Rejected,
)
from functions.channels.model.connection import Account
from kernel.addresses import AddressPolicy
from kernel.errors import OutcomeUnknown, Problem, TryLater
from kernel.http import GuardedClient
from tests.integration.channels.stub_server import SILENCE, Stub, StubServer, stub_server, took

ACCOUNT = Account("catalogue", "3010000000000001", "Shop", "EAAB1")
ITEMS = [{"id": "sku", "status": "active"}]
HTML = "<!doctype html><title>Sorry</title>"
WELL = {"handles": ["AczD"], "validation_status": []}


def items(server: StubServer, client: GuardedClient) -> CatalogueItems:
    return CatalogueItems(Graph("Meta", server.url, "secret", client))


def meta(code: int, subcode: int | None = None, status: int = 400, **more: Any) -> Stub:
    error = {"message": f"(#{code}) words", "type": "OAuthException", "code": code, **more}
    error |= {"error_subcode": subcode} if subcode else {}
    return Stub(status, {"error": error})


def refused(*messages: str) -> Stub:
    wrong = [{"message": text} for text in messages]
    return Stub(200, {**WELL, "validation_status": [{"retailer_id": "sku", "errors": wrong}]})


# What is said → (for people to see, prepared only).
UNKNOWN = (OutcomeUnknown, TryLater)
LATER = (TryLater, TryLater)
GONE = (ReconnectNeeded, ReconnectNeeded)
WRONG = (Rejected, Rejected)
CASES: dict[str, tuple[Stub, tuple[type[Problem], type[Problem]]]] = {
    # Nothing, or not all of it, came back.
    "silence": (Stub(manner="silent"), UNKNOWN),
    "closed": (Stub(manner="closed"), UNKNOWN),
    "well, and cut": (Stub(200, WELL, manner="cut"), UNKNOWN),
    "an error, and cut": (Stub(400, {"error": {"code": 100}}, manner="cut"), UNKNOWN),
    "half of a JSON": (Stub(200, '{"handles": ["Acz'), UNKNOWN),
    "an endless answer": (Stub(200, '"' + "x" * 200_000 + '"'), UNKNOWN),
    # Well, by its status only.
    "200 and nothing": (Stub(200), UNKNOWN),
    "200 and blanks": (Stub(200, "  \n"), UNKNOWN),
    "200 and null": (Stub(200, "null"), UNKNOWN),
    "200 and a list": (Stub(200, "[]"), UNKNOWN),
    "200 and a word": (Stub(200, '"ok"'), UNKNOWN),
    "200 and no handles": (Stub(200, {}), UNKNOWN),
    "200, handles are null": (Stub(200, {"handles": None}), UNKNOWN),
    "200, handles are none": (Stub(200, {"handles": [], "validation_status": []}), UNKNOWN),
    "200, handles are a word": (Stub(200, {"handles": "AczD"}), UNKNOWN),
    "200 and a page": (Stub(200, HTML), UNKNOWN),
    "204": (Stub(204), UNKNOWN),
    "200 with an error of theirs": (meta(2, status=200), UNKNOWN),
    "200 with a dead token": (meta(190, 463, status=200), GONE),
    "200 with a bad parameter": (meta(100, status=200), WRONG),
    # The items themselves are refused, in a good answer.
    "a field is missing": (refused("Missing required fields: price"), WRONG),
    "several reasons": (refused("Invalid price", "Invalid URL in field link"), WRONG),
    # Another address.
    "301": (Stub(301, None, {"location": "https://evil.example/"}), UNKNOWN),
    "302 to itself": (Stub(302, None, {"location": "/"}), UNKNOWN),
    "307": (Stub(307, {}, {"location": "http://169.254.169.254/"}), UNKNOWN),
    # By its status, without Meta's own words.
    "400 and nothing": (Stub(400), UNKNOWN),
    "400 and a page": (Stub(400, HTML), LATER),
    "401 and a page": (Stub(401, HTML), LATER),
    "403 and a page": (Stub(403, HTML), LATER),
    "404 and a page": (Stub(404, HTML), LATER),
    "413 and a page": (Stub(413, HTML), LATER),
    "429 and a page": (Stub(429, HTML), LATER),
    "429 and a page, Retry-After": (Stub(429, HTML, {"retry-after": "9"}), LATER),
    "429 and a page, Retry-After a date": (Stub(429, HTML, {"retry-after": "soon"}), LATER),
    "500 and a page": (Stub(500, HTML), UNKNOWN),
    "500, done before": (Stub(500, WELL), UNKNOWN),
    "502": (Stub(502, HTML), UNKNOWN),
    "503, Retry-After": (Stub(503, HTML, {"retry-after": "30"}), UNKNOWN),
    "504": (Stub(504), UNKNOWN),
    # Trouble over there.
    "1": (meta(1), UNKNOWN),
    "2": (meta(2, status=500), UNKNOWN),
    "2, transient": (meta(2, is_transient=True), UNKNOWN),
    "any code, transient": (meta(98765, is_transient=True), UNKNOWN),
    "1363047": (meta(100, 1363047), UNKNOWN),
    "1609010": (meta(100, 1609010), UNKNOWN),
    # Too much.
    "4": (meta(4), LATER),
    "17": (meta(17), LATER),
    "32": (meta(32), LATER),
    "341": (meta(341), LATER),
    "613": (meta(613), LATER),
    "80000": (meta(80000), LATER),
    "80003": (meta(80003), LATER),
    "80004": (meta(80004), LATER),
    "80014, the catalogue's own": (meta(80014), LATER),
    # The connection.
    "102": (meta(102), GONE),
    "104": (meta(104, status=401), GONE),
    "190": (meta(190, status=401), GONE),
    "190, app removed": (meta(190, 458, status=401), GONE),
    "190, checkpoint": (meta(190, 459, status=401), GONE),
    "190, password changed": (meta(190, 460, status=401), GONE),
    "190, expired": (meta(190, 463, status=401), GONE),
    "190, unconfirmed": (meta(190, 464, status=401), GONE),
    "190, invalid": (meta(190, 467, status=401), GONE),
    "10": (meta(10, status=403), GONE),
    "3": (meta(3), GONE),
    "200": (meta(200, status=403), GONE),
    "294": (meta(294, status=403), GONE),
    "299": (meta(299, status=403), GONE),
    "the catalogue is not seen": (meta(100, 33), GONE),
    "no code": (Stub(400, {"error": {"type": "OAuthException", "message": "words"}}), GONE),
    # The content.
    "100": (meta(100), WRONG),
    "100, with words for people": (meta(100, error_user_msg="Use a price."), WRONG),
    "368": (meta(368), WRONG),
    "1346003": (meta(100, 1346003), WRONG),
    "1404102": (meta(100, 1404102), WRONG),
    "an unknown code": (meta(12345), WRONG),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("effect", [True, False])
def test_each_answer_becomes_the_right_failure(
    server: StubServer, client: GuardedClient, name: str, *, effect: bool
) -> None:
    server.response, failures = CASES[name]
    before, began = server.asked, time.monotonic()
    with pytest.raises(Problem) as caught:
        items(server, client).send(ACCOUNT, ITEMS, effect=effect)
    assert type(caught.value) is failures[0 if effect else 1]
    assert caught.value.message
    assert caught.value.remedy
    assert server.asked == before + 1
    assert took(began) < SILENCE


def test_there_are_sixty_answers_and_more() -> None:
    assert len(CASES) >= 60


def test_a_good_answer_is_its_handle(server: StubServer, client: GuardedClient) -> None:
    server.response = Stub(200, WELL)
    handle, result = items(server, client).send(ACCOUNT, ITEMS, effect=True)
    assert (handle, result.wrong) == ("AczD", ())


def test_the_catalogues_limit_waits_as_long_as_meta_says(
    server: StubServer, client: GuardedClient
) -> None:
    usage = '{"301": [{"type": "catalog_batch", "estimated_time_to_regain_access": 3}]}'
    body = {"error": {"code": 80014, "message": "too many"}}
    server.response = Stub(400, body, {"x-business-use-case-usage": usage})
    with pytest.raises(TryLater) as caught:
        items(server, client).send(ACCOUNT, ITEMS, effect=True)
    assert caught.value.after == 180


def test_nobody_listening_is_surely_not_done() -> None:
    with stub_server() as gone:
        host, url = gone.host, gone.url
    there = GuardedClient(AddressPolicy([host]), timeout=0.4)
    try:
        with pytest.raises(TryLater):
            CatalogueItems(Graph("Meta", url, "s", there)).send(ACCOUNT, ITEMS, effect=False)
    finally:
        there.close()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"data": [{"status": "finished", "errors": [{"message": "no"}]}]}, Rejected),
        (HTML, None),
        ({"error": {"code": 190, "error_subcode": 463}}, None),
        ({"data": [{"status": "in_progress"}]}, None),
        ({}, None),
    ],
)
def test_a_glance_tells_a_refusal_and_nothing_else(
    server: StubServer, client: GuardedClient, body: object, kind: type[Problem] | None
) -> None:
    server.response = Stub(200, body)
    if kind is None:
        items(server, client).glance(ACCOUNT, "AczD")
        return
    with pytest.raises(kind):
        items(server, client).glance(ACCOUNT, "AczD")


def test_a_catalogue_that_is_not_a_list_cannot_be_read(
    server: StubServer, client: GuardedClient
) -> None:
    server.response = Stub(200, {"data": {"retailer_id": "sku"}})
    with pytest.raises(TryLater):
        items(server, client).held(ACCOUNT, "sku")
