"""Etsy's listing images: really decoded, ranked, replaced."""

import asyncio
import colorsys

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.local.sandbox import fetch
from infra.local.sandbox.etsy import rules
from infra.local.sandbox.etsy.rules import RequestRefused
from infra.local.sandbox.etsy.wire import path_id, texts
from infra.local.sandbox.world import Document, World

KIND = "etsy.image"
FIRST_ID = 6_100_000_000
# A new image's size and colours are worked out after the answer; seconds until they show.
SETTLED_AFTER = 2.0


class Images:
    """The images of all listings on one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def upload(self, request: Request, listing_id: int) -> Response:
        """Answer uploadListingImage: multipart `image`, or an earlier `listing_image_id` again."""
        async with request.form() as form:
            sent = texts(form)
            rank = rules.whole("rank", sent.get("rank", "1"), 1, rules.IMAGES_MAX)
            overwrite = rules.truth("overwrite", sent.get("overwrite", "false"))
            alt_text = rules.alt_text(sent.get("alt_text", ""))
            picture = await self._picture(form, sent)
        # One that is in the listing already keeps its number: it is moved, or described anew.
        own = picture["listing_image_id"] if picture.get("listing_id") == listing_id else None
        image: Document = {
            **picture,
            "listing_image_id": own or FIRST_ID + self._world.next_id(KIND),
            "listing_id": listing_id,
            "rank": rank,
            "alt_text": alt_text,
            "created": picture["created"] if own else self._world.now(),
        }
        with self._world.lock:
            self._make_room(listing_id, rank, keeping=own, replace=overwrite)
            self._save(image)
        return JSONResponse(self._resource(image), 201)

    async def list_(self, request: Request) -> Response:
        """Answer getListingImages."""
        results = self.wire(path_id(request, "listing_id"))
        return JSONResponse({"count": len(results), "results": results})

    async def delete(self, request: Request) -> Response:
        """Answer deleteListingImage."""
        id_ = path_id(request, "listing_image_id")
        image = self._world.get(KIND, str(id_))
        if image is None or image["listing_id"] != path_id(request, "listing_id"):
            raise RequestRefused(404, f"Resource not found: ListingImage {id_}")
        self._world.delete(KIND, str(id_))
        return Response(status_code=204)

    def of(self, listing_id: int) -> list[Document]:
        """A listing's images by rank."""
        found = self._world.find(KIND, listing_id=listing_id)
        return sorted(found, key=lambda image: (image["rank"], image["listing_image_id"]))

    def urls(self, listing_id: int) -> tuple[str, ...]:
        """Where a listing's images are served, by rank."""
        return tuple(self._world.blob_url(image["blob"]) for image in self.of(listing_id))

    def forget(self, listing_id: int) -> None:
        """Drop the images of a deleted listing."""
        for image in self.of(listing_id):
            self._world.delete(KIND, str(image["listing_image_id"]))

    def wire(self, listing_id: int) -> list[dict[str, object]]:
        """The ListingImage resources of a listing."""
        return [self._resource(image) for image in self.of(listing_id)]

    async def _picture(self, form: FormData, sent: dict[str, str]) -> Document:
        part = form.get("image")
        if isinstance(part, UploadFile):
            return await self._kept(await part.read(rules.IMAGE_BYTES_MAX + 1))
        if "listing_image_id" in sent:
            id_ = rules.whole("listing_image_id", sent["listing_image_id"], 1)
            image = self._world.get(KIND, str(id_))
            if image is None:
                raise RequestRefused(404, f"Resource not found: ListingImage {id_}")
            return image
        raise RequestRefused(400, "Either a valid image file or a listing_image_id is required.")

    async def _kept(self, content: bytes) -> Document:
        if len(content) > rules.IMAGE_BYTES_MAX:
            raise RequestRefused(400, "The image is larger than 10 MB.")
        try:
            picture = await asyncio.to_thread(fetch.inspect, content)
        except fetch.NotAPicture as error:
            raise RequestRefused(400, f"The image file is not valid: {error}.") from error
        if picture.format not in rules.IMAGE_FORMATS:
            raise RequestRefused(
                400, f"The image must be a jpg, png or gif file (got {picture.format.lower()})."
            )
        if min(picture.width, picture.height) < rules.IMAGE_SIDE_MIN:
            raise RequestRefused(400, "The image must be at least 50 by 50 pixels.")
        return {
            "blob": self._world.put_blob(content, picture.media_type),
            "width": picture.width,
            "height": picture.height,
            "colour": list(picture.average),
        }

    def _make_room(self, listing_id: int, rank: int, *, keeping: int | None, replace: bool) -> None:
        """Rank `rank` becomes free for another image than the one that is kept.

        Its image goes, or it and those after it move one down.
        """
        held = [one for one in self.of(listing_id) if one["listing_image_id"] != keeping]
        taken = [image for image in held if image["rank"] == rank]
        if replace:
            for image in taken:
                self._world.delete(KIND, str(image["listing_image_id"]))
            return
        if len(held) >= rules.IMAGES_MAX:
            raise RequestRefused(400, f"A listing can have at most {rules.IMAGES_MAX} images.")
        if taken:
            for image in held:
                if image["rank"] >= rank:
                    self._save({**image, "rank": image["rank"] + 1})

    def _save(self, image: Document) -> None:
        self._world.put(KIND, str(image["listing_image_id"]), image)

    def _resource(self, image: Document) -> dict[str, object]:
        settled = self._world.now() >= image["created"] + SETTLED_AFTER
        url = self._world.blob_url(image["blob"])
        return {
            "listing_id": image["listing_id"],
            "listing_image_id": image["listing_image_id"],
            "rank": image["rank"],
            "alt_text": image["alt_text"],
            "creation_tsz": int(image["created"]),
            "created_timestamp": int(image["created"]),
            "url_75x75": url,
            "url_170x135": url,
            "url_570xN": url,
            "url_fullxfull": url,
            "full_width": image["width"] if settled else None,
            "full_height": image["height"] if settled else None,
            **_colours(image["colour"] if settled else None),
        }


def _colours(colour: list[int] | None) -> dict[str, object]:
    names = ("red", "green", "blue", "hue", "saturation", "brightness")
    if colour is None:
        return {"hex_code": None, "is_black_and_white": None, **dict.fromkeys(names)}
    red, green, blue = colour
    hue, saturation, value = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)
    numbers = (red, green, blue, round(hue * 360), round(saturation * 100), round(value * 100))
    return {
        "hex_code": f"{red:02X}{green:02X}{blue:02X}",
        "is_black_and_white": saturation == 0,
        **dict(zip(names, numbers, strict=True)),
    }
