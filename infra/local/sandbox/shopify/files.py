"""Shopify's files: staged uploads that take the bytes, pictures fetched for real, their states.

https://shopify.dev/docs/apps/build/online-store/product-media
"""

import asyncio
import secrets
import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infra.local.sandbox import fetch, settings
from infra.local.sandbox.shopify.context import Node, Refused, RequestContext, when
from infra.local.sandbox.shopify.rules import ALT_MAX
from infra.local.sandbox.shopify.shops import gid, number_of
from infra.local.sandbox.world import Document, World

Json = Any  # any JSON value
KIND = "shopify.media"
STAGED = "shopify.staged"
CDN_HOST = "cdn.shopify.com"
STAGED_HOST = "shopify-staged-uploads.storage.googleapis.com"
FIRST_ID = 39_700_000_000_000
BYTES_MAX = 20 * 1024 * 1024
PIXELS_MAX = 25_000_000
FORMATS = frozenset({"JPEG", "MPO", "PNG", "WEBP", "GIF", "HEIF"})
STAGED_SECONDS = 24 * 3600
XML_REFUSAL = (
    "<?xml version='1.0' encoding='UTF-8'?><Error><Code>{0}</Code><Message>{1}</Message></Error>"
)
WORDS = {
    "IMAGE_DOWNLOAD_FAILURE": "Image could not be downloaded.",
    "IMAGE_PROCESSING_FAILURE": "Image could not be processed.",
    "INVALID_IMAGE_FILE_SIZE": "Image file size is greater than 20 MB.",
    "INVALID_IMAGE_RESOLUTION": "Image resolution is greater than 25 megapixels.",
    "UNSUPPORTED_IMAGE_FILE_TYPE": "Image file type is not supported.",
}


def stage(context: RequestContext, given: Mapping[str, Json]) -> Node:
    """A target for each file: where to send it, with what, and its address afterwards."""
    errors, targets = [], []
    for place, one in enumerate(given["input"]):
        if one["mimeType"].partition("/")[0] != "image":
            words = "The mime type is not supported for images."
            errors.append(Refused(("input", str(place), "mimeType"), words).wire)
            continue
        key = f"tmp/{context.shop.number}/products/{secrets.token_hex(16)}/{one['filename']}"
        context.world.put(
            STAGED,
            key,
            {"mime": one["mimeType"], "blob": None, "until": context.world.now() + STAGED_SECONDS},
        )
        base = f"{context.world.public_url}/{STAGED_HOST}/"
        if one["httpMethod"] == "PUT":
            signature = f"X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Signature={key[-8:]}"
            parameters = {"content_type": one["mimeType"], "acl": "private"}
            targets.append(_target(f"{base}{key}?{signature}", base + key, parameters))
        else:
            parameters = {"Content-Type": one["mimeType"], "acl": "private", "key": key}
            targets.append(_target(base, base + key, parameters))
    return {"stagedTargets": targets, "userErrors": errors}


def _target(url: str, resource: str, parameters: Mapping[str, str]) -> Node:
    listed = [{"name": name, "value": value} for name, value in parameters.items()]
    return {"url": url, "resourceUrl": resource, "parameters": listed}


class Staging:
    """The storage host that staged uploads go to; it answers in XML, as Google's storage does."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        """PUT at the key's own address, POST at the host's."""
        return [
            Route("/", self.post, methods=["POST"]),
            Route("/{key:path}", self.put, methods=["PUT"]),
        ]

    async def put(self, request: Request) -> Response:
        """The bytes with the content type that was announced."""
        sent = request.headers.get("content-type", "")
        return self._keep(request.path_params["key"], sent, await request.body(), 200)

    async def post(self, request: Request) -> Response:
        """A form of the target's parameters with the file as its last part."""
        async with request.form(max_part_size=BYTES_MAX * 2) as form:
            part = form.get("file")
            if not isinstance(part, UploadFile):
                return _xml(400, "InvalidArgument", "The form has no file.")
            sent = str(form.get("Content-Type", ""))
            return self._keep(str(form.get("key", "")), sent, await part.read(), 201)

    def _keep(self, key: str, media_type: str, content: bytes, status: int) -> Response:
        target = self._world.get(STAGED, key)
        if target is None or self._world.now() >= target["until"]:
            return _xml(403, "AccessDenied", "The policy has expired or was never made.")
        if media_type != target["mime"]:
            return _xml(403, "SignatureDoesNotMatch", "The content type was not announced.")
        blob = self._world.put_blob(content, media_type)
        self._world.put(STAGED, key, {**target, "blob": blob})
        return Response(status_code=status)


def _xml(status: int, code: str, words: str) -> Response:
    return Response(XML_REFUSAL.format(code, words), status, media_type="application/xml")


def create(context: RequestContext, given: Mapping[str, Json]) -> Node:
    """Answer fileCreate."""
    try:
        checked = [
            new(context, one, ("files", str(place))) for place, one in enumerate(given["files"])
        ]
    except Refused as refused:
        return {"files": None, "userErrors": [refused.wire]}
    return {"files": [node(context, keep(context, one)) for one in checked], "userErrors": []}


