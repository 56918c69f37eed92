"""Pictures of a product: fetched by the shop while the app waits, refused in its own words."""

from infra.local.sandbox import fetch, settings
from infra.local.sandbox.woocommerce.sites import Site
from infra.local.sandbox.woocommerce.wire import WpError, dates
from infra.local.sandbox.world import Document, World

KIND = "image"
FORMATS = frozenset({"JPEG", "MPO", "PNG", "GIF", "WEBP", "AVIF"})
AGENT = "WordPress/6.9; https://shop.example"


async def placed(world: World, site: Site, sent: list[Document]) -> list[int]:
    """The ids of pictures that are sent by `src`, or named by `id`; WpError if one cannot be."""
    ids = []
    for one in sent:
        if one.get("src"):
            ids.append(await _loaded(world, site, one))
        else:
            ids.append(_known(world, site, one))
    return ids


def _known(world: World, site: Site, one: Document) -> int:
    id_ = one.get("id")
    kept = world.get(site.kind(KIND), str(id_))
    if kept is None:
        raise WpError(
            400, "woocommerce_product_invalid_image_id", f"#{id_} is an invalid image ID."
        )
    renamed: Document = {name: str(one[name]) for name in ("alt", "name") if name in one}
    world.put(site.kind(KIND), str(id_), {**kept, **renamed})
    return int(kept["id"])


async def _loaded(world: World, site: Site, one: Document) -> int:
    url = str(one["src"])
    try:
        picture = await fetch.fetch(url, AGENT)
    except fetch.NotFetchable as error:
        raise _refused(f"Error getting remote image {url}. Error: {error}.") from error
    except fetch.NotAPicture as error:
        raise _refused("Invalid image: Sorry, you are not allowed to upload this file type.") from (
            error
        )
    if picture.format not in FORMATS:
        raise _refused("Invalid image: Sorry, you are not allowed to upload this file type.")
    if picture.size > settings.number(world, "woocommerce_image_bytes_max"):
        raise _refused(
            "Invalid image: The uploaded file exceeds the upload_max_filesize directive in php.ini."
        )
    id_ = world.next_id(site.kind("post")) + 10
    kept: Document = {
        "id": id_,
        "created": world.now(),
        "blob": world.put_blob(picture.content, picture.media_type),
        "name": str(one.get("name") or url.rpartition("/")[2].partition("?")[0]),
        "alt": str(one.get("alt") or ""),
    }
    world.put(site.kind(KIND), str(id_), kept)
    return id_


def wire(world: World, site: Site, ids: list[int]) -> list[Document]:
    """The pictures as the API shows them."""
    found = [kept for id_ in ids if (kept := world.get(site.kind(KIND), str(id_)))]
    return [
        {
            "id": one["id"],
            **dates(one["created"], one["created"]),
            "src": world.blob_url(one["blob"]),
            "name": one["name"],
            "alt": one["alt"],
        }
        for one in found
    ]


def _refused(words: str) -> WpError:
    return WpError(400, "woocommerce_product_image_upload_error", words)
