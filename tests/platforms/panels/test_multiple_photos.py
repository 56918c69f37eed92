"""Several photographs and a chosen category in seller panels, in a real Chromium."""

import shutil
from dataclasses import replace
from typing import Any

import pytest

from functions.channels import public
from functions.channels.adapters.panels.definition import panel_definition
from functions.channels.public import Published
from infra.local.sandbox.faults import FaultKind
from tests.integration.channels.multi_photo import multi_photo_listing, options
from tests.integration.channels.oauth_client import Artisan, listing
from tests.integration.channels.panel_seller import SITES, PanelSeller
from tests.integration.channels.shared_browser import BrowserThread

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="needs a chromium on the PATH"),
]

KINDS = {
    "meesho": "meesho.catalog",
    "snapdeal": "snapdeal.product",
    "indiamart": "indiamart.product",
}
MOST = {"meesho": 4, "snapdeal": 4, "indiamart": 5}


@pytest.fixture(params=[*SITES])
def seller(
    artisan: Artisan, browser_thread: BrowserThread, request: pytest.FixtureRequest
) -> PanelSeller:
    """An artisan who has logged in to the panel."""
    one = PanelSeller(artisan, request.param, browser_thread)
    assert one.connect()["status"] == "connected"
    return one


def goods(seller: PanelSeller) -> list[dict[str, Any]]:
    """What the panel has, drafts as well."""
    return seller.artisan.sandbox.world.find(KINDS[seller.platform])


def category(seller: PanelSeller) -> str:
    """Under which category the only good stands, in the panel's words."""
    (kept,) = goods(seller)
    match seller.platform:
        case "meesho":
            from infra.local.sandbox.meesho import form as meesho  # noqa: PLC0415  # one panel's

            return meesho.path(kept["category"])
        case "snapdeal":
            from infra.local.sandbox.snapdeal import form as snapdeal  # noqa: PLC0415  # as above

            return snapdeal.CATEGORIES[kept["values"]["category"]]
        case _:
            return str(kept["values"]["group"])


def test_photographs_come_in_order_under_the_category_that_was_chosen(seller: PanelSeller) -> None:
    one = multi_photo_listing(seller.artisan.sandbox, 7)
    wanted = next(name for name in panel_definition(seller.platform).categories if "Toys" in name)
    assert options(seller.platform, "category", "toys")[0].id == wanted
    seller.submit(replace(one, field_values={"category": wanted}))
    (kept,) = goods(seller)
    shown = one.shown("square", MOST[seller.platform])
    assert list(kept["images"]) == [picture.url.rpartition("/")[2] for picture in shown]
    assert category(seller) == wanted


def test_a_category_that_the_panel_has_no_more_is_reported(seller: PanelSeller) -> None:
    one = replace(listing(seller.artisan.sandbox), field_values={"category": "Clocks > Cuckoo"})
    with pytest.raises(public.Rejected, match="Clocks > Cuckoo") as met:
        seller.submit(one)
    assert met.value.code == "rejected"
    assert "another category" in met.value.remedy
    assert seller.published() == []


def test_a_multi_photo_listing_whose_answer_was_lost_is_there_once(seller: PanelSeller) -> None:
    one = multi_photo_listing(seller.artisan.sandbox, 2)
    seller.break_submit(FaultKind.ACCEPT_THEN_TIMEOUT)
    with pytest.raises(public.OutcomeUnknown):
        seller.submit(one)
    found = seller.look(one)
    assert isinstance(found, Published)
    assert seller.submit(one) == found
    assert seller.published() == [found.external_id]
