"""Puts IndiaMART together: the panel, the public product pages, the lead API."""

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

from infra.local.sandbox.indiamart import form
from infra.local.sandbox.indiamart.add_product import GONE, AddProduct
from infra.local.sandbox.indiamart.form import FIRST_ID, SITE, STATES
from infra.local.sandbox.indiamart.leads import LeadApi, LeadPages, Leads
from infra.local.sandbox.panels import front, products, sessions
from infra.local.sandbox.panels.human_checks import HumanChecks
from infra.local.sandbox.panels.login import Login
from infra.local.sandbox.panels.panel_app import PanelApp, SellerCall
from infra.local.sandbox.panels.products import PanelProduct, PanelProducts
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import World

VENDOR = SITE.vendor
API_HOST = "mapi.indiamart.com"
WWW_HOST = "www.indiamart.com"


def apps(world: World) -> Mapping[str, ASGIApp]:
    """The panel, the pages for buyers, and the API."""
    panel = PanelApp(world, SITE)
    held = _products(world)
    pages = ProductPages(panel, held)
    leads = LeadPages(panel, held)
    routes = [
        *front.routes(panel, "/"),
        *Login(panel).routes(),
        *HumanChecks(panel).routes(),
        panel.route(SITE.home, pages.home),
        *AddProduct(panel, held).routes(),
        panel.route("/products", pages.products),
        panel.route("/products/{id}", pages.product),
        *leads.routes(),
    ]
    return {
        SITE.host: front.app(panel, routes),
        WWW_HOST: front.app(panel, [*front.routes(panel), *leads.public()]),
        API_HOST: Starlette(routes=LeadApi(world).routes()),
    }


class ProductPages:
    """The pages that only show."""

    def __init__(self, panel: PanelApp, held: PanelProducts) -> None:
        self._panel = panel
        self._products = held

    async def home(self, call: SellerCall) -> Response:
        """The dashboard."""
        values = {
            "counts": self._products.counts(call.seller.id),
            "leads": len(Leads(self._panel.world).of(call.seller.id)),
        }
        return self._panel.page(call, "home.html", values)

    async def products(self, call: SellerCall) -> Response:
        """All products, or those in whose name or specifications the words stand."""
        words = call.request.query_params.get("q", "").strip()
        held = self._products.of(call.seller.id)
        shown = [one for one in held if words.casefold() in _words(one)]
        values = {"shown": shown, "words": words, "specs": form.specs, "picture": self._picture}
        return self._panel.page(call, "products.html", values)

    async def product(self, call: SellerCall) -> Response:
        """One product with its state and its score."""
        product = self._products.get(call.seller.id, call.request.path_params["id"])
        if product is None:
            return self._panel.message(call.request, 404, GONE)
        values = {
            "product": product,
            "specs": form.specs(product),
            "score": form.score(product),
            "pictures": [self._panel.world.blob_url(blob) for blob in product.images],
            "public": f"{self._panel.world.public_url}/{WWW_HOST}/proddetail/{product.id}",
            "query": call.request.query_params,
        }
        return self._panel.page(call, "product.html", values)

    def _picture(self, product: PanelProduct) -> str:
        return self._panel.world.blob_url(product.images[0])


def _words(product: PanelProduct) -> str:
    specs = (f"{name} {value}" for name, value in form.specs(product))
    return " ".join((product.value("product_name"), *specs)).casefold()


def _products(world: World) -> PanelProducts:
    return PanelProducts(world, SITE, STATES, FIRST_ID)


def posts(world: World) -> list[Post]:
    """Every submitted product, newest first."""
    return _products(world).posts("product_name", "description", "price")


def remove(world: World, id_: str) -> None:
    """The seller has a product taken down; absent is fine."""
    world.delete(products.kind(SITE), id_)


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
