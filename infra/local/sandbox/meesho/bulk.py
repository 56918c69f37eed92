"""Bulk upload: a category's spreadsheet, filled in, is as many catalogues as it has rows."""

from starlette.datastructures import UploadFile
from starlette.responses import Response
from starlette.routing import Route

from infra.local.sandbox import fetch, journal
from infra.local.sandbox.meesho import form, rules
from infra.local.sandbox.meesho.catalogs import Catalogs
from infra.local.sandbox.panels import sheets
from infra.local.sandbox.panels.panel_app import PanelApp, SellerCall

BULK = "/panel/catalogs/bulk"
IMAGES = ("Front image URL", "Image 2 URL", "Image 3 URL", "Image 4 URL")
OUT_OF_DATE = "This is not the current template of the category. Download it again."

Row = tuple[dict[str, str], tuple[str, ...]]
"""The values of one product, and the blobs of its images."""


def columns(category: str) -> tuple[str, ...]:
    """The header of a category's template."""
    return (*(field.label for field in form.fields(category)), *IMAGES)


class Bulk:
    """The page of the bulk upload."""

    def __init__(self, panel: PanelApp) -> None:
        self._panel = panel
        self._world = panel.world
        self._catalogs = Catalogs(panel.world)

    def routes(self) -> list[Route]:
        """The page with its form, and the templates."""
        route = self._panel.route
        return [
            route(BULK, self.ask, guarded=True),
            route(BULK, self.upload, "POST", guarded=True),
            route(f"{BULK}/{{category}}.xlsx", self.template),
        ]

    async def ask(self, call: SellerCall) -> Response:
        """Choose a category, take its template, bring it back."""
        return self._page(call, ())

    async def template(self, call: SellerCall) -> Response:
        """A category's spreadsheet."""
        category = call.request.path_params["category"]
        if category not in form.CATEGORIES:
            return self._panel.message(call.request, 404, "There is no such category.")
        content = sheets.template("Catalog", columns(category))
        return Response(content, media_type=sheets.MEDIA_TYPE)

    async def upload(self, call: SellerCall) -> Response:
        """Submit every row for QC, or none of them."""
        layout = self._panel.layout()
        category = str(call.form.get(layout.id("category"), ""))
        part = call.form.get(layout.id("file"))
        if category not in form.CATEGORIES or not isinstance(part, UploadFile):
            return self._page(call, ("Choose a category and its filled-in file.",))
        try:
            header, read = sheets.rows(await part.read())
        except sheets.NotASheet:
            return self._page(call, ("This file is no Excel workbook.",))
        if header != columns(category) or not read:
            return self._page(call, (OUT_OF_DATE,))
        rows, wrong = await self._checked(category, read)
        if wrong:
            return self._page(call, tuple(wrong))
        with self._world.transaction():
            ids, wrong = self._submit(call, category, rows)
            if ids:
                journal.effect(call.request, "published", ",".join(ids))
        if wrong:
            return self._page(call, tuple(wrong))
        return self._panel.go(call.request, "/panel/catalogs")

    async def _checked(
        self, category: str, read: list[dict[str, str]]
    ) -> tuple[list[Row], list[str]]:
        rows: list[Row] = []
        wrong: list[str] = []
        labels = {field.label: field.name for field in form.fields(category)}
        for number, row in enumerate(read, 2):
            checked = rules.details({labels[one]: row[one] for one in labels}, category)
            words = {
                name: f"{name.replace('_', ' ')}: {why}" for name, why in checked.errors.items()
            }
            wrong += [f"Row {number}, {one}" for one in words.values()]
            blobs, reasons = await self._pictures(row)
            wrong += [f"Row {number}, {one}" for one in reasons]
            rows.append((checked.values, blobs))
        return rows, wrong

    async def _pictures(self, row: dict[str, str]) -> tuple[tuple[str, ...], list[str]]:
        """The blobs of a row's pictures, and what is wrong with them; the front one is needed."""
        read = [(name, await self._picture(row[name])) for name in IMAGES if row.get(name)]
        wrong = [f"{name}: {reason}" for name, (_, reason) in read if reason]
        if not row.get(IMAGES[0]):
            wrong.append(f"{IMAGES[0]}: This field is required.")
        return tuple(blob for _, (blob, _) in read), wrong

    async def _picture(self, url: str) -> tuple[str, str]:
        """The blob of a picture, and what is wrong with it."""
        try:
            picture = await fetch.fetch(url)
        except (fetch.NotFetchable, fetch.NotAPicture) as error:
            return "", f"The image could not be read: {error}."
        reason = rules.image_wrong(self._world, picture)
        return ("", reason) if reason else (self._put(picture), "")

    def _put(self, picture: fetch.Picture) -> str:
        return self._world.put_blob(picture.content, picture.media_type)

    def _submit(
        self, call: SellerCall, category: str, rows: list[Row]
    ) -> tuple[list[str], list[str]]:
        ids: list[str] = []
        wrong: list[str] = []
        for number, (values, blobs) in enumerate(rows, 2):
            catalog = self._catalogs.begin(call.seller.id, category)
            self._catalogs.set_images(catalog, blobs)
            taken = self._catalogs.submit(catalog, values)
            if taken:
                self._catalogs.forget(catalog)
                wrong.append(f"Row {number}: {taken}")
            else:
                ids.append(catalog.id)
        return ids, wrong

    def _page(self, call: SellerCall, wrong: tuple[str, ...]) -> Response:
        values = {
            "categories": {id_: form.path(id_) for id_ in form.CATEGORIES},
            "wrong": wrong,
        }
        return self._panel.page(call, "bulk.html", values, 422 if wrong else 200)
