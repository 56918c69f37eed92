"""The walks of a piece, each end to end: what is asked, sold or moved is so everywhere, or is told.

A price rise; three of five are sold; the one-off piece is sold; another Page is connected; a
photograph is deleted and brought back.
"""

import re
from pathlib import Path

import pytest

from infra.local.drawing import draw
from infra.local.journey import (
    JourneyBroken,
    connect_by_oauth,
    connections_to,
    ready_photo,
    upload,
    wish,
)
from tests.e2e.artisan import Artisan
from tests.e2e.live_piece import LivePiece, Publication
from tests.e2e.sandbox_client import SandboxClient
from tests.e2e.waiting import eventually

SHOPS = ("shopify", "etsy", "woocommerce")
SOON = 60.0
"""Seconds in which what is sold out is gone elsewhere."""


def number_writes(sandbox: SandboxClient, platform: str, since: int) -> list[str]:
    """The requests after `since` that set a number there."""
    return [
        f"{one['method']} {one['path']}"
        for one in sandbox.log(since)
        if one["vendor"] == platform and re.search("nventory", str(one["path"]))
    ]


Places = dict[str, Publication]


def say(places: Places, kind: str) -> bool:
    """Whether the latest operation of each of these places is of this kind, and done."""
    done = [(one["operation"] or {}) for one in places.values()]
    return all((one.get("kind"), one.get("status")) == (kind, "confirmed") for one in done)


def test_a_price_rise_and_then_three_of_five_are_sold(
    artisan: Artisan, sandbox: SandboxClient
) -> None:
    piece = LivePiece.published(artisan, artisan.photo_id, SHOPS, quantity=5)
    raise_the_price(piece)
    since = sandbox.last()
    piece.buy("shopify", 3)
    eventually(lambda: piece.stock()["on_hand"] == 2, "the sale is counted")
    others = ("etsy", "woocommerce")
    piece.wait(
        "the others sell two",
        lambda all_: say({one: all_[one] for one in others}, "set_stock"),
        SOON,
    )
    assert "2 in stock" in piece.page("woocommerce")
    assert "2 in stock" in piece.page("shopify")
    piece.sync("shopify")  # it tells the same order again
    assert number_writes(sandbox, "shopify", since) == []
    assert piece.stock()["on_hand"] == 2
    assert not any(one["drift"] for one in piece.places().values())


def raise_the_price(piece: LivePiece) -> None:
    """The first walk: known at once, pressed once, and there, with nothing else touched."""
    assert all(re.search("1,?850", piece.page(one)) for one in SHOPS)
    piece.change(price={"amount": "2100.00", "currency": "INR"})
    piece.wait(
        "the new price is known",
        lambda all_: all("price" in one["outdated"] for one in all_.values()),
    )
    asked = {"product_id": piece.product_id}
    begun = piece.artisan.api.post("/publications/update", asked)
    assert {one["platform"] for one in begun} == set(SHOPS)
    done = piece.wait("the new price is there", lambda all_: say(all_, "update"))
    for shop, one in done.items():
        assert one["live_since"], shop
        assert (one["outdated"], one["drift"]) == ([], []), shop
        assert re.search("2,?100", piece.page(shop)), shop
    assert all("5 in stock" in piece.page(one) for one in ("shopify", "woocommerce"))


def test_the_one_off_piece_is_sold_and_then_once_more(artisan: Artisan) -> None:
    piece = LivePiece.published(artisan, artisan.photo_id, SHOPS, quantity=1, one_of_a_kind=True)
    piece.buy("etsy")
    piece.buy("shopify")  # before anybody knows
    piece.sync("etsy")
    gone = piece.wait(
        "it is taken down elsewhere",
        lambda all_: all_["woocommerce"]["status"] == "unpublished",
        SOON,
    )
    assert gone["woocommerce"]["reason"] == "It is sold out."
    assert gone["woocommerce"]["remedy"]

    def oversold() -> list[dict[str, object]]:
        found: list[dict[str, object]] = piece.stock()["oversold"]
        return found

    (second,) = eventually(oversold, "the second order is named")
    assert (second["quantity"], second["short"]) == (1, 1)
    assert second["platform"] in ("etsy", "shopify")
    assert piece.stock()["on_hand"] == 0


def test_what_waits_for_an_account_goes_on_when_it_is_connected_again(
    artisan: Artisan, sandbox: SandboxClient
) -> None:
    piece = LivePiece.published(artisan, artisan.photo_id, ["shopify", "woocommerce"], quantity=5)
    (away,) = connections_to(artisan.api, "woocommerce")
    artisan.api.delete(f"/connections/{away['connection_id']}")
    since = sandbox.last()
    piece.buy("shopify", 3)
    waiting = piece.wait(
        "it waits for its account",
        lambda all_: "Connect" in ((all_["woocommerce"]["operation"] or {}).get("remedy") or ""),
    )
    kept = waiting["woocommerce"]
    assert (kept["status"], kept["account"]["id"]) == ("confirmed", away["account"]["id"])
    assert not [one for one in sandbox.log(since) if one["vendor"] == "woocommerce"]
    artisan.connect("woocommerce")
    piece.wait("it goes on", lambda all_: say({"": all_["woocommerce"]}, "set_stock"), SOON)
    assert "2 in stock" in piece.page("woocommerce")


def test_another_page_is_connected_and_what_is_on_the_first_one_stays_there(
    artisan: Artisan, sandbox: SandboxClient
) -> None:
    piece = LivePiece.published(artisan, artisan.photo_id, ["facebook"])
    (first,) = connections_to(artisan.api, "facebook")
    artisan.api.delete(f"/connections/{first['connection_id']}")
    connect_by_oauth(artisan.api, "facebook", account=1)
    (other,) = connections_to(artisan.api, "facebook")
    assert other["account"] != first["account"]

    since = sandbox.last()
    kept = piece.places()["facebook"]
    assert (kept["status"], kept["account"]["id"]) == ("confirmed", first["account"]["id"])
    with pytest.raises(JourneyBroken, match=f"“{first['account']['name']}” is not connected"):
        artisan.api.delete(f"/publications/{kept['publication_id']}/listing")
    assert not [one for one in sandbox.log(since) if one["vendor"] == "facebook"]

    connect_by_oauth(artisan.api, "facebook")
    with pytest.raises(JourneyBroken, match="You have several Facebook Page accounts"):
        artisan.api.post("/posts", wish(artisan.api, piece.product_id, ["facebook"]))
    gone = artisan.api.delete(f"/publications/{kept['publication_id']}/listing")
    assert gone["account"]["id"] == first["account"]["id"]
    piece.wait("it is gone", lambda all_: all_["facebook"]["status"] == "unpublished")


def test_a_photograph_that_is_deleted_and_brought_back_is_made_ready(
    artisan: Artisan, tmp_path: Path
) -> None:
    photo_id = upload(artisan.api, draw(tmp_path / "other.jpg"))
    product = artisan.api.post("/products", {"photo_ids": [photo_id], "title": "Vase"})
    artisan.api.delete(f"/media/{photo_id}?force=true")
    artisan.api.post(f"/media/{photo_id}/restore", {})
    assert ready_photo(artisan.api, photo_id)["renditions"]
    kept = artisan.api.get(f"/products/{product['product_id']}")
    assert kept["photo_ids"] == [photo_id]
