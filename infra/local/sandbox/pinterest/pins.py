"""Pinterest's pins: the image is really fetched or decoded, the rest follows the schema."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.local.sandbox import fetch, journal, settings
from infra.local.sandbox.fetch import Picture
from infra.local.sandbox.pinterest import account, rules
from infra.local.sandbox.pinterest.boards import PINS as KIND
from infra.local.sandbox.pinterest.boards import board, board_of, section_of, stamp
from infra.local.sandbox.pinterest.rules import NewPin, RequestRefused, Source
from infra.local.sandbox.pinterest.wire import ApiGuard, paged
from infra.local.sandbox.world import Document

FIRST_ID = 813744226420700000
AGENT = "Pinterestbot/1.0 (+http://www.pinterest.com/bot.html)"
SHAPE_SLACK = 0.02
SIZES = {"150x150": 150, "400x300": 400, "600x": 600, "1200x": 1200}


class Pins:
    """The pin operations on one world."""

    def __init__(self, guard: ApiGuard) -> None:
        self._world = guard.world

    async def create(self, request: Request) -> Response:
        """Answer pins/create."""
        asked = rules.new_pin(rules.body(await request.body()))
        self._place(asked.board_id, asked.fields["board_section_id"])
        pictures = [await _picture(source) for source in asked.sources]
        _of_one_shape(pictures)
        with self._world.transaction():
            pin = self._kept(asked, pictures)
            journal.effect(request, "published", pin["id"])
        return JSONResponse(self.wire(pin), 201)

    async def list_(self, request: Request) -> Response:
        """Answer pins/list."""
        return paged(self._world.find(KIND)[::-1], request.query_params, self.wire)

    async def of_board(self, request: Request) -> Response:
        """Answer boards/list_pins: newest first."""
        held = board_of(self._world, request)
        found = self._world.find(KIND, board_id=held["id"])[::-1]
        return paged(found, request.query_params, self.wire)

    async def read(self, request: Request) -> Response:
        """Answer pins/get."""
        return JSONResponse(self.wire(self._pin(request)))

    async def update(self, request: Request) -> Response:
        """Answer pins/update."""
        if settings.text(self._world, "pinterest_pin_update") == "closed":
            raise RequestRefused(403, rules.ACCESS_DENIED, "You are not permitted to do that.")
        pin = self._pin(request)
        changes = rules.pin_changes(rules.body(await request.body()))
        slots = changes.pop("carousel_slots", None)
        changed = pin | changes
        self._place(changed["board_id"], changed["board_section_id"])
        if slots is not None:
            changed["blobs"] = _slotted(pin["blobs"], slots)
        with self._world.transaction():
            self._world.put(KIND, changed["id"], changed)
            journal.effect(request, "changed", changed["id"])
        return JSONResponse(self.wire(changed))

    async def delete(self, request: Request) -> Response:
        """Answer pins/delete."""
        pin = self._pin(request)
        with self._world.transaction():
            self._world.delete(KIND, pin["id"])
            journal.effect(request, "deleted", pin["id"])
        return Response(status_code=204)

    def _pin(self, request: Request) -> Document:
        pin = self._world.get(KIND, rules.path_id("pin_id", request.path_params["pin_id"]))
        if pin is None:
            raise RequestRefused(404, rules.PIN_NOT_FOUND, "Pin not found.")
        return pin

    def _place(self, board_id: str, section_id: str | None) -> None:
        board(self._world, board_id)
        if section_id is not None:
            section_of(self._world, board_id, section_id)

    def _kept(self, asked: NewPin, pictures: list[Picture]) -> Document:
        red, green, blue = pictures[0].average
        pin: Document = {
            **asked.fields,
            "dominant_color": asked.fields["dominant_color"] or f"#{red:02x}{green:02x}{blue:02x}",
            "id": str(FIRST_ID + self._world.next_id(KIND)),
            "board_id": asked.board_id,
            "created": self._world.now(),
            "blobs": [
                {
                    "blob": self._world.put_blob(picture.content, picture.media_type),
                    "width": picture.width,
                    "height": picture.height,
                    "title": source.title,
                    "description": source.description,
                    "link": source.link,
                }
                for source, picture in zip(asked.sources, pictures, strict=True)
            ],
        }
        self._world.put(KIND, pin["id"], pin)
        return pin

    def wire(self, pin: Document) -> dict[str, Any]:
        """The Pin resource."""
        carousel = len(pin["blobs"]) > 1
        return {
            "id": pin["id"],
            "created_at": stamp(pin["created"]),
            "link": pin["link"],
            "title": pin["title"],
            "description": pin["description"],
            "dominant_color": pin["dominant_color"],
            "alt_text": pin["alt_text"],
            "creative_type": "CAROUSEL" if carousel else "REGULAR",
            "board_id": pin["board_id"],
            "board_section_id": pin["board_section_id"],
            "board_owner": {"username": account.USERNAME},
            "is_owner": True,
            "is_standard": True,
            "has_been_promoted": False,
            "parent_pin_id": None,
            "pin_metrics": None,
            "media": self._several(pin["blobs"]) if carousel else self._single(pin["blobs"][0]),
        }

    def _single(self, blob: Document) -> dict[str, Any]:
        return {"media_type": "image", "images": self._images(blob)}

    def _several(self, blobs: list[Document]) -> dict[str, Any]:
        return {
            "media_type": "multiple_images",
            "items": [
                {
                    "item_type": "image",
                    "title": blob["title"],
                    "description": blob["description"],
                    "link": blob["link"],
                    "images": self._images(blob),
                }
                for blob in blobs
            ],
        }

    def _images(self, blob: Document) -> dict[str, Any]:
        url = self._world.blob_url(blob["blob"])
        ratio = blob["height"] / blob["width"]
        return {
            name: {"width": width, "height": max(1, round(width * ratio)), "url": url}
            for name, width in SIZES.items()
        }


def _slotted(blobs: list[Document], slots: list[dict[str, Any]]) -> list[Document]:
    """The pictures of a carousel with new words; a slot for each is needed."""
    if len(blobs) != len(slots) or len(blobs) == 1:
        raise rules.invalid("'carousel_slots' must have a member for each image of a carousel")
    return [
        blob | {name: slot[name] for name in ("title", "description", "link") if name in slot}
        for blob, slot in zip(blobs, slots, strict=True)
    ]


def _of_one_shape(pictures: list[Picture]) -> None:
    # help.pinterest.com asks for one ratio; how far they may differ is not said.
    ratios = [picture.ratio for picture in pictures]
    if max(ratios) - min(ratios) > SHAPE_SLACK:
        message = "The images of a carousel must have the same aspect ratio."
        raise RequestRefused(400, rules.INVALID, message)


async def _picture(source: Source) -> Picture:
    try:
        if source.content is not None:
            picture = await asyncio.to_thread(fetch.inspect, source.content)
        else:
            picture = await fetch.fetch(source.url or "", AGENT)
    except fetch.NotFetchable as error:
        message = f"Unable to reach the URL. Please check the URL and try again ({error})."
        raise RequestRefused(400, rules.IMAGE_UNREACHABLE, message) from error
    except fetch.NotAPicture as error:
        message = f"Sorry, the image could not be read: {error}."
        raise RequestRefused(400, rules.INVALID, message) from error
    if picture.format not in rules.IMAGE_FORMATS:
        message = f"Image must be PNG or JPEG, not {picture.format}."
        raise RequestRefused(400, rules.INVALID, message)
    if picture.size > rules.IMAGE_BYTES_MAX:
        raise RequestRefused(400, rules.INVALID, "Image is larger than 20 MB.")
    if source.content_type not in (None, rules.IMAGE_FORMATS[picture.format]):
        raise rules.invalid("'content_type' does not match the image")
    return picture
