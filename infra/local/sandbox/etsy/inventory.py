"""Etsy's listing inventory: the only place where SKU, price and quantity can be changed."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.local.sandbox.etsy import rules, shop, variations
from infra.local.sandbox.etsy.listings import Listings
from infra.local.sandbox.etsy.products import FIRST_ID, resource
from infra.local.sandbox.etsy.rules import Offering, RequestRefused
from infra.local.sandbox.etsy.wire import path_id
from infra.local.sandbox.world import Document, World

KIND = "etsy.product"


class Inventory:
    """Answers getListingInventory and updateListingInventory."""

    def __init__(self, world: World, listings: Listings) -> None:
        self._world = world
        self._listings = listings

    async def read(self, request: Request) -> Response:
        """The products of a listing; one without a SKU until the inventory was set."""
        listing = self._listings.get(path_id(request, "listing_id"))
        return JSONResponse(resource(listing))

    async def replace(self, request: Request) -> Response:
        """Set all products at once."""
        listing = self._listings.get(path_id(request, "listing_id"))
        body = _body(await request.body())
        products = body.get("products")
        if not isinstance(products, list) or not products:
            raise RequestRefused(400, "Expected value for 'products' in request but none found.")
        kept = [self._product(product) for product in products]
        on_property = variations.checked(kept, body)
        offers = [offer for product in kept for offer in product["offerings"]]
        quantity = sum(offer["quantity"] for offer in offers if offer["is_enabled"])
        if quantity == 0:
            raise RequestRefused(400, "At least one offering must be enabled and in stock.")
        changed = {
            **listing,
            "inventory": kept,
            "on_property": on_property,
            "price": min(offer["price"] for offer in offers if offer["is_enabled"]),
            "quantity": quantity,
            "updated_timestamp": int(self._world.now()),
        }
        self._listings.save(changed)
        return JSONResponse(resource(changed))

    def _product(self, product: object) -> Document:
        if not isinstance(product, dict):
            raise RequestRefused(400, "Each product must be an object.")
        return {
            "product_id": FIRST_ID + self._world.next_id(KIND),
            "sku": rules.sku(product.get("sku", "")),
            "property_values": variations.values(product.get("property_values", [])),
            "offerings": [
                self._offering(offering) for offering in rules.offerings(product.get("offerings"))
            ],
        }

    def _offering(self, offering: Offering) -> Document:
        known = (None, shop.READY_TO_SHIP_ID, shop.MADE_TO_ORDER_ID)
        if offering.readiness_state_id not in known:
            raise RequestRefused(400, "Invalid readiness_state_id in offering.")
        return {
            "offering_id": FIRST_ID + self._world.next_id(KIND),
            "price": offering.price,
            "quantity": offering.quantity,
            "is_enabled": offering.is_enabled,
            "readiness_state_id": offering.readiness_state_id,
        }


def _body(content: bytes) -> dict[str, Any]:
    try:
        decoded = json.loads(content)
    except ValueError:
        raise RequestRefused(400, "The request body is not valid JSON.") from None
    if not isinstance(decoded, dict):
        raise RequestRefused(400, "The request body must be a JSON object.")
    return decoded
