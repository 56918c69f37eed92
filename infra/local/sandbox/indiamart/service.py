"""Puts IndiaMART together: the panel, the public product pages, the lead API."""

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

from infra.local.sandbox.indiamart import form
from infra.local.sandbox.indiamart.adding import GONE, Adding
from infra.local.sandbox.indiamart.form import FIRST_ID, SITE, STATES
from infra.local.sandbox.indiamart.leads import LeadApi, LeadPages, Leads
from infra.local.sandbox.panels import front, goods, sessions
from infra.local.sandbox.panels.desk import Desk, Seat
from infra.local.sandbox.panels.goods import Good, Goods
from infra.local.sandbox.panels.login import Login
from infra.local.sandbox.panels.proving import Proving
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import World

VENDOR = SITE.vendor
API_HOST = "mapi.indiamart.com"
WWW_HOST = "www.indiamart.com"


def apps(world: World) -> Mapping[str, ASGIApp]:
    """The panel, the pages for buyers, and the API."""
    desk = Desk(world, SITE)
    held = _goods(world)
    shelf = Shelf(desk, held)
    leads = LeadPages(desk, held)
    routes = [
        *front.routes(desk, "/"),
        *Login(desk).routes(),
        *Proving(desk).routes(),
        desk.route(SITE.home, shelf.home),
        *Adding(desk, held).routes(),
        desk.route("/products", shelf.products),
        desk.route("/products/{id}", shelf.product),
        *leads.routes(),
    ]
    return {
        SITE.host: front.app(desk, routes),
        WWW_HOST: front.app(desk, [*front.routes(desk), *leads.public()]),
        API_HOST: Starlette(routes=LeadApi(world).routes()),
    }


class Shelf:
    """The pages that only show."""

    def __init__(self, desk: Desk, held: Goods) -> None:
        self._desk = desk
        self._goods = held

    async def home(self, seat: Seat) -> Response:
        """The dashboard."""
        values = {
            "counts": self._goods.counts(seat.seller.id),
            "leads": len(Leads(self._desk.world).of(seat.seller.id)),
        }
        return self._desk.page(seat, "home.html", values)

    async def products(self, seat: Seat) -> Response:
        """All products, or those in whose name or specifications the words stand."""
        words = seat.request.query_params.get("q", "").strip()
        held = self._goods.of(seat.seller.id)
        shown = [one for one in held if words.casefold() in _words(one)]
        values = {"shown": shown, "words": words, "specs": form.specs, "picture": self._picture}
        return self._desk.page(seat, "products.html", values)

    async def product(self, seat: Seat) -> Response:
        """One product with its state and its score."""
        good = self._goods.get(seat.seller.id, seat.request.path_params["id"])
        if good is None:
            return self._desk.message(seat.request, 404, GONE)
        values = {
            "good": good,
            "specs": form.specs(good),
            "score": form.score(good),
            "pictures": [self._desk.world.blob_url(blob) for blob in good.images],
            "public": f"{self._desk.world.public_url}/{WWW_HOST}/proddetail/{good.id}",
            "query": seat.request.query_params,
        }
        return self._desk.page(seat, "product.html", values)

    def _picture(self, good: Good) -> str:
        return self._desk.world.blob_url(good.images[0])


def _words(good: Good) -> str:
    specs = (f"{name} {value}" for name, value in form.specs(good))
    return " ".join((good.value("product_name"), *specs)).casefold()


def _goods(world: World) -> Goods:
    return Goods(world, SITE, STATES, FIRST_ID)


def posts(world: World) -> list[Post]:
    """Every submitted product, newest first."""
    return _goods(world).posts("product_name", "description", "price")


def remove(world: World, id_: str) -> None:
    """The seller has a product taken down; absent is fine."""
    world.delete(goods.kind(SITE), id_)


def disconnect(world: World) -> None:
    """The seller logs out everywhere."""
    world.clear(sessions.kind(SITE))


def fault_response(kind: str, status: int, request: Request) -> Response:
    """The panel's page for a bad day; the API says it in its body, as it says everything."""
    if not request.scope["path"].startswith(f"/{API_HOST}"):
        return front.bad_day(SITE, kind, status)
    code = {"rate_limit": 429, "expired_token": 401}.get(kind, 500)
    body = {"CODE": code, "STATUS": "FAILURE", "MESSAGE": "Please try again.", "RESPONSE": []}
    return JSONResponse(body, status if code == 500 else 200)  # noqa: PLR2004  # HTTP's own number
