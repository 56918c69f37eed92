"""Adding a product: photo, name and price on one page, description and details on the next."""

import asyncio
from collections.abc import Mapping

from starlette.datastructures import UploadFile
from starlette.responses import Response
from starlette.routing import Route

from infra.local.sandbox import fetch, journal
from infra.local.sandbox.indiamart import form
from infra.local.sandbox.panels.desk import Desk, Seat
from infra.local.sandbox.panels.goods import Good, Goods

DETAILS = "/products/{id}/details"
GONE = "There is no such product."
BASICS = ("product_name", "price", "unit", "ask_price")
REST = (
    "group",
    "description",
    "isq_material",
    *(f"spec_{part}_{place}" for place in range(1, form.SPECS + 1) for part in ("name", "value")),
)


class Adding:
    """The two pages."""

    def __init__(self, desk: Desk, goods: Goods) -> None:
        self._desk = desk
        self._goods = goods
        self._world = desk.world

    def routes(self) -> list[Route]:
        """Each page has a form."""
        route = self._desk.route
        return [
            route(form.NEW, self.new, guarded=True),
            route(form.NEW, self.begin, "POST", guarded=True),
            route(DETAILS, self.details, guarded=True),
            route(DETAILS, self.submit, "POST", guarded=True),
        ]

    async def new(self, seat: Seat) -> Response:
        """The first page."""
        return self._new_page(seat, {}, {})

    async def begin(self, seat: Seat) -> Response:
        """Keep the photos and the basics as an incomplete product."""
        sent = self._sent(seat, BASICS)
        wrong = form.basics_wrong(sent)
        blobs, reason = await self._photos(seat)
        if reason:
            wrong["photo"] = reason
        if wrong:
            return self._new_page(seat, sent, wrong)
        if sent["ask_price"]:
            sent["price"] = ""
        good = self._goods.begin(seat.seller.id, sent, blobs)
        return self._desk.go(seat.request, f"/products/{good.id}/details")

    async def details(self, seat: Seat) -> Response:
        """The second page."""
        good = self._draft(seat)
        return self._details_page(seat, good, {}) if isinstance(good, Good) else good

    async def submit(self, seat: Seat) -> Response:
        """Keep the details; send the product to the review unless it is only saved."""
        good = self._draft(seat)
        if not isinstance(good, Good):
            return good
        sent = self._sent(seat, REST)
        if seat.form.get("action") == "save":
            self._goods.change(good, dict(sent))
            return self._desk.go(seat.request, f"/products/{good.id}?saved=1")
        wrong = form.details_wrong(sent)
        good = self._goods.change(good, dict(sent))
        if wrong:
            return self._details_page(seat, good, wrong)
        with self._world.at_once():
            self._goods.submit(good, form.objection(good))
            journal.effect(seat.request, "published", good.id)
        return self._desk.go(seat.request, f"/products/{good.id}?submitted=1")

    def _draft(self, seat: Seat) -> Good | Response:
        good = self._goods.get(seat.seller.id, seat.request.path_params["id"])
        if good is None:
            return self._desk.message(seat.request, 404, GONE)
        if good.submitted_at is not None:
            return self._desk.message(seat.request, 409, "This product has been submitted.")
        return good

    def _sent(self, seat: Seat, names: tuple[str, ...]) -> dict[str, str]:
        layout = self._desk.layout()
        return {name: str(seat.form.get(layout.id(name), "")).strip() for name in names}

    async def _photos(self, seat: Seat) -> tuple[tuple[str, ...], str]:
        """The blobs of the photos, and what is wrong with the first that is wrong."""
        sent = seat.form.getlist(self._desk.layout().id("photo"))
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

    def _new_page(self, seat: Seat, sent: Mapping[str, str], wrong: Mapping[str, str]) -> Response:
        values = {"sent": sent, "wrong": wrong, "units": form.UNITS}
        return self._desk.page(seat, "new.html", values, 422 if wrong else 200)

    def _details_page(self, seat: Seat, good: Good, wrong: Mapping[str, str]) -> Response:
        values = {
            "good": good,
            "wrong": wrong,
            "groups": form.GROUPS,
            "specs": range(1, form.SPECS + 1),
            "score": form.score(good),
        }
        return self._desk.page(seat, "details.html", values, 422 if wrong else 200)
