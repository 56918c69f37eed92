"""Containers: what Instagram takes, how they ripen, and their one-time publishing.

Publishing a container a second time is refused with 9007/2207027 "Media ID is not available":
the status PUBLISHED tells the caller why. Only that answer keeps "publish the same container
again" safe, which is what the documented recovery after an ambiguous publish asks for.
"""

import re

from infra.local.sandbox import settings
from infra.local.sandbox.fetch import NotAPicture, NotFetchable, Picture, fetch
from infra.local.sandbox.graph import GraphRefusal, Parameters, invalid
from infra.local.sandbox.world import Document, World

KIND = "instagram.container"
FIRST_ID = 17900000000000000
MEDIA = "instagram.media"
DAY = 24 * 3600
LARGEST = 8 * 1024 * 1024
CAPTION_LONGEST, HASHTAGS_MOST, MENTIONS_MOST = 2200, 30, 20
ALT_LONGEST = 1000
CONTAINERS_PER_DAY = 400
TALLEST, WIDEST = 4 / 5, 1.91
CAROUSEL_LEAST, CAROUSEL_MOST = 2, 10
UPLOAD_FAILED = 2207053
CRAWLER = "facebookexternalhit/1.1"


def refused(code: int, subcode: int, title: str, words: str) -> GraphRefusal:
    """A publishing error with Meta's subcode and words for a person."""
    return GraphRefusal(code, title, subcode, title=title, words=words)


async def create(world: World, given: Parameters) -> Document:
    """Check a ``/media`` request, fetch its picture, keep the container."""
    if len(_since_yesterday(world, KIND)) >= CONTAINERS_PER_DAY:
        raise GraphRefusal(4, "(#4) Application request limit reached")
    media_type = given.text("media_type") or "IMAGE"
    if media_type not in ("IMAGE", "CAROUSEL"):
        raise refused(
            100, 2207023, "Unknown media type", f"The media type {media_type} is unknown here."
        )
    child = given.flag("is_carousel_item", default=False)
    container: Document = {
        "media_type": media_type,
        "caption": "" if child else _caption(given.text("caption") or ""),
        "alt_text": _alt_text(given.text("alt_text")),
        "child": child,
        "children": [],
        "blob": None,
        "created": world.now(),
        "published": None,
        "error": None,
    }
    if media_type == "CAROUSEL":
        container["children"] = _children(world, given)
    else:
        picture = await _picture(given)
        container["blob"] = world.put_blob(picture.content, picture.media_type)
    container["ready_at"] = world.now() + settings.number(world, "instagram_processing_ms") / 1000
    number = world.next_id(KIND)
    if number == settings.number(world, "instagram_broken_container"):
        container["error"] = UPLOAD_FAILED
    container["id"] = f"{FIRST_ID + number}"
    world.put(KIND, container["id"], container)
    return container


def status_code(world: World, container: Document) -> str:
    """IN_PROGRESS, FINISHED, ERROR, EXPIRED or PUBLISHED at the sandbox's time.

    A carousel is not finished before each of its pictures is.
    """
    if container["published"] is not None:
        return "PUBLISHED"
    if world.now() >= container["created"] + DAY:
        return "EXPIRED"
    if world.now() < container["ready_at"]:
        return "IN_PROGRESS"
    if container["error"]:
        return "ERROR"
    parts = [world.get(KIND, child) for child in container["children"]]
    ripe = all(part is not None and status_code(world, part) == "FINISHED" for part in parts)
    return "FINISHED" if ripe else "IN_PROGRESS"


def status(world: World, container: Document) -> str:
    """The status as a sentence, as the ``status`` field has it."""
    words = {
        "PUBLISHED": "Published: Media has been published.",
        "EXPIRED": "Expired: The container was not published within 24 hours.",
        "FINISHED": "Finished: Media has been uploaded and it is ready to be published.",
        "IN_PROGRESS": "In progress: Media is still being processed.",
        "ERROR": f"Error: Media upload has failed with error code {container['error']}",
    }
    return words[status_code(world, container)]


