"""The file for a panel's own bulk upload, taken by the panel's stand-in."""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from functions.channels import public
from functions.channels.public import Listing
from functions.channels.wiring.container import container
from infra.local.sandbox.server import SandboxServer
from kernel.money import Money
from tests.integration.channels.multi_photo import multi_photo_listing
from tests.integration.channels.oauth_client import Artisan, account, listing
from tests.integration.channels.panel_seller import PanelSeller, as_sent
from tests.integration.sandbox.panels.panel_client import PanelClient

CATEGORY = "21001"


def three(sandbox: SandboxServer) -> list[Listing]:
    return [listing(sandbox, f"target_{number:026d}") for number in range(3)]


def bulk_file(platform: str, listings: Sequence[Listing]) -> bytes:
    """The file of the listings for the artisan's account."""
    return container().panels.sessions.file(*account(platform), listings)


def upload(seller: PanelSeller, content: bytes) -> str:
    """What the panel answers to the file."""
    client = PanelClient(seller.artisan.sandbox, seller.site)
    client.login()
    client.get("/panel/catalogs/bulk")
    form, files = {"category": CATEGORY}, {"file": ("haat.xlsx", content)}
    return client.post("/panel/catalogs/bulk", form, files).text


def test_meesho_takes_the_file_row_by_row_and_each_sku_once(artisan: Artisan) -> None:
    seller = PanelSeller(artisan, "meesho")
    seller.connect()
    wanted = three(artisan.sandbox)
    content = bulk_file("meesho", wanted)
    assert content == bulk_file("meesho", wanted)
    page = upload(seller, content)
    assert all(one.sku in page for one in wanted)
    assert "already used" in upload(seller, content)
    kept = artisan.sandbox.world.find("meesho.catalog")
    assert sorted(one["values"]["sku"] for one in kept) == [one.sku for one in wanted]
    assert {one["values"]["meesho_price"] for one in kept} == {"1250.00"}


def piece(one: Listing) -> dict[str, Any]:
    """What a page says of an approved piece."""
    shown = one.pictures["square"]
    return {
        "sku": one.sku,
        "title": one.title,
        "text": one.text,
        "price": {"amount": one.price.amount, "currency": one.price.currency},
        "quantity": one.quantity,
        "materials": list(one.materials),
        "pictures": [as_sent(shown)],
    }


def test_the_artisan_gets_the_file_and_the_panel_takes_it(artisan: Artisan) -> None:
    seller = PanelSeller(artisan, "meesho")
    seller.connect()
    wanted = three(artisan.sandbox)
    reply = artisan.api(
        "POST", artisan.at("meesho", "/export"), {"pieces": [piece(one) for one in wanted]}
    )
    assert (reply.status, reply.data["name"]) == (200, "haat-meesho.xlsx")
    page = upload(seller, b64decode(reply.data["content"]))
    assert all(one.sku in page for one in wanted)


def test_the_file_is_refused_in_words(artisan: Artisan) -> None:
    one = piece(listing(artisan.sandbox))
    PanelSeller(artisan, "meesho").connect(seller=None)
    unknown = artisan.api("POST", artisan.at("meesho", "/export"), {"pieces": [one]})
    assert unknown.status >= 400
    assert "make connect PLATFORM=meesho" in unknown.error["details"]["remedy"]
    PanelSeller(artisan, "meesho").connect()
    assert artisan.api("POST", artisan.at("meesho", "/export"), {"pieces": []}).status == 422
    free = {**one, "price": {"amount": "0.00", "currency": "INR"}}
    assert (
        "price"
        in artisan.api("POST", artisan.at("meesho", "/export"), {"pieces": [free]}).error["message"]
    )
    artisan.connect("etsy")
    elsewhere = artisan.api("POST", artisan.at("etsy", "/export"), {"pieces": [one]})
    assert (elsewhere.status, elsewhere.error["code"]) == (409, "connect_method_mismatch")


def test_each_photograph_has_its_column(artisan: Artisan) -> None:
    seller = PanelSeller(artisan, "meesho")
    seller.connect()
    one = multi_photo_listing(artisan.sandbox, 6)
    page = upload(seller, bulk_file("meesho", [one]))
    assert one.sku in page
    (kept,) = artisan.sandbox.world.find("meesho.catalog")
    assert kept["images"] == [shown.url.rpartition("/")[2] for shown in one.shown("square", 4)]


def test_what_the_panel_would_refuse_is_not_written(artisan: Artisan) -> None:
    seller = PanelSeller(artisan, "meesho")
    seller.connect()
    one = listing(artisan.sandbox)
    with pytest.raises(public.Rejected, match="INR"):
        bulk_file("meesho", [replace(one, price=Money(100, "USD"))])
    with pytest.raises(public.Rejected, match="1400"):
        bulk_file("meesho", [one, replace(one, text="x" * 1401)])


def test_where_there_is_no_file_or_no_seller_profile_it_says_so(artisan: Artisan) -> None:
    one = listing(artisan.sandbox)
    with pytest.raises(public.Rejected, match="maker"):
        bulk_file("meesho", [one])
    PanelSeller(artisan, "indiamart").connect()
    with pytest.raises(public.Rejected, match="no file"):
        bulk_file("indiamart", [one])
