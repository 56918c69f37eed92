"""Etsy's listings: draft, read, list, change, publish for a fee, delete."""

import re
import unicodedata
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.local.sandbox import journal
from infra.local.sandbox.etsy import fields, products, rules, shop
from infra.local.sandbox.etsy.images import Images
from infra.local.sandbox.etsy.rules import RequestRefused
from infra.local.sandbox.etsy.wire import ApiGuard, path_id, texts
from infra.local.sandbox.post_metrics import metric_values
from infra.local.sandbox.world import Document, World

KIND = "etsy.listing"
FEES = "etsy.fee"
FIRST_ID = 1_790_000_000
SORTS = {
    "created": "created_timestamp",
    "updated": "updated_timestamp",
    "price": "price",
    "score": "created_timestamp",
}
_FIXED: Document = {
    "shop_section_id": None,
    "featured_rank": -1,
    "num_favorers": 0,
    "non_taxable": False,
    "is_personalizable": False,
    "is_private": False,
    "processing_min": None,
    "processing_max": None,
    "file_data": "",
    "language": "en-IN",
    "suggested_title": None,
    "production_partners": [],
    "views": 0,
}
_OPTIONAL: Document = {
    "shipping_profile_id": None,
    "return_policy_id": None,
    "readiness_state_id": None,
    "tags": [],
    "materials": [],
    "styles": [],
    "type": "physical",
    "is_supply": False,
    "is_taxable": True,
    "is_customizable": False,
    "should_auto_renew": False,
    "item_weight": None,
    "item_weight_unit": None,
    "item_length": None,
    "item_width": None,
    "item_height": None,
    "item_dimensions_unit": None,
}


