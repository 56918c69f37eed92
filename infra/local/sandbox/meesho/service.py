"""Puts the panel together: its pages, and what a person sees of a catalogue outside it."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from infra.local.sandbox.meesho import form
from infra.local.sandbox.meesho.bulk import Bulk
from infra.local.sandbox.meesho.catalogs import KIND as CATALOGS
from infra.local.sandbox.meesho.catalogs import SITE, Catalog, Catalogs, State
from infra.local.sandbox.meesho.upload import GONE, Upload
from infra.local.sandbox.panels import front, sessions
from infra.local.sandbox.panels.human_checks import HumanChecks
from infra.local.sandbox.panels.login import Login
from infra.local.sandbox.panels.panel_app import PanelApp, SellerCall
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import World

VENDOR = SITE.vendor
LATEST = 5


def apps(world: World) -> Mapping[str, ASGIApp]:
    """The one host of the seller panel."""
    panel = PanelApp(world, SITE)
    pages = CatalogPages(panel)
    routes = [
        *front.routes(panel, "/", "/panel"),
        *Login(panel).routes(),
        *HumanChecks(panel).routes(),
        panel.route("/panel/home", pages.home),
        panel.route("/panel/catalogs", pages.catalogs),
        *Bulk(panel).routes(),
        *Upload(panel).routes(),
        panel.route("/panel/catalogs/{id}", pages.catalog),
    ]

    return {SITE.host: front.app(panel, routes)}


class CatalogPages:
    """The pages that only show."""

    def __init__(self, panel: PanelApp) -> None:
        self._panel = panel
        self._world = panel.world
        self._catalogs = Catalogs(panel.world)

    async def home(self, call: SellerCall) -> Response:
        """The dashboard."""
        held = self._catalogs.of(call.seller.id)
        values = {
            "counts": _counts(held),
            "latest": held[:LATEST],
            "picture": self._picture,
        }
        return self._panel.page(call, "home.html", values)

    async def catalogs(self, call: SellerCall) -> Response:
        """The list of catalogues: by state, or found by supplier SKU id."""
        query = call.request.query_params
        sku = query.get("sku", "").strip()
        chosen = query.get("status", "")
        held = self._catalogs.of(call.seller.id)
        shown = [one for one in held if not chosen or one.state == chosen]
        if sku:
            shown = self._catalogs.with_sku(call.seller.id, sku)
        values = {
            "counts": _counts(held),
            "shown": shown,
            "chosen": chosen,
            "sku": sku,
            "picture": self._picture,
        }
        return self._panel.page(call, "catalogs.html", values)

    async def catalog(self, call: SellerCall) -> Response:
        """One catalogue with its QC state."""
        catalog = self._catalogs.get(call.seller.id, call.request.path_params["id"])
        if catalog is None:
            return self._panel.message(call.request, 404, GONE)
        labels = {field.name: field.label for field in form.fields(catalog.category)}
        values = {
            "catalog": catalog,
            "labels": labels,
            "pictures": [self._world.blob_url(blob) for blob in catalog.images],
            "public": f"{self._world.public_url}/people/meesho/{catalog.id}",
            "query": call.request.query_params,
        }
        return self._panel.page(call, "catalog.html", values)

    def _picture(self, catalog: Catalog) -> str | None:
        return self._world.blob_url(catalog.images[0]) if catalog.images else None


def _counts(held: list[Catalog]) -> dict[str, int]:
    counted = Counter(catalog.state for catalog in held)
    return {state.value: counted[state] for state in State}


def posts(world: World) -> list[Post]:
    """Every submitted catalogue, newest first; a draft is nobody else's business."""
    found = [one for one in Catalogs(world).every() if one.state is not State.DRAFT]
    return [_post(world, catalog) for catalog in found]


def _post(world: World, catalog: Catalog) -> Post:
    objection = f"\n\nQC error: {catalog.objection}" if catalog.state is State.REFUSED else ""
    price = float(str(catalog.values["meesho_price"]).replace(",", ""))
    return Post(
        vendor=VENDOR,
        id=catalog.id,
        title=catalog.name,
        text=f"{catalog.values['description']}{objection}",
        image_urls=tuple(world.blob_url(blob) for blob in catalog.images),
        link=None,
        price=f"₹{price:,.2f}",
        state=catalog.state.value,
        created_at=datetime.fromtimestamp(catalog.submitted_at or catalog.created_at, UTC),
        url=f"{world.public_url}/people/meesho/{catalog.id}",
        account=SITE.seller(catalog.supplier),
    )


def remove(world: World, id_: str) -> None:
    """The supplier has a catalogue taken down; absent is fine."""
    world.delete(CATALOGS, id_)


def disconnect(world: World) -> None:
    """The supplier logs out everywhere."""
    world.clear(sessions.kind(SITE))


def fault_response(kind: str, status: int, request: Request) -> Response:
    """The panel's page for a bad day; an ended session is sent to the login page."""
    del request
    return front.bad_day(SITE, kind, status)