def new(context: RequestContext, given: Mapping[str, Json], here: Sequence[str]) -> Document:
    """A picture to be fetched, checked as far as it can be before; not kept yet."""
    source, alt = str(given.get("originalSource") or ""), given.get("alt") or ""
    parts = urlsplit(source)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused((*here, "originalSource"), "Image URL is invalid", "INVALID_IMAGE_SOURCE_URL")
    if len(alt) > ALT_MAX:
        raise Refused(
            (*here, "alt"), "The alt value exceeds 512 characters", "ALT_VALUE_LIMIT_EXCEEDED"
        )
    return {
        "shop": context.shop.domain,
        "source": source,
        "alt": alt,
        "name": str(given.get("filename") or parts.path.rpartition("/")[2] or "image.jpg"),
        "created": context.world.now(),
        "blob": None,
        "error": None,
        "details": None,
        "width": None,
        "height": None,
        "mime": None,
    }


def keep(context: RequestContext, media: Document) -> Document:
    """Number a picture and put it in the line for fetching."""
    number = str(FIRST_ID + context.world.next_id(KIND))
    kept = {**media, "number": number, "name": _free(context, str(media["name"]))}
    context.world.put(KIND, number, kept)
    return kept


def _free(context: RequestContext, name: str) -> str:
    """A name that is taken gets a UUID behind it (APPEND_UUID, which is the default)."""
    if not context.world.find(KIND, shop=context.shop.domain, name=name):
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem or ending}_{uuid.uuid4()}{dot}{ending if stem else ''}"


class Cdn:
    """The host that serves a store's files by their names."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        """One file of one store."""
        return [Route("/s/files/1/{shop}/files/{name}", self.file, methods=["GET"])]

    async def file(self, request: Request) -> Response:
        """The picture."""
        domain, name = request.path_params["shop"], request.path_params["name"]
        held = self._world.find(KIND, shop=domain, name=name)
        blob = self._world.get_blob(held[0]["blob"]) if held and held[0]["blob"] else None
        if blob is None:
            return Response(status_code=404)
        return Response(blob.content, media_type=blob.media_type)


def of(context: RequestContext, global_id: str | None) -> Document | None:
    """A picture of this store by its global id."""
    kept = context.world.get(KIND, number_of(global_id, "MediaImage") or "")
    return kept if kept and kept["shop"] == context.shop.domain else None


def node(context: RequestContext, media: Document) -> Node:
    """The MediaImage."""
    looked_at = media["blob"] or media["error"]
    done = looked_at and context.world.now() >= media["created"] + _seconds(context.world)
    error = media["error"] if done else None
    status = "PROCESSING" if not done else "FAILED" if error else "READY"
    errors = (
        [{"code": error, "details": media["details"], "message": WORDS[error]}] if error else []
    )
    image = {
        "id": gid("ImageSource", media["number"]),
        "altText": media["alt"] or None,
        "url": f"{context.world.public_url}/{CDN_HOST}/s/files/1/{media['shop']}/files/"
        f"{media['name']}?v={int(media['created'])}",
        "width": media["width"],
        "height": media["height"],
    }
    return {
        "__typename": "MediaImage",
        "id": gid("MediaImage", media["number"]),
        "alt": media["alt"],
        "createdAt": when(media["created"]),
        "updatedAt": when(media["created"]),
        "status": status,
        "fileStatus": status,
        "mediaErrors": errors,
        "fileErrors": errors,
        "mediaContentType": "IMAGE",
        "mimeType": media["mime"],
        "image": image if status == "READY" else None,
    }


def _seconds(world: World) -> float:
    return settings.number(world, "shopify_processing_ms") / 1000


async def settle(world: World) -> None:
    """Fetch every picture that nobody has fetched yet."""
    for media in world.find(KIND, blob=None, error=None):
        world.put(KIND, media["number"], {**media, **await _fetched(world, media["source"])})


async def _fetched(world: World, source: str) -> Document:
    key = urlsplit(source).path.lstrip("/").partition(f"{STAGED_HOST}/")[2]
    staged = world.get(STAGED, key) if key else None
    try:
        picture = await (_uploaded(world, staged) if staged else fetch.fetch(source, "Shopify/1.0"))
    except fetch.NotFetchable as error:
        return {"error": "IMAGE_DOWNLOAD_FAILURE", "details": str(error)}
    except fetch.NotAPicture as error:
        return {"error": "IMAGE_PROCESSING_FAILURE", "details": str(error)}
    code = _unfit(picture)
    if code is not None:
        return {"error": code, "details": None}
    return {
        "blob": world.put_blob(picture.content, picture.media_type),
        "width": picture.width,
        "height": picture.height,
        "mime": picture.media_type,
    }


async def _uploaded(world: World, staged: Document) -> fetch.Picture:
    blob = world.get_blob(staged["blob"]) if staged["blob"] else None
    if blob is None:
        raise fetch.NotFetchable("nothing was uploaded to this address")
    return await asyncio.to_thread(fetch.inspect, blob.content)


def _unfit(picture: fetch.Picture) -> str | None:
    if picture.format not in FORMATS:
        return "UNSUPPORTED_IMAGE_FILE_TYPE"
    if picture.size > BYTES_MAX:
        return "INVALID_IMAGE_FILE_SIZE"
    return "INVALID_IMAGE_RESOLUTION" if picture.width * picture.height > PIXELS_MAX else None
