"""Puts the panel together: its pages, and what a person sees of a product outside it."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from infra.local.sandbox.panels import front, goods, sessions
from infra.local.sandbox.panels.desk import Desk, Seat
from infra.local.sandbox.panels.goods import Goods
from infra.local.sandbox.panels.login import Login
from infra.local.sandbox.panels.proving import Proving
from infra.local.sandbox.snapdeal import form
from infra.local.sandbox.snapdeal.form import FIRST_ID, SITE, STATES
from infra.local.sandbox.snapdeal.uploads import Uploads
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import World

VENDOR = SITE.vendor


def apps(world: World) -> Mapping[str, ASGIApp]:
    """The one host of the seller panel."""
    desk = Desk(world, SITE)
    held = _goods(world)
    shelf = Shelf(desk, held)
    routes = [
        *front.routes(desk, "/"),
        *Login(desk).routes(),
        *Proving(desk).routes(),
        desk.route(SITE.home, shelf.home),
        *Uploads(desk, held).routes(),
        desk.route("/products", shelf.products),
        desk.route("/products/{id}", shelf.product),
    ]
    return {SITE.host: front.app(desk, routes)}


class Shelf:
    """The pages that only show."""

    def __init__(self, desk: Desk, held: Goods) -> None:
        self._desk = desk
        self._goods = held

    async def home(self, seat: Seat) -> Response:
        """The dashboard."""
        values = {"counts": self._goods.counts(seat.seller.id)}
        return self._desk.page(seat, "home.html", values)

    async def products(self, seat: Seat) -> Response:
        """All products, or those whose SKU code has these letters in it."""
        sku = seat.request.query_params.get("sku", "").strip()
        shown = [
            one
            for one in self._goods.of(seat.seller.id)
            if sku.casefold() in one.value("SKU Code").casefold()
        ]
        return self._desk.page(seat, "products.html", {"shown": shown, "sku": sku})

    async def product(self, seat: Seat) -> Response:
        """One product with its state."""
        good = self._goods.get(seat.seller.id, seat.request.path_params["id"])
        if good is None:
            return self._desk.message(seat.request, 404, "There is no such product.")
        values = {
            "good": good,
            "columns": tuple(form.COLUMNS),
            "pictures": [self._desk.world.blob_url(blob) for blob in good.images],
            "public": f"{self._desk.world.public_url}/people/{VENDOR}/{good.id}",
        }
        return self._desk.page(seat, "product.html", values)


def _goods(world: World) -> Goods:
    return Goods(world, SITE, STATES, FIRST_ID)


def posts(world: World) -> list[Post]:
    """Every submitted product, newest first."""
    return _goods(world).posts("Product Title", "Description", "Selling Price")


def remove(world: World, id_: str) -> None:
    """The seller has a product taken down; absent is fine."""
    world.delete(goods.kind(SITE), id_)


def disconnect(world: World) -> None:
    """The seller logs out everywhere."""
    world.clear(sessions.kind(SITE))


def fault_response(kind: str, status: int, request: Request) -> Response:
    """The panel's page for a bad day; an ended session is sent to the login page."""
    del request
    return front.bad_day(SITE, kind, status)
