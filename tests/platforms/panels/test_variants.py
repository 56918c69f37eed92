"""A piece with sizes in seller panels: each variant is there once, whatever happens in between."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from functions.channels import public
from functions.channels.adapters.panels.page import PanelPage
from functions.channels.public import Listing, ListingVariant, NotThere, Published, Ready
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.server import SandboxServer
from kernel.errors import OutcomeUnknown, TryLater
from kernel.money import Money
from tests.integration.channels.oauth_client import Artisan, listing
from tests.integration.channels.panel_seller import SITES, PanelSeller
from tests.integration.channels.shared_browser import BrowserThread

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="needs a chromium on the PATH"),
]

SAREES = {
    "meesho": "Women > Ethnic Wear > Sarees",
    "snapdeal": "Fashion > Sarees",
    "indiamart": "Sarees & Dupattas",
}
KINDS = {
    "meesho": ("meesho.catalog", "sku", "meesho_price"),
    "snapdeal": ("snapdeal.product", "SKU Code", "Selling Price"),
    "indiamart": ("indiamart.product", "spec_value_1", "price"),
}
TITLE = "Ajrakh sari"
ALL = ["AJR-7F3K-1", "AJR-7F3K-2", "AJR-7F3K-3"]
PRICES = dict(zip(ALL, ("1250.00", "1450.00", "1650.00"), strict=True))


class Killed(BaseException):
    """The worker is gone in this moment."""


@pytest.fixture(params=[*SITES])
def seller(
    artisan: Artisan, browser_thread: BrowserThread, request: pytest.FixtureRequest
) -> PanelSeller:
    """An artisan who has logged in to the panel."""
    return logged_in(artisan, request.param, browser_thread)


def logged_in(artisan: Artisan, platform: str, browser_thread: BrowserThread) -> PanelSeller:
    one = PanelSeller(artisan, platform, browser_thread)
    assert one.connect()["status"] == "connected"
    return one


def sari(
    sandbox: SandboxServer, category: str = "", quantities: tuple[int, ...] = (2, 1, 3)
) -> Listing:
    """A sari in three sizes, whose own quantity is none of theirs."""
    sizes = tuple(
        ListingVariant({"Size": size}, Money.parse(PRICES[sku], "INR"), quantity, sku)
        for size, sku, quantity in zip(("M", "L", "XL"), ALL, quantities, strict=True)
    )
    return replace(
        listing(sandbox),
        title=TITLE,
        quantity=9,
        variants=sizes,
        product_sku="AJR-7F3K",
        field_values={"category": category} if category else {},
    )


def of(seller: PanelSeller, **more: Any) -> Listing:
    return sari(seller.artisan.sandbox, SAREES[seller.platform], **more)


def goods(seller: PanelSeller) -> list[dict[str, Any]]:
    """What was submitted, by SKU."""
    kind, sku, _ = KINDS[seller.platform]
    found = seller.artisan.sandbox.world.find(kind)
    return sorted(
        (one["values"] for one in found if one["submitted_at"] is not None),
        key=lambda values: str(values[sku]),
    )


def skus(seller: PanelSeller) -> list[str]:
    return [str(values[KINDS[seller.platform][1]]) for values in goods(seller)]


def send_breaks(monkeypatch: pytest.MonkeyPatch, number: int, how: Callable[[], None]) -> None:
    """From now on the submission with this number goes as `how` says, all others well."""
    whole, count = PanelPage.send, 0

    def send(self: PanelPage, selector: str, *expected: str) -> None:
        nonlocal count
        count += 1
        if count == number:
            how()
        whole(self, selector, *expected)
        if count == number:
            raise Killed

    monkeypatch.setattr(PanelPage, "send", send)


def fails(failure: BaseException) -> Callable[[], None]:
    def act() -> None:
        raise failure

    return act


def test_each_variant_is_there_with_its_own_sku_price_and_quantity(seller: PanelSeller) -> None:
    one = of(seller, quantities=(2, 1, 0))
    assert seller.look(one) == NotThere()
    done = seller.submit(one)
    wanted = ALL[:2] if seller.platform == "snapdeal" else ALL
    assert skus(seller) == wanted
    price = KINDS[seller.platform][2]
    assert [values[price] for values in goods(seller)] == [PRICES[sku] for sku in wanted]
    match seller.platform:
        case "meesho":
            said = [(one["inventory"], one["size"]) for one in goods(seller)]
            assert said == [("2", "M"), ("1", "L"), ("0", "XL")]
            assert {one["supplier_product_id"] for one in goods(seller)} == {"AJR-7F3K"}
        case "snapdeal":
            said = [(one["Inventory"], one["Product Title"]) for one in goods(seller)]
            assert said == [("2", f"{TITLE} \u2013 Size: M"), ("1", f"{TITLE} \u2013 Size: L")]
        case _:
            said = [(one["spec_name_2"], one["spec_value_2"]) for one in goods(seller)]
            assert said == [("Size", "M"), ("Size", "L"), ("Size", "XL")]
    assert not any("9" in values.values() for values in goods(seller))
    assert seller.look(one) == done == seller.submit(one)
    assert skus(seller) == wanted


def test_the_first_variants_listing_is_the_one_that_is_kept(seller: PanelSeller) -> None:
    done = seller.submit(of(seller))
    kind, sku, _ = KINDS[seller.platform]
    (first,) = (
        one["id"]
        for one in seller.artisan.sandbox.world.find(kind)
        if one["values"].get(sku) == ALL[0]
    )
    assert done.external_id == first
    assert done.url.endswith(f"/{first}")


@pytest.mark.parametrize("was_sent", [False, True])
def test_a_worker_killed_between_two_variants_leaves_each_there_once(
    seller: PanelSeller,
    was_sent: bool,  # noqa: FBT001  # a case
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, at_once = of(seller), seller.platform == "snapdeal"  # its sheet brings all at once
    with monkeypatch.context() as patch:
        send_breaks(patch, 1 if at_once else 2, fails(Killed()) if not was_sent else lambda: None)
        with pytest.raises(Killed):
            seller.run(one)
    there = (3 if was_sent else 0) if at_once else 1 + was_sent
    assert len(goods(seller)) == there
    found = seller.look(one)
    assert isinstance(found, Ready if 0 < there < 3 else Published if there else NotThere)
    done = seller.submit(one)
    assert skus(seller) == ALL
    assert seller.look(one) == done == seller.submit(one)
    assert skus(seller) == ALL


@pytest.mark.parametrize("place", [0, 2])
def test_where_some_are_there_only_the_others_are_submitted(
    seller: PanelSeller, place: int
) -> None:
    whole = of(seller)
    seller.submit(replace(whole, variants=(whole.variants[place],)))
    assert skus(seller) == [ALL[place]]
    found = seller.look(whole)
    assert isinstance(found, Ready)
    done = seller.submit(whole)
    assert skus(seller) == ALL
    assert seller.look(whole) == done


def test_an_answer_that_is_lost_doubles_no_variant(seller: PanelSeller) -> None:
    one = of(seller)
    seller.break_submit(FaultKind.ACCEPT_THEN_TIMEOUT)
    with pytest.raises(public.OutcomeUnknown):
        seller.submit(one)
    assert isinstance(seller.look(one), Published if seller.platform == "snapdeal" else Ready)
    seller.submit(one)
    assert skus(seller) == ALL


@pytest.mark.parametrize(
    ("failure", "caught", "words"),
    [
        (TryLater("The seller panel asks for a pause.", after=60), OutcomeUnknown, "pause"),
        (public.Rejected("No.", remedy="Change it."), public.Rejected, "1 of 3 variants .* No"),
        (public.ReconnectNeeded("Log in."), public.ReconnectNeeded, "1 of 3 variants .* Log in"),
    ],
)
def test_what_stops_it_halfway_says_that_some_are_there(
    artisan: Artisan,
    browser_thread: BrowserThread,
    failure: Exception,
    caught: type[Exception],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seller = logged_in(artisan, "indiamart", browser_thread)
    one = of(seller)
    with monkeypatch.context() as patch:
        send_breaks(patch, 2, fails(failure))
        with pytest.raises(caught, match=words):
            seller.submit(one)
    assert skus(seller) == ALL[:1]


def test_a_size_that_the_category_does_not_offer_stands_in_the_name(
    artisan: Artisan, browser_thread: BrowserThread
) -> None:
    seller = logged_in(artisan, "meesho", browser_thread)
    seller.submit(replace(sari(artisan.sandbox), title="Zzz", text="Yyy", tags=(), materials=()))
    assert [(one["product_name"], one["size"]) for one in goods(seller)] == [
        (f"Zzz \u2013 Size: {size}", "Free Size") for size in ("M", "L", "XL")
    ]
