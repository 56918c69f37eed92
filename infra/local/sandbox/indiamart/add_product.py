"""Adding a product: photo, name and price on one page, description and details on the next."""

import asyncio
from collections.abc import Mapping

from starlette.datastructures import UploadFile
from starlette.responses import Response
from starlette.routing import Route

from infra.local.sandbox import fetch, journal
from infra.local.sandbox.indiamart import form
from infra.local.sandbox.panels.panel_app import PanelApp, SellerCall
from infra.local.sandbox.panels.products import PanelProduct, PanelProducts

DETAILS = "/products/{id}/details"
GONE = "There is no such product."
BASICS = ("product_name", "price", "unit", "ask_price")
REST = (
    "group",
    "description",
    "isq_material",
    *(f"spec_{part}_{place}" for place in range(1, form.SPECS + 1) for part in ("name", "value")),
)


class AddProduct:
    """The two pages."""

    def __init__(self, panel: PanelApp, products: PanelProducts) -> None:
        self._panel = panel
        self._products = products
        self._world = panel.world

    def routes(self) -> list[Route]:
        """Each page has a form."""
        route = self._panel.route
        return [
            route(form.NEW, self.new, guarded=True),
            route(form.NEW, self.begin, "POST", guarded=True),
            route(DETAILS, self.details, guarded=True),
            route(DETAILS, self.submit, "POST", guarded=True),
        ]

    async def new(self, call: SellerCall) -> Response:
        """The first page."""
        return self._new_page(call, {}, {})

    async def begin(self, call: SellerCall) -> Response:
        """Keep the photos and the basics as an incomplete product."""
        sent = self._sent(call, BASICS)
        wrong = form.basics_wrong(sent)
        blobs, reason = await self._photos(call)
        if reason:
            wrong["photo"] = reason
        if wrong:
            return self._new_page(call, sent, wrong)
        if sent["ask_price"]:
            sent["price"] = ""
        product = self._products.begin(call.seller.id, sent, blobs)
        return self._panel.go(call.request, f"/products/{product.id}/details")

    async def details(self, call: SellerCall) -> Response:
        """The second page."""
        product = self._draft(call)
        return (
            self._details_page(call, product, {}) if isinstance(product, PanelProduct) else product
        )

    async def submit(self, call: SellerCall) -> Response:
        """Keep the details; send the product to the review unless it is only saved."""
        product = self._draft(call)
        if not isinstance(product, PanelProduct):
            return product
        sent = self._sent(call, REST)
        if call.form.get("action") == "save":
            self._products.change(product, dict(sent))
            return self._panel.go(call.request, f"/products/{product.id}?saved=1")
        wrong = form.details_wrong(sent)
        product = self._products.change(product, dict(sent))
        if wrong:
            return self._details_page(call, product, wrong)
        with self._world.transaction():
            self._products.submit(product, form.objection(product))
            journal.effect(call.request, "published", product.id)
        return self._panel.go(call.request, f"/products/{product.id}?submitted=1")

    def _draft(self, call: SellerCall) -> PanelProduct | Response:
        product = self._products.get(call.seller.id, call.request.path_params["id"])
        if product is None:
            return self._panel.message(call.request, 404, GONE)
        if product.submitted_at is not None:
            return self._panel.message(call.request, 409, "This product has been submitted.")
        return product

    def _sent(self, call: SellerCall, names: tuple[str, ...]) -> dict[str, str]:
        layout = self._panel.layout()
        return {name: str(call.form.get(layout.id(name), "")).strip() for name in names}

    async def _photos(self, call: SellerCall) -> tuple[tuple[str, ...], str]:
        """The blobs of the photos, and what is wrong with the first that is wrong."""
        sent = call.form.getlist(self._panel.layout().id("photo"))
        parts = [one for one in sent if isinstance(one, UploadFile) and one.filename]
        if not parts:
            return (), "Add a photo."
        if len(parts) > form.PHOTOS_MOST:
            return (), f"Add at most {form.PHOTOS_MOST} photos."
        read = [await self._photo(part) for part in parts]
        wrong = next((reason for _, reason in read if reason), "")
        return tuple(blob for blob, _ in read), wrong

    async def _photo(self, part: UploadFile) -> tuple[str, str]:
        """The blob of one photo, and what is wrong with it."""
        try:
            picture = await asyncio.to_thread(fetch.inspect, await part.read())
        except fetch.NotAPicture:
            return "", "This file is not a complete picture."
        reason = form.picture_wrong(self._world, picture)
        return ("", reason) if reason else (self._put(picture), "")

    def _put(self, picture: fetch.Picture) -> str:
        return self._world.put_blob(picture.content, picture.media_type)

    def _new_page(
        self, call: SellerCall, sent: Mapping[str, str], wrong: Mapping[str, str]
    ) -> Response:
        values = {"sent": sent, "wrong": wrong, "units": form.UNITS}
        return self._panel.page(call, "new.html", values, 422 if wrong else 200)

    def _details_page(
        self, call: SellerCall, product: PanelProduct, wrong: Mapping[str, str]
    ) -> Response:
        values = {
            "product": product,
            "wrong": wrong,
            "groups": form.GROUPS,
            "specs": range(1, form.SPECS + 1),
            "score": form.score(product),
        }
        return self._panel.page(call, "details.html", values, 422 if wrong else 200)
