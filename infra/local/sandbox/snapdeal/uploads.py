"""Adding products: choose a category, take its template, upload it filled in, confirm."""

from starlette.datastructures import UploadFile
from starlette.responses import Response
from starlette.routing import Route

from infra.local.sandbox import fetch, journal
from infra.local.sandbox.panels import sheets
from infra.local.sandbox.panels.panel_app import PanelApp, SellerCall
from infra.local.sandbox.panels.products import PanelProducts
from infra.local.sandbox.snapdeal import form
from infra.local.sandbox.world import Document

KIND = "snapdeal.upload"
TEMPLATE = "/products/template/{category}"
CATEGORY = f"{form.ADD}/{{category}}"
UPLOAD = "/uploads/{id}"
NO_CATEGORY = "There is no such category."
NO_UPLOAD = "There is no such upload."
OUT_OF_DATE = "This template is out of date. Download the current one and fill it in again."


class Uploads:
    """The pages of the upload."""

    def __init__(self, panel: PanelApp, products: PanelProducts) -> None:
        self._panel = panel
        self._products = products
        self._world = panel.world

    def routes(self) -> list[Route]:
        """Every step has a page and a form."""
        route = self._panel.route
        return [
            route(form.ADD, self.category, guarded=True),
            route(form.ADD, self.choose, "POST", guarded=True),
            route(TEMPLATE, self.template),
            route(CATEGORY, self.sheet, guarded=True),
            route(CATEGORY, self.upload, "POST", guarded=True),
            route(UPLOAD, self.look),
            route(UPLOAD, self.confirm, "POST", guarded=True),
        ]

    async def category(self, call: SellerCall) -> Response:
        """Step 1: the category."""
        return self._category_page(call, None)

    async def choose(self, call: SellerCall) -> Response:
        """On to the category's template."""
        chosen = str(call.form.get(self._panel.layout().id("category"), ""))
        if chosen not in form.CATEGORIES:
            return self._category_page(call, "Choose a category to continue.")
        return self._panel.go(call.request, f"{form.ADD}/{chosen}")

    async def template(self, call: SellerCall) -> Response:
        """The category's spreadsheet."""
        chosen = call.request.path_params["category"]
        if chosen not in form.CATEGORIES:
            return self._panel.message(call.request, 404, NO_CATEGORY)
        content = sheets.template("Products", self._columns())
        named = {"content-disposition": f'attachment; filename="{chosen}.xlsx"'}
        return Response(content, media_type=sheets.MEDIA_TYPE, headers=named)

    async def sheet(self, call: SellerCall) -> Response:
        """Step 2: take the template, bring it back filled in."""
        if call.request.path_params["category"] not in form.CATEGORIES:
            return self._panel.message(call.request, 404, NO_CATEGORY)
        return self._sheet_page(call, ())

    async def upload(self, call: SellerCall) -> Response:
        """Check every row; a file without faults waits to be confirmed."""
        part = call.form.get(self._panel.layout().id("template"))
        if not isinstance(part, UploadFile) or not part.filename:
            return self._sheet_page(call, ("Choose the filled-in file.",))
        try:
            header, rows = sheets.rows(await part.read())
        except sheets.NotASheet:
            return self._sheet_page(call, ("This file is no Excel workbook.",))
        columns = self._columns()
        if header[: len(columns)] != columns:
            return self._sheet_page(call, (OUT_OF_DATE,))
        named = [dict(zip(form.COLUMNS, row.values(), strict=False)) for row in rows]
        wrong = [words for number, row in enumerate(named, 2) for words in self._wrong(number, row)]
        blobs: list[list[str]] = []
        for number, row in enumerate(named if not wrong else (), 2):
            shown, reasons = await self._pictures(row)
            blobs.append(shown)
            wrong += [f"Row {number}, {one}" for one in reasons]
        if not named:
            wrong = ["The file has no rows."]
        taken = () if wrong else self._taken(call.seller.id, named)
        if wrong or taken:
            return self._sheet_page(call, (*wrong, *taken))
        id_ = self._keep(call, named, blobs)
        return self._panel.go(call.request, f"/uploads/{id_}")

    async def look(self, call: SellerCall) -> Response:
        """Step 3: confirm; afterwards, how far the products have come."""
        upload = self._upload(call)
        if upload is None:
            return self._panel.message(call.request, 404, NO_UPLOAD)
        return self._upload_page(call, upload, ())

    async def confirm(self, call: SellerCall) -> Response:
        """Send every row of the upload to approval."""
        upload = self._upload(call)
        if upload is None:
            return self._panel.message(call.request, 404, NO_UPLOAD)
        if upload["products"]:
            return self._panel.message(call.request, 409, "This upload was submitted already.")
        with self._world.transaction():
            taken = self._taken(call.seller.id, upload["rows"])
            if taken:
                return self._upload_page(call, upload, taken)
            ids = [self._submit(call, upload, place) for place in range(len(upload["rows"]))]
            self._world.put(KIND, upload["id"], {**upload, "products": ids})
            journal.effect(call.request, "published", ",".join(ids))
        return self._panel.go(call.request, f"/uploads/{upload['id']}?submitted=1")

    def _submit(self, call: SellerCall, upload: Document, place: int) -> str:
        row = {**upload["rows"][place], "category": upload["category"]}
        product = self._products.begin(call.seller.id, row, tuple(upload["blobs"][place]))
        return self._products.submit(product, form.objection(row)).id

    def _columns(self) -> tuple[str, ...]:
        return form.columns(self._panel.site.text(self._world, "layout"))

    def _wrong(self, number: int, row: dict[str, str]) -> list[str]:
        return [f"Row {number}, {name}: {words}" for name, words in form.row_wrong(row).items()]

    def _taken(self, seller: str, rows: list[dict[str, str]]) -> tuple[str, ...]:
        known = [
            (row["SKU Code"], self._products.taken(seller, "SKU Code", row["SKU Code"]))
            for row in rows
        ]
        return tuple(
            f"SKU Code {sku} already exists as product {product.id}."
            for sku, product in known
            if product
        )

    async def _pictures(self, row: dict[str, str]) -> tuple[list[str], list[str]]:
        """The blobs of a row's pictures, and what is wrong with them."""
        read = [(name, await self._picture(row[name])) for name in form.IMAGES if row.get(name)]
        wrong = [f"{name}: {reason}" for name, (_, reason) in read if reason]
        return [blob for _, (blob, _) in read], wrong

    async def _picture(self, url: str) -> tuple[str, str]:
        """The blob of the picture at an address, and what is wrong with it."""
        side = self._panel.site.number(self._world, "image_side_min")
        try:
            picture = await fetch.fetch(url)
        except (fetch.NotFetchable, fetch.NotAPicture) as error:
            return "", f"The image could not be read: {error}."
        if min(picture.width, picture.height) < side:
            return "", f"The image must be at least {side} by {side} px."
        return self._world.put_blob(picture.content, picture.media_type), ""

    def _keep(self, call: SellerCall, rows: list[dict[str, str]], blobs: list[list[str]]) -> str:
        id_ = str(self._world.next_id(KIND))
        kept = {
            "id": id_,
            "seller": call.seller.id,
            "category": call.request.path_params["category"],
            "rows": rows,
            "blobs": blobs,
            "products": [],
        }
        self._world.put(KIND, id_, kept)
        return id_

    def _upload(self, call: SellerCall) -> Document | None:
        upload = self._world.get(KIND, call.request.path_params["id"])
        return upload if upload and upload["seller"] == call.seller.id else None

    def _category_page(self, call: SellerCall, wrong: str | None) -> Response:
        values = {"categories": form.CATEGORIES, "wrong": wrong}
        return self._panel.page(call, "category.html", values, 422 if wrong else 200)

    def _sheet_page(self, call: SellerCall, wrong: tuple[str, ...]) -> Response:
        chosen = call.request.path_params["category"]
        values = {
            "category": chosen,
            "name": form.CATEGORIES.get(chosen, ""),
            "columns": self._columns(),
            "wrong": wrong,
        }
        return self._panel.page(call, "sheet.html", values, 422 if wrong else 200)

    def _upload_page(self, call: SellerCall, upload: Document, wrong: tuple[str, ...]) -> Response:
        products = [self._products.get(call.seller.id, id_) for id_ in upload["products"]]
        values = {
            "upload": upload,
            "name": form.CATEGORIES[upload["category"]],
            "products": [product for product in products if product],
            "wrong": wrong,
            "query": call.request.query_params,
        }
        return self._panel.page(call, "upload.html", values, 409 if wrong else 200)
