"""Puts the panel together: its pages, and what a person sees of a product outside it."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from infra.local.sandbox.panels import front, products, sessions
from infra.local.sandbox.panels.human_checks import HumanChecks
from infra.local.sandbox.panels.login import Login
from infra.local.sandbox.panels.panel_app import PanelApp, SellerCall
from infra.local.sandbox.panels.products import PanelProducts
from infra.local.sandbox.snapdeal import form
from infra.local.sandbox.snapdeal.form import FIRST_ID, SITE, STATES
from infra.local.sandbox.snapdeal.uploads import Uploads
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import World

VENDOR = SITE.vendor


def apps(world: World) -> Mapping[str, ASGIApp]:
    """The one host of the seller panel."""
    panel = PanelApp(world, SITE)
    held = _products(world)
    pages = ProductPages(panel, held)
    routes = [
        *front.routes(panel, "/"),
        *Login(panel).routes(),
        *HumanChecks(panel).routes(),
        panel.route(SITE.home, pages.home),
        *Uploads(panel, held).routes(),
        panel.route("/products", pages.products),
        panel.route("/products/{id}", pages.product),
    ]
    return {SITE.host: front.app(panel, routes)}


class ProductPages:
    """The pages that only show."""

    def __init__(self, panel: PanelApp, held: PanelProducts) -> None:
        self._panel = panel
        self._products = held

    async def home(self, call: SellerCall) -> Response:
        """The dashboard."""
        values = {"counts": self._products.counts(call.seller.id)}
        return self._panel.page(call, "home.html", values)

    async def products(self, call: SellerCall) -> Response:
        """All products, or those whose SKU code has these letters in it."""
        sku = call.request.query_params.get("sku", "").strip()
        shown = [
            one
            for one in self._products.of(call.seller.id)
            if sku.casefold() in one.value("SKU Code").casefold()
        ]
        return self._panel.page(call, "products.html", {"shown": shown, "sku": sku})

    async def product(self, call: SellerCall) -> Response:
        """One product with its state."""
        product = self._products.get(call.seller.id, call.request.path_params["id"])
        if product is None:
            return self._panel.message(call.request, 404, "There is no such product.")
        values = {
            "product": product,
            "columns": tuple(form.COLUMNS),
            "pictures": [self._panel.world.blob_url(blob) for blob in product.images],
            "public": f"{self._panel.world.public_url}/people/{VENDOR}/{product.id}",
        }
        return self._panel.page(call, "product.html", values)


def _products(world: World) -> PanelProducts:
    return PanelProducts(world, SITE, STATES, FIRST_ID)


def posts(world: World) -> list[Post]:
    """Every submitted product, newest first."""
    return _products(world).posts("Product Title", "Description", "Selling Price")


def remove(world: World, id_: str) -> None:
    """The seller has a product taken down; absent is fine."""
    world.delete(products.kind(SITE), id_)


def disconnect(world: World) -> None:
    """The seller logs out everywhere."""
    world.clear(sessions.kind(SITE))


def fault_response(kind: str, status: int, request: Request) -> Response:
    """The panel's page for a bad day; an ended session is sent to the login page."""
    del request
    return front.bad_day(SITE, kind, status)
