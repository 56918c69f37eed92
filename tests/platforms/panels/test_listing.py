"""Seller panels: browser jobs in a real Chromium against the three stand-ins."""

import shutil
from typing import Any

import pytest

from functions.channels import public
from functions.channels.public import NotThere, Published
from infra.local.connect import DEMO_SELLER
from infra.local.sandbox.faults import FaultKind
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import Artisan, account, calls, listing
from tests.integration.channels.panel_seller import SITES, PanelSeller
from tests.integration.channels.shared_browser import BrowserThread

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="needs a chromium on the PATH"),
]

TYPED = {
    "meesho": ("meesho.catalog", "product_name", "sku", "manufacturer_address"),
    "snapdeal": ("snapdeal.product", "Product Title", "SKU Code", "Manufacturer Address"),
    "indiamart": ("indiamart.product", "product_name", "spec_value_1", ""),
}


@pytest.fixture(params=[*SITES])
def seller(
    artisan: Artisan, browser_thread: BrowserThread, request: pytest.FixtureRequest
) -> PanelSeller:
    """An artisan who has logged in to the panel."""
    one = PanelSeller(artisan, request.param, browser_thread)
    assert one.connect()["status"] == "connected"
    return one


def test_a_listing_is_submitted_once_and_found_by_its_sku(seller: PanelSeller) -> None:
    one = listing(seller.artisan.sandbox)
    assert seller.look(one) == NotThere()
    done = seller.submit(one)
    assert seller.published() == [done.external_id]
    assert done.url.endswith(f"/{done.external_id}")
    kind, title, sku, address = TYPED[seller.platform]
    (kept,) = seller.artisan.sandbox.world.find(kind)
    assert (kept["values"][title], kept["values"][sku]) == (one.title, one.sku)
    assert not address or kept["values"][address] == DEMO_SELLER.address
    assert seller.look(one) == done
    assert seller.submit(one) == done
    assert seller.published() == [done.external_id]


def test_at_a_captcha_it_stops_and_asks(seller: PanelSeller) -> None:
    seller.switch("captcha", "upload")
    with pytest.raises(public.ReconnectNeeded, match="human"):
        seller.submit(listing(seller.artisan.sandbox))
    answered = calls(
        seller.artisan.sandbox,
        seller.platform,
        lambda one: one["path"] == seller.site.human and one["method"] == "POST",
    )
    assert answered == 0
    assert seller.published() == []


def test_when_the_otp_is_asked_again_it_stops_and_asks(seller: PanelSeller) -> None:
    seller.switch("otp", "again")
    one = listing(seller.artisan.sandbox)
    with pytest.raises(public.ReconnectNeeded, match="one-time password"):
        seller.submit(one)
    held = seller.connection()
    assert held["status"] == "reconnect"
    assert f"make connect PLATFORM={seller.platform}" in held["problem"]["remedy"]
    assert seller.published() == []
    seller.switch("otp", "once")
    seller.connect()
    seller.submit(one)
    assert len(seller.published()) == 1


def test_an_ended_session_asks_for_a_reconnect(seller: PanelSeller) -> None:
    seller.switch("session_epoch", 7)
    one = listing(seller.artisan.sandbox)
    with pytest.raises(public.ReconnectNeeded, match="login"):
        seller.submit(one)
    with pytest.raises(public.ReconnectNeeded):
        posting.browser_job(*account(seller.platform), one)
    assert seller.published() == []


def test_at_a_changed_panel_it_stops(seller: PanelSeller) -> None:
    seller.switch("layout", "changed")
    with pytest.raises(public.Rejected, match="has changed") as met:
        seller.submit(listing(seller.artisan.sandbox))
    assert met.value.code == "page_changed"
    assert "yourself" in met.value.remedy
    assert seller.published() == []
    assert seller.connection()["status"] == "connected"


def test_what_the_panel_objects_to_is_reported_in_its_words(seller: PanelSeller) -> None:
    seller.switch("image_side_min", 1200)
    with pytest.raises(public.Rejected, match="1200 by 1200"):
        seller.submit(listing(seller.artisan.sandbox))
    assert seller.published() == []


def test_what_the_review_refuses_was_submitted_all_the_same(seller: PanelSeller) -> None:
    seller.switch("qc", "error")
    one = listing(seller.artisan.sandbox)
    done = seller.submit(one)
    seller.artisan.sandbox.world.advance(60)
    assert seller.look(one) == done
    assert seller.submit(one) == done
    assert seller.published() == [done.external_id]


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (FaultKind.ACCEPT_THEN_TIMEOUT, {}),
        (FaultKind.ERROR_AFTER_SUCCESS, {"status": 500}),
        (FaultKind.TRUNCATED, {}),
    ],
)
def test_submitted_but_unanswered_is_unknown_and_found_once(
    seller: PanelSeller, kind: FaultKind, more: dict[str, Any]
) -> None:
    one = listing(seller.artisan.sandbox)
    seller.break_submit(kind, **more)
    try:
        seller.submit(one)
    except public.OutcomeUnknown:
        pass
    else:
        assert kind is FaultKind.TRUNCATED  # a redirect has no body that could be cut
    found = seller.look(one)
    assert isinstance(found, Published)
    assert seller.submit(one) == found
    assert seller.published() == [found.external_id]


@pytest.mark.parametrize("kind", [FaultKind.HTML, FaultKind.ERROR])
def test_not_submitted_and_unanswered_is_unknown_and_not_there(
    seller: PanelSeller, kind: FaultKind
) -> None:
    one = listing(seller.artisan.sandbox)
    seller.break_submit(kind)
    with pytest.raises(public.OutcomeUnknown):
        seller.submit(one)
    assert seller.look(one) == NotThere()
    done = seller.submit(one)
    assert seller.published() == [done.external_id]


def test_a_busy_panel_is_tried_later(seller: PanelSeller) -> None:
    seller.break_submit(FaultKind.RATE_LIMIT)
    with pytest.raises(public.TryLater):
        seller.submit(listing(seller.artisan.sandbox))
    assert seller.published() == []
