"""Meesho: an assisted login, then browser jobs in a real Chromium against the panel."""

import json
import shutil
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Error as BrowserTrouble

from functions.channels import public, wiring
from functions.channels.adapters.chromium import fresh_page
from functions.channels.model.browser import SESSION_MOST_BYTES
from functions.channels.public import Handle, Listing, NotThere, Published, Undetermined
from infra.local.connect import DEMO_SELLER, assisted_login, browser_page, demo_person
from infra.local.sandbox import settings
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.server import SandboxServer
from kernel.aws.vault import SecretUnreadable
from tests.integration.channels.people import (
    OWNER,
    WEB,
    Artisan,
    break_down,
    calls,
    listing,
    published,
)
from tests.integration.sandbox.gallery import Gallery

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="needs a chromium on the PATH"),
]

break_panel = partial(break_down, vendor="meesho")


@pytest.fixture
def seller(artisan: Artisan) -> Artisan:
    """An artisan who has logged in to the panel in a browser window."""
    sandbox = artisan.sandbox
    panel = artisan.api("POST", "/connections/meesho/authorize", {}).error["details"]["panel_url"]
    with browser_page(headless=True) as page:
        state = assisted_login(page, panel, demo_person(sandbox.url))
    body = {"storage_state": state, "seller": asdict(DEMO_SELLER)}
    assert artisan.api("PUT", "/connections/meesho/session", body).data["status"] == "connected"
    return artisan


def submit(one: Listing) -> Published:
    """The job through the state machine, as JSON, and its settling."""
    step = public.check(OWNER, "meesho", one, run(one))
    assert isinstance(step, Published)
    return step


def run(one: Listing, *, find: bool = False) -> Handle:
    job = json.loads(json.dumps(public.browser_job(OWNER, "meesho", one, find=find)))
    return Handle(**json.loads(json.dumps(public.run_browser_job(job))))


def look(one: Listing) -> object:
    return public.reconcile(OWNER, "meesho", one, run(one, find=True), datetime.now(UTC))


def test_a_listing_is_submitted_once_and_found_by_its_sku(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    assert look(one) == NotThere()
    done = submit(one)
    assert published(seller.sandbox, "meesho") == [done.external_id]
    assert done.url.endswith(f"/people/meesho/{done.external_id}")
    (kept,) = seller.sandbox.world.find("meesho.catalog")
    values = kept["values"]
    assert (values["product_name"], values["sku"]) == (one.title, one.sku)
    assert (values["meesho_price"], values["inventory"]) == ("1250.00", "3")
    assert values["manufacturer_address"] == DEMO_SELLER.address
    assert look(one) == done
    assert submit(one) == done
    assert published(seller.sandbox, "meesho") == [done.external_id]


def test_the_job_carries_no_plain_session_and_opens_only_as_it_was_made(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    job = public.browser_job(OWNER, "meesho", one)
    text = json.dumps(job)
    assert "mses" not in text
    assert DEMO_SELLER.address not in text
    assert len(text) < 100_000
    elsewhere = {**job, "panel": seller.sandbox.host("evil.example")}
    stranger = {**job, "owner_id": "user_01jd0000000000000000000009"}
    other_target = {**job, "listing": {**job["listing"], "marker": "target_other"}}
    for changed in (elsewhere, stranger, other_target):
        with pytest.raises(SecretUnreadable):
            public.run_browser_job(changed)


def test_an_ended_session_asks_for_a_reconnect(seller: Artisan) -> None:
    settings.change(seller.sandbox.world, "meesho_session_epoch", 7)
    one = listing(seller.sandbox)
    with pytest.raises(public.ReconnectNeeded, match="login"):
        submit(one)
    held = seller.connection("meesho")
    assert held["status"] == "reconnect"
    assert "make connect" in held["problem"]["remedy"]
    with pytest.raises(public.ReconnectNeeded):
        public.browser_job(OWNER, "meesho", one)
    assert published(seller.sandbox, "meesho") == []


def test_at_a_captcha_it_stops_and_asks(seller: Artisan) -> None:
    settings.change(seller.sandbox.world, "meesho_captcha", "upload")
    with pytest.raises(public.ReconnectNeeded, match="human"):
        submit(listing(seller.sandbox))
    answered = calls(
        seller.sandbox,
        "meesho",
        lambda one: one["path"] == "/panel/human" and one["method"] == "POST",
    )
    assert answered == 0


def test_at_a_changed_panel_it_stops(seller: Artisan) -> None:
    settings.change(seller.sandbox.world, "meesho_layout", "changed")
    with pytest.raises(public.Rejected, match="has changed"):
        submit(listing(seller.sandbox))
    assert published(seller.sandbox, "meesho") == []
    assert seller.connection("meesho")["status"] == "connected"


def test_what_the_panel_objects_to_is_told_in_its_words(seller: Artisan) -> None:
    settings.change(seller.sandbox.world, "meesho_image_side_min", 1200)
    with pytest.raises(public.Rejected, match="1200 by 1200"):
        submit(listing(seller.sandbox))


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (FaultKind.ACCEPT_THEN_TIMEOUT, {"seconds": 1}),
        (FaultKind.ERROR_AFTER_SUCCESS, {"status": 500}),
    ],
)
def test_submitted_but_not_told_is_unknown_and_found_once(
    seller: Artisan, kind: FaultKind, more: dict[str, Any]
) -> None:
    one = listing(seller.sandbox)
    break_panel(seller.sandbox, kind, "*/details", **more)
    with pytest.raises(public.OutcomeUnknown):
        submit(one)
    found = look(one)
    assert isinstance(found, Published)
    assert published(seller.sandbox, "meesho") == [found.external_id]