class Listings:
    """The listing operations on one world."""

    def __init__(self, guard: ApiGuard, images: Images) -> None:
        self._guard = guard
        self._world = guard.world
        self._images = images

    async def create(self, request: Request) -> Response:
        """Answer createDraftListing."""
        own_shop(request)
        async with request.form() as form:
            sent = texts(form)
        rules.required(sent)
        read = fields.read(sent, self._world.instant())
        read.pop("state", None)
        if read.get("type", "physical") != "download":
            for name in ("shipping_profile_id", "readiness_state_id"):
                if name not in read:
                    raise RequestRefused(400, f"{name} is required for a physical listing.")
        now = int(self._world.now())
        id_ = FIRST_ID + self._world.next_id(KIND)
        listing: Document = {
            **_OPTIONAL,
            **read,
            "listing_id": id_,
            "state": "draft",
            "created_timestamp": now,
            "updated_timestamp": now,
            "ending_timestamp": now + shop.LISTING_SECONDS,
            "inventory": None,
        }
        self.save(listing)
        return JSONResponse(self.wire(listing), 201)

    async def read(self, request: Request) -> Response:
        """Answer getListing: the public sees active listings only."""
        listing = self.get(path_id(request, "listing_id"))
        caller = self._guard.caller(request)
        if listing["state"] != "active" and (caller is None or not caller.allows("listings_r")):
            raise RequestRefused(404, f"Resource not found: Listing {listing['listing_id']}")
        wire = self.wire(listing, request.query_params.get("includes", ""))
        born = float(listing["created_timestamp"])
        metrics = metric_values(
            self._world, str(listing["listing_id"]), born, ("views", "num_favorers")
        )
        if caller is None:
            metrics.pop("views", None)  # the owner's token alone sees them
        return JSONResponse({name: one for name, one in wire.items() if name != "views"} | metrics)

    async def list_(self, request: Request) -> Response:
        """Answer getListingsByShop: one state at a time, sorted, in pages."""
        own_shop(request)
        query = request.query_params
        state = rules.one_of("state", query.get("state", "active"), rules.READABLE_STATES)
        limit = rules.whole("limit", query.get("limit", "25"), 1, 100)
        offset = rules.whole("offset", query.get("offset", "0"), 0)
        sort = SORTS[rules.one_of("sort_on", query.get("sort_on", "created"), tuple(SORTS))]
        order = rules.one_of(
            "sort_order",
            query.get("sort_order", "desc"),
            ("asc", "ascending", "desc", "descending", "up", "down"),
        )
        found = [listing for listing in self.every() if listing["state"] == state]
        found.sort(
            key=lambda listing: (listing[sort], listing["listing_id"]),
            reverse=order in {"desc", "descending", "down"},
        )
        shown = found[offset : offset + limit]
        includes = query.get("includes", "")
        return JSONResponse(
            {"count": len(found), "results": [self.wire(one, includes) for one in shown]}
        )

    async def update(self, request: Request) -> Response:
        """Answer updateListing; `state=active` puts it on sale and charges the fee."""
        own_shop(request)
        listing = self.get(path_id(request, "listing_id"))
        async with request.form() as form:
            sent = texts(form)
        # Price and quantity of a listing are changed through its inventory.
        for name in ("price", "quantity"):
            sent.pop(name, None)
        read = fields.read(sent, self._world.instant())
        state = read.pop("state", listing["state"])
        now = int(self._world.now())
        changed = {**listing, **read, "updated_timestamp": now}
        with self._world.transaction():
            if state == "active" and listing["state"] != "active":
                self._publish(request, changed, now)
            elif state == "inactive":
                if listing["state"] == "draft":
                    raise RequestRefused(409, "A draft listing cannot be deactivated.")
                changed["state"] = "inactive"
                if listing["state"] == "active":
                    journal.effect(request, "unpublished", str(listing["listing_id"]))
            self.save(changed)
        return JSONResponse(self.wire(changed))

    async def delete(self, request: Request) -> Response:
        """Answer deleteListing."""
        listing = self.get(path_id(request, "listing_id"))
        self._world.delete(KIND, str(listing["listing_id"]))
        self._images.forget(listing["listing_id"])
        return Response(status_code=204)

    def _publish(self, request: Request, listing: Document, now: int) -> None:
        if not self._images.of(listing["listing_id"]):
            raise RequestRefused(400, "A listing needs at least one image to be active.")
        for name in ("shipping_profile_id", "readiness_state_id", "return_policy_id"):
            physical = listing["type"] != "download" or name == "return_policy_id"
            if physical and listing[name] is None:
                raise RequestRefused(400, f"A listing needs a {name} to be active.")
        renewed = listing["state"] == "expired" or now >= listing["ending_timestamp"]
        if listing["state"] == "draft" or renewed:
            listing["ending_timestamp"] = now + shop.LISTING_SECONDS
            self._world.put(
                FEES,
                str(self._world.next_id(FEES)),
                {"listing_id": listing["listing_id"], "time": now, "fee": shop.LISTING_FEE},
            )
        listing["state"] = "active"
        journal.effect(request, "published", str(listing["listing_id"]))

    def get(self, id_: int) -> Document:
        """One listing as it stands today; 404 if there is none."""
        listing = self._world.get(KIND, str(id_))
        if listing is None:
            raise RequestRefused(404, f"Resource not found: Listing {id_}")
        return _today(listing, self._world.now())

    def every(self) -> list[Document]:
        """All listings as they stand today, oldest first."""
        return [_today(listing, self._world.now()) for listing in self._world.find(KIND)]

    def save(self, listing: Document) -> None:
        """Keep a listing."""
        self._world.put(KIND, str(listing["listing_id"]), listing)

    def wire(self, listing: Document, includes: str = "") -> dict[str, Any]:
        """The ShopListing resource, with the associations asked for."""
        inner = {"inventory", "on_property"}
        kept = {name: value for name, value in listing.items() if name not in inner}
        resource = {
            **_FIXED,
            **kept,
            "user_id": shop.USER_ID,
            "shop_id": shop.SHOP_ID,
            "price": shop.money(listing["price"]),
            "url": listing_url(self._world, listing),
            "listing_type": listing["type"],
            "has_variations": len(listing["inventory"] or ()) > 1,
            "skus": [product["sku"] for product in listing["inventory"] or [] if product["sku"]],
            "creation_timestamp": listing["created_timestamp"],
            "original_creation_timestamp": listing["created_timestamp"],
            "state_timestamp": listing["updated_timestamp"],
            "last_modified_timestamp": listing["updated_timestamp"],
        }
        del resource["type"]
        if "Images" in rules.listed(includes):
            resource["images"] = self._images.wire(listing["listing_id"])
        if "Inventory" in rules.listed(includes):
            resource["inventory"] = products.resource(listing)
        return resource


def _today(listing: Document, now: float) -> Document:
    """A listing lives four months."""
    if listing["state"] == "active" and now >= listing["ending_timestamp"]:
        return {**listing, "state": "expired"}
    return listing


def own_shop(request: Request) -> None:
    """Refuse a shop that is not the token's."""
    shop_id = path_id(request, "shop_id")
    if shop_id != shop.SHOP_ID:
        raise RequestRefused(403, f"User {shop.USER_ID} does not own Shop {shop_id}.")


def listing_url(world: World, listing: Document) -> str:
    """Where a person sees the listing; real: https://www.etsy.com/listing/<id>/<slug>."""
    plain = unicodedata.normalize("NFKD", listing["title"]).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "listing"
    return f"{world.public_url}/www.etsy.com/listing/{listing['listing_id']}/{slug}"
