"""Batches of items: checked at once, their pictures fetched, their outcome read later."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.local.sandbox import settings
from infra.local.sandbox.catalogue import items, rules
from infra.local.sandbox.fetch import NotAPicture, NotFetchable, Picture, fetch
from infra.local.sandbox.graph import Node, Parameters, invalid
from infra.local.sandbox.world import Document, World

KIND = "catalogue.batch"
MOST = 5000
METHODS = ("CREATE", "UPDATE", "DELETE")
NARROWEST = 500
LARGEST = 8 * 1024 * 1024
FORMATS = frozenset({"JPEG", "MPO", "PNG"})
CRAWLER = "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"
SHOWN, HIDDEN, CHANGED, DELETED = "published", "hidden", "changed", "deleted"


@dataclass
class Batch:
    """What a batch brought about; `effects` are (what happened, the piece's id), the first ones."""

    catalog: str
    upsert: bool
    errors: list[Node] = field(default_factory=list)
    validation: list[Node] = field(default_factory=list)
    effects: list[tuple[str, str]] = field(default_factory=list)
    told: Callable[[str, str], None] = field(default=lambda _kind, _id: None)
    slow: bool = False

    def bring(self, kind: str, piece: str) -> None:
        """Add an effect; the journal is told that something became visible before all else."""
        self.effects.append((kind, piece))
        shown = [one for one in self.effects if one[0] == SHOWN]
        self.told(*(*shown, *self.effects)[0])


def asked(given: Parameters) -> list[Mapping[str, Any]]:
    """The requests of a call; error 100 when it is no batch."""
    if given.needed("item_type") != "PRODUCT_ITEM":
        raise invalid("(#100) Param item_type must be one of the supported item types")
    try:
        requests = json.loads(given.needed("requests"))
    except ValueError as error:
        raise invalid("(#100) Param requests must be a valid JSON array") from error
    if not isinstance(requests, list) or not 0 < len(requests) <= MOST:
        raise invalid(f"(#100) Param requests must have between 1 and {MOST} records")
    for one in requests:
        if not isinstance(one, dict) or one.get("method") not in METHODS:
            raise invalid("(#100) Each request needs a method: CREATE, UPDATE or DELETE")
        if not isinstance(one.get("data"), dict) or not one["data"].get("id"):
            raise invalid("(#100) Each request needs data with an id")
    return requests


async def run(
    world: World, catalog: str, given: Parameters, told: Callable[[str, str], None]
) -> tuple[str, Batch]:
    """Do all that a batch asks for; its handle and what came of it.

    ``told`` hears what the effect is, together with the write that brings it about.
    """
    batch = Batch(catalog, given.flag("allow_upsert", default=True), told=told)
    for one in asked(given):
        await _take(world, batch, one["method"], one["data"])
    handle = f"A{secrets.token_urlsafe(24)}"
    wait = settings.number(world, "catalogue_processing_ms") / 1000 if batch.slow else 0
    kept = {
        "handle": handle,
        "catalog": catalog,
        "errors": batch.errors,
        "ready_at": world.now() + wait,
    }
    world.put(KIND, handle, kept)
    return handle, batch


async def _take(world: World, batch: Batch, method: str, data: Document) -> None:
    id_ = str(data["id"])
    before = items.held(world, batch.catalog, id_)
    if method == "DELETE":
        _delete(world, batch, id_, before)
        return
    if before is None and method == "UPDATE" and not batch.upsert:
        batch.errors.append({"id": id_, "message": "Item does not exist in the catalog"})
        return
    fields = {**(before["fields"] if before else {}), **data, "id": id_}
    wrong, disliked = list(rules.errors(fields)), list(rules.warnings(fields))
    if wrong or disliked:
        batch.validation.append(
            {
                "retailer_id": id_,
                "errors": [{"message": text} for text in wrong],
                "warnings": [{"message": text} for text in disliked],
            }
        )
    if not wrong:
        await _apply(world, batch, before, fields)


async def _apply(world: World, batch: Batch, before: Document | None, fields: Document) -> None:
    known = before["fields"] if before else {}
    names = ("image_link", "additional_image_link")
    blobs = list(before["blobs"]) if before else []
    if any(fields.get(name) != known.get(name) for name in names):
        try:
            blobs = await _pictures(world, fields)
        except (NotFetchable, NotAPicture) as error:
            batch.errors.append({"id": fields["id"], "message": f"Image not usable: {error}"})
            batch.slow = batch.slow or before is None
            return
    shown_before = before is not None and items.visible(before)
    with world.transaction():
        item = items.keep(world, batch.catalog, fields, blobs)
        batch.bring(_happened(shown_before, now=items.visible(item)), items.group(item))
    batch.slow = batch.slow or before is None


def _happened(shown_before: bool, *, now: bool) -> str:  # noqa: FBT001  # a state, then the next
    if shown_before == now:
        return CHANGED
    return SHOWN if now else HIDDEN


def _delete(world: World, batch: Batch, id_: str, before: Document | None) -> None:
    if before is None:
        batch.errors.append({"id": id_, "message": "Item does not exist in the catalog"})
        return
    with world.transaction():
        world.delete(items.KIND, items.key(batch.catalog, id_))
        batch.bring(DELETED, items.group(before))


async def _pictures(world: World, fields: Document) -> list[str]:
    addresses = [fields["image_link"], *fields.get("additional_image_link", [])]
    fetched = [_usable(await fetch(url, CRAWLER)) for url in addresses]
    return [world.put_blob(one.content, one.media_type) for one in fetched]


def _usable(picture: Picture) -> Picture:
    if picture.format not in FORMATS or picture.size > LARGEST:
        raise NotAPicture("use JPEG or PNG, at most 8 MB")
    if min(picture.width, picture.height) < NARROWEST:
        raise NotAPicture(f"it must have at least {NARROWEST} x {NARROWEST} pixels")
    return picture


def outcome(world: World, handle: str) -> Node | None:
    """How a batch stands, as CheckBatchRequestStatus tells it."""
    batch = world.get(KIND, handle)
    if batch is None:
        return None
    done = batch["ready_at"] <= world.now()
    errors = batch["errors"] if done else []
    return {
        "handle": handle,
        "status": "finished" if done else "in_progress",
        "errors": errors,
        "errors_total_count": len(errors),
        "warnings": [],
        "warnings_total_count": 0,
        "ids_of_invalid_requests": [one["id"] for one in errors],
    }