@pytest.mark.parametrize("kind", [FaultKind.HTML, FaultKind.ERROR])
def test_not_submitted_and_not_told_is_unknown_and_not_there(
    seller: Artisan, kind: FaultKind
) -> None:
    one = listing(seller.sandbox)
    break_panel(seller.sandbox, kind, "*/details")
    with pytest.raises(public.OutcomeUnknown):
        submit(one)
    assert look(one) == NotThere()
    done = submit(one)
    assert published(seller.sandbox, "meesho") == [done.external_id]


def test_a_busy_panel_is_tried_later(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    break_panel(seller.sandbox, FaultKind.RATE_LIMIT, "*/details")
    with pytest.raises(public.TryLater):
        submit(one)
    assert published(seller.sandbox, "meesho") == []


def test_nothing_but_the_panel_is_reached(sandbox: SandboxServer) -> None:
    panel = sandbox.host("supplier.meesho.com")
    with Gallery() as elsewhere:
        address = elsewhere.add(b"<h1>elsewhere</h1>")
        assert WEB.get(address).status_code == 200
        with fresh_page({}, panel) as page:
            page.goto(panel)
            assert page.locator("input[name=mobile]").count() == 1
            for forbidden in (address, address.replace("127.0.0.1", "localhost")):
                with pytest.raises(BrowserTrouble):
                    page.goto(forbidden)


def test_without_the_makers_facts_it_says_what_is_missing(artisan: Artisan) -> None:
    cookie = {"name": "mses", "value": "x", "domain": "127.0.0.1", "path": "/", "expires": -1}
    body = {"storage_state": {"cookies": [cookie], "origins": []}}
    artisan.api("PUT", "/connections/meesho/session", body)
    with pytest.raises(public.Rejected, match="maker"):
        submit(listing(artisan.sandbox))


def test_only_the_panels_part_of_a_session_is_kept(artisan: Artisan) -> None:
    def put(*cookies: dict[str, Any], **more: Any) -> Any:
        body = {"storage_state": {"cookies": list(cookies), "origins": []}, **more}
        return artisan.api("PUT", "/connections/meesho/session", body)

    own = {"name": "mses", "value": "own", "domain": "127.0.0.1", "path": "/", "expires": -1}
    foreign = {**own, "domain": "bank.example", "value": "foreign"}
    assert put(foreign).error["code"] == "session_unfit"
    assert put({**own, "value": "x" * SESSION_MOST_BYTES}).error["code"] == "session_unfit"
    assert put(own, foreign, seller=asdict(DEMO_SELLER)).data["status"] == "connected"
    _, secret = wiring.access().opened(OWNER, "meesho")
    assert "own" in secret.session
    assert "foreign" not in secret.session
    # A later login without answers keeps the maker's facts.
    put({**own, "value": "newer"})
    _, secret = wiring.access().opened(OWNER, "meesho")
    assert DEMO_SELLER.pincode in secret.session
    assert artisan.api("PUT", "/connections/etsy/session", {"storage_state": {}}).status == 409


def test_without_a_look_nothing_is_claimed(artisan: Artisan) -> None:
    cookie = {"name": "mses", "value": "x", "domain": "127.0.0.1", "path": "/", "expires": -1}
    artisan.api(
        "PUT",
        "/connections/meesho/session",
        {"storage_state": {"cookies": [cookie], "origins": []}},
    )
    one = listing(artisan.sandbox)
    found = public.reconcile(OWNER, "meesho", one, None, datetime.now(UTC))
    assert isinstance(found, Undetermined)
    with pytest.raises(public.Rejected, match="1400"):
        public.browser_job(OWNER, "meesho", replace(one, text="x" * 1401))


def test_a_session_past_its_end_is_told_by_the_test(artisan: Artisan) -> None:
    cookie = {
        "name": "mses",
        "value": "x",
        "domain": "127.0.0.1",
        "path": "/",
        "httpOnly": True,
        "expires": datetime.now(UTC).timestamp() - 5,
    }
    body = {"storage_state": {"cookies": [cookie], "origins": []}}
    artisan.api("PUT", "/connections/meesho/session", body)
    tested = artisan.api("POST", "/connections/meesho/test", {}).data
    assert (tested["status"], tested["problem"]["message"]) == (
        "reconnect",
        "The login to the seller panel has run out.",
    )
