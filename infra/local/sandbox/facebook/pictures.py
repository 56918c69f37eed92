"""Photos of a Page: fetched or uploaded for real, refused in Meta's words, kept until posted."""

import asyncio

from infra.local.sandbox.facebook.accounts import Page
from infra.local.sandbox.fetch import NotAPicture, NotFetchable, Picture, fetch, inspect
from infra.local.sandbox.graph import GraphRefusal, Node, Parameters, graph_time
from infra.local.sandbox.world import Document, World

KIND = "facebook.photo"
LARGEST = 4 * 1024 * 1024
FORMATS = frozenset({"JPEG", "MPO", "PNG", "GIF", "TIFF", "HEIF", "WEBP"})
CRAWLER = "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"
UNREADABLE = (
    "Your photos couldn't be uploaded. Photos should be smaller than 4 MB and saved as JPG, PNG, "
    "GIF, TIFF, HEIF or WebP files."
)


async def picture_of(given: Parameters) -> Picture:
    """The picture behind ``url`` or ``source``; error 324 when it is none that Meta takes."""
    url, source = given.text("url"), given.files.get("source")
    if source is None and not url:
        raise GraphRefusal(324, "(#324) Requires upload file")
    try:
        picture = (
            await asyncio.to_thread(inspect, source)
            if source is not None
            else await fetch(url or "", CRAWLER)
        )
    except NotFetchable as error:
        raise _unreadable(f"(#324) Missing or invalid image file: {error}", 2069019) from error
    except NotAPicture as error:
        raise _unreadable("(#324) Missing or invalid image file", 2069019) from error
    if picture.size >= LARGEST or picture.format not in FORMATS:
        raise _unreadable("(#324) Invalid image file", 1366046)
    return picture


def _unreadable(message: str, subcode: int) -> GraphRefusal:
    return GraphRefusal(324, message, subcode, title="Can't Read Files", words=UNREADABLE)


def keep(world: World, page: Page, picture: Picture, given: Parameters) -> Document:
    """Store the picture as a photo of the Page, not yet in any post."""
    photo: Document = {
        "id": f"{122100000000000000 + world.next_id(KIND)}",
        "page_id": page.id,
        "caption": given.text("caption") or given.text("message") or "",
        "alt_text": given.text("alt_text_custom"),
        "blob": world.put_blob(picture.content, picture.media_type),
        "width": picture.width,
        "height": picture.height,
        "temporary": given.flag("temporary", default=False),
        "created": world.now(),
        "post_id": None,
    }
    world.put(KIND, photo["id"], photo)
    return photo


def photo_node(world: World, photo: Document) -> Node:
    """Every field of a Photo that the stand-in knows."""
    source = world.blob_url(photo["blob"])
    image = {"height": photo["height"], "source": source, "width": photo["width"]}
    return {
        "id": photo["id"],
        "alt_text_custom": photo["alt_text"],
        "created_time": graph_time(photo["created"]),
        "height": photo["height"],
        "images": [image],
        "link": f"{world.public_url}/people/facebook/{photo['post_id']}"
        if photo["post_id"]
        else source,
        "name": photo["caption"] or None,
        "page_story_id": photo["post_id"],
        "picture": source,
        "width": photo["width"],
    }
