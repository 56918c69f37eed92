"""Single catalogue upload: category, front image, product details, submit for QC."""

import asyncio
from collections.abc import Mapping

from starlette.datastructures import UploadFile
from starlette.responses import Response
from starlette.routing import Route

from infra.local.sandbox import fetch, journal, settings
from infra.local.sandbox.meesho import form, rules
from infra.local.sandbox.meesho.catalogs import NEW, Catalog, Catalogs, State
from infra.local.sandbox.panels.panel_app import PanelApp, SellerCall

SLOTS = ("front_image", "image_2", "image_3", "image_4")
GONE = "There is no such catalogue."
SUBMITTED = "This catalogue has been submitted and cannot be changed."


class Upload:
    """The pages of the upload."""

    def __init__(self, panel: PanelApp) -> None:
        self._panel = panel
        self._world = panel.world
        self._catalogs = Catalogs(panel.world)

    def routes(self) -> list[Route]:
        """Every step has a page and a form."""
        images = "/panel/catalogs/{id}/images"
        details = "/panel/catalogs/{id}/details"
        route = self._panel.route
        return [
            route(NEW, self.category, guarded=True),
            route(NEW, self.choose, "POST", guarded=True),
            route(images, self.images),
            route(images, self.upload, "POST"),
            route(details, self.details),
            route(details, self.submit, "POST"),
        ]

    async def category(self, call: SellerCall) -> Response:
        """Step 1: choose the category path."""
        return self._category_page(call, None)

    async def choose(self, call: SellerCall) -> Response:
        """Begin a draft in the chosen category."""
        chosen = str(call.form.get(self._panel.layout().id("category"), ""))
        if chosen not in form.CATEGORIES:
            return self._category_page(call, "Choose a category to continue.")
        catalog = self._catalogs.begin(call.seller.id, chosen)
        return self._panel.go(call.request, f"/panel/catalogs/{catalog.id}/images")

    async def images(self, call: SellerCall) -> Response:
        """Step 2: the product's images."""
        catalog = self._draft(call)
        if isinstance(catalog, Response):
            return catalog
        return self._images_page(call, catalog, {})

    async def upload(self, call: SellerCall) -> Response:
        """Keep the images; the front one is needed."""
        catalog = self._draft(call)
        if isinstance(catalog, Response):
            return catalog
        blobs, wrong = await self._checked(call)
        if not wrong and not blobs and not catalog.images:
            wrong = {SLOTS[0]: "Add the front image."}
        if wrong:
            return self._images_page(call, catalog, wrong)
        if blobs:
            self._catalogs.set_images(catalog, tuple(blobs.values()))
        return self._panel.go(call.request, f"/panel/catalogs/{catalog.id}/details")

    async def details(self, call: SellerCall) -> Response:
        """Step 3: the product's details."""
        catalog = self._draft(call)
        if isinstance(catalog, Response):
            return catalog
        if not catalog.images:
            return self._panel.go(call.request, f"/panel/catalogs/{catalog.id}/images")
        return self._details_page(call, catalog, catalog.values, {})

    async def submit(self, call: SellerCall) -> Response:
        """Save the draft, or submit it for QC if everything is right."""
        catalog = self._draft(call)
        if isinstance(catalog, Response):
            return catalog
        if not catalog.images:
            return self._panel.go(call.request, f"/panel/catalogs/{catalog.id}/images")
        checked = rules.details(self._sent(call, catalog), catalog.category)
        if call.form.get("action") == "draft":
            self._catalogs.set_values(catalog, checked.values)
            return self._panel.go(call.request, f"/panel/catalogs/{catalog.id}?saved=1")
        errors = dict(checked.errors)
        if not errors:
            with self._world.transaction():
                taken = self._catalogs.submit(catalog, checked.values)
                if taken is None:
                    journal.effect(call.request, "published", catalog.id)
            if taken is None:
                return self._panel.go(call.request, f"/panel/catalogs/{catalog.id}?submitted=1")
            errors = {"sku": taken}
        return self._details_page(call, catalog, checked.values, errors)

    def _draft(self, call: SellerCall) -> Catalog | Response:
        catalog = self._catalogs.get(call.seller.id, call.request.path_params["id"])
        if catalog is None:
            return self._panel.message(call.request, 404, GONE)
        if catalog.state is not State.DRAFT:
            return self._panel.message(call.request, 409, SUBMITTED)
        return catalog

    async def _checked(self, call: SellerCall) -> tuple[dict[str, str], dict[str, str]]:
        """The images sent, by slot, and what is wrong with them."""
        layout = self._panel.layout()
        blobs: dict[str, str] = {}
        wrong: dict[str, str] = {}
        for slot in SLOTS:
            part = call.form.get(layout.id(slot))
            if not isinstance(part, UploadFile) or not part.filename:
                continue
            try:
                picture = await asyncio.to_thread(fetch.inspect, await part.read())
            except fetch.NotAPicture:
                wrong[slot] = "This file is not a complete picture."
                continue
            reason = rules.image_wrong(self._world, picture)
            if reason is None:
                blobs[slot] = self._world.put_blob(picture.content, picture.media_type)
            else:
                wrong[slot] = reason
        if blobs and SLOTS[0] not in blobs and not wrong:
            wrong[SLOTS[0]] = "Add the front image first."
        return blobs, wrong

    def _sent(self, call: SellerCall, catalog: Catalog) -> Mapping[str, str]:
        layout = self._panel.layout()
        names = [field.name for field in form.fields(catalog.category)]
        return {name: str(call.form.get(layout.id(name), "")) for name in names}

    def _category_page(self, call: SellerCall, wrong: str | None) -> Response:
        wanted = call.request.query_params.get("q", "").strip()
        shown = {
            id_: form.path(id_)
            for id_ in form.CATEGORIES
            if wanted.casefold() in form.path(id_).casefold()
        }
        values = {"categories": shown, "wanted": wanted, "wrong": wrong}
        return self._panel.page(call, "category.html", values, 422 if wrong else 200)

    def _images_page(
        self, call: SellerCall, catalog: Catalog, wrong: Mapping[str, str]
    ) -> Response:
        values = {
            "catalog": catalog,
            "wrong": wrong,
            "slots": SLOTS,
            "held": [self._world.blob_url(blob) for blob in catalog.images],
            "side_min": settings.number(self._world, "meesho_image_side_min"),
            "megabytes": settings.number(self._world, "meesho_image_bytes_max") // 2**20,
        }
        return self._panel.page(call, "images.html", values, 422 if wrong else 200)

    def _details_page(
        self,
        call: SellerCall,
        catalog: Catalog,
        values: Mapping[str, object],
        errors: Mapping[str, str],
    ) -> Response:
        shown = {
            "catalog": catalog,
            "sections": form.sections(catalog.category),
            "fields": {field.name: field for field in form.fields(catalog.category)},
            "values": values,
            "errors": errors,
            "front": self._world.blob_url(catalog.images[0]),
        }
        return self._panel.page(call, "details.html", shown, 422 if errors else 200)
