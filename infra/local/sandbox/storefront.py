"""Pages for buyers, shared by the shop stand-ins: the products, one product, an order."""

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from infra.local.sandbox.pages import page

BREAKING = frozenset({"p", "br", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "tr"})
HIDDEN = frozenset({"script", "style", "template"})


@dataclass(frozen=True)
class StorefrontProduct:
    """One thing on sale as a buyer sees it; ``price`` is ready to read, ``url`` its page."""

    title: str
    text: str
    price: str
    image_urls: tuple[str, ...]
    alt_text: str
    url: str
    stock: int | None


@dataclass(frozen=True)
class StorefrontOrder:
    """An order as its buyer sees it; ``steps`` are the buttons: what each does → its words."""

    name: str
    lines: tuple[str, ...]
    total: str
    state: str
    url: str
    steps: tuple[tuple[str, str], ...]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden += tag in HIDDEN
        if tag in BREAKING:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in HIDDEN
        if tag in BREAKING:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._hidden <= 0:
            self.parts.append(data)


def words(html: str) -> str:
    """What a person reads of a description in HTML."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).splitlines())
    return "\n".join(line for line in lines if line)


def rupees(amount: str) -> str:
    """A decimal text as a price tag."""
    return f"₹{float(amount or 0):,.2f}"


def shop_page(vendor: str, name: str, products: list[StorefrontProduct]) -> Response:
    """The shop's front: everything that is on sale."""
    return page("store.html", vendor=vendor, name=name, products=products)


def product_page(vendor: str, shop: tuple[str, str], product: StorefrontProduct) -> Response:
    """One product with the button that orders it; ``shop`` is the shop's name and address."""
    return page("product.html", vendor=vendor, shop=shop, product=product)


def order_page(vendor: str, shop: tuple[str, str], order: StorefrontOrder) -> Response:
    """What the buyer sees of an order, with what she can still do."""
    return page("order.html", vendor=vendor, shop=shop, order=order)


def missing(vendor: str) -> Response:
    """The page for what is not there."""
    return page("refusal.html", status=404, vendor=vendor, words="There is nothing here to buy.")


class Wanted(NamedTuple):
    """What a buyer asked for: how many, and which variant; "" for any that is there."""

    quantity: int
    sku: str


async def ordered(request: Request) -> Wanted:
    """What a buyer asked for, from 1 to 20 of it."""
    async with request.form() as form:
        text, sku = str(form.get("quantity", "1")), str(form.get("sku", ""))
    number = min(20, max(1, int(text))) if text.isascii() and text.isdigit() else 1
    return Wanted(number, sku)