def publish(world: World, creation_id: str) -> Document:
    """Turn a finished container into a media, once; no await inside, so no race."""
    container = world.get(KIND, creation_id)
    if container is None:
        raise refused(
            24, 2207008, "Media not found", "The media builder with this id does not exist."
        )
    ripe = status_code(world, container)
    if ripe == "EXPIRED":
        raise refused(-2, 2207020, "Media expired", "The media you are publishing has expired.")
    if ripe != "FINISHED":
        raise refused(
            9007,
            2207027,
            "Media ID is not available",
            "The media is not ready for publishing, please wait for a moment.",
        )
    if container["child"]:
        raise refused(100, 2207028, "Carousel item", "A carousel publishes its own items.")
    if used_today(world) >= settings.number(world, "instagram_quota"):
        raise refused(
            9, 2207042, "Application request limit reached", "You reached the daily publish limit."
        )
    return _published(world, container)


def used_today(world: World) -> int:
    """API-published posts of the last 24 hours, deleted ones included."""
    return len([one for one in world.find(KIND) if (one["published"] or 0) > world.now() - DAY])


def _published(world: World, container: Document) -> Document:
    now = world.now()
    parts = [world.get(KIND, child) for child in container["children"]] or [container]
    media: Document = {
        "id": f"{18000000000000000 + world.next_id(MEDIA)}",
        "container": container["id"],
        "caption": container["caption"],
        "media_type": "CAROUSEL_ALBUM" if container["children"] else "IMAGE",
        "blobs": [part["blob"] for part in parts if part is not None],
        "alt_text": container["alt_text"],
        "created": now,
    }
    world.put(MEDIA, media["id"], media)
    world.put(KIND, container["id"], {**container, "published": now})
    return media


def _since_yesterday(world: World, kind: str) -> list[Document]:
    return [one for one in world.find(kind) if one["created"] > world.now() - DAY]


def _caption(caption: str) -> str:
    if len(caption) > CAPTION_LONGEST:
        words = f"The caption was {len(caption)} characters long. The maximum is {CAPTION_LONGEST}."
        raise refused(36004, 2207010, "Caption too long", words)
    hashtags = len(re.findall(r"(?<!\w)#\w+", caption))
    mentions = len(re.findall(r"(?<!\w)@\w+", caption))
    if hashtags > HASHTAGS_MOST or mentions > MENTIONS_MOST:
        words = f"Cannot use more than {HASHTAGS_MOST} hashtags or {MENTIONS_MOST} @ tags."
        raise refused(100, 2207040, "Too many tags", words)
    return caption


def _alt_text(text: str | None) -> str | None:
    if text is not None and len(text) > ALT_LONGEST:
        raise invalid(f"(#100) Param alt_text must be no longer than {ALT_LONGEST} characters.")
    return text


async def _picture(given: Parameters) -> Picture:
    url = given.needed("image_url")
    try:
        picture = await fetch(url, CRAWLER)
    except NotFetchable as error:
        words = f"The media could not be fetched from this URI: {error}"
        raise refused(9004, 2207052, "Media download failed", words) from error
    except NotAPicture as error:
        words = "The image format is not supported. Please use JPEG."
        raise refused(36001, 2207005, "Unsupported format", words) from error
    if picture.size > LARGEST:
        raise refused(36000, 2207004, "Image too large", "The image is larger than 8 MiB.")
    if picture.format != "JPEG":
        words = f"The image format {picture.format} is not supported. Please use JPEG."
        raise refused(36001, 2207005, "Unsupported format", words)
    if not _ratio_fits(picture.width, picture.height):
        words = f"The aspect ratio {picture.ratio:.3f} is not between 4:5 and 1.91:1."
        raise refused(36003, 2207009, "Invalid aspect ratio", words)
    return picture


def _ratio_fits(width: int, height: int) -> bool:
    """Inclusive bounds; one pixel off is the rounding of an integer size."""
    return (width + 1) / height >= TALLEST and (width - 1) / height <= WIDEST


def _children(world: World, given: Parameters) -> list[str]:
    children = [str(child) for child in given.listed("children")]
    if not CAROUSEL_LEAST <= len(children) <= CAROUSEL_MOST:
        words = f"A carousel has {CAROUSEL_LEAST} to {CAROUSEL_MOST} items."
        raise refused(100, 2207028, "Carousel validation failed", words)
    for child in children:
        kept = world.get(KIND, child)
        if kept is None or not kept["child"]:
            raise refused(
                100, 2207028, "Carousel validation failed", f"{child} is not a carousel item."
            )
        if status_code(world, kept) == "EXPIRED":
            raise refused(-2, 2207020, "Media expired", f"The carousel item {child} has expired.")
    return children
