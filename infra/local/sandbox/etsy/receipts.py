"""Receipts of the shop: buyers order on a listing's page, and the API lists what changed."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from infra.local.sandbox.etsy import products, rules, shop
from infra.local.sandbox.etsy.listings import Listings, own_shop
from infra.local.sandbox.etsy.rules import RequestRefused
from infra.local.sandbox.etsy.wire import path_id
from infra.local.sandbox.storefront import ordered
from infra.local.sandbox.world import Document, World

KIND = "etsy.receipt"
FIRST_ID = 3_400_000_000
PAID = ("paid", "completed", "fully refunded", "partially refunded")
STATUSES = ("open", "payment processing", "canceled", *PAID)
SORTS = {"created": "created_timestamp", "updated": "updated_timestamp"}


class Receipts:
    """The receipt operations on one world."""

    def __init__(self, world: World, listings: Listings) -> None:
        self._world = world
        self._listings = listings

    async def list_(self, request: Request) -> Response:
        """Answer getShopReceipts."""
        own_shop(request)
        query = request.query_params
        limit = rules.whole("limit", query.get("limit", "25"), 1, 100)
        offset = rules.whole("offset", query.get("offset", "0"), 0)
        since = rules.whole("min_last_modified", query.get("min_last_modified", "0"), 0)
        sort = SORTS[rules.one_of("sort_on", query.get("sort_on", "created"), list(SORTS))]
        order = rules.one_of("sort_order", query.get("sort_order", "desc"), ("asc", "desc"))
        found = [one for one in self._world.find(KIND) if one["updated_timestamp"] >= since]
        if "was_paid" in query:
            paid = query["was_paid"] == "true"
            found = [one for one in found if (one["status"] in PAID) == paid]
        found.sort(key=lambda one: (one[sort], one["receipt_id"]), reverse=order == "desc")
        return JSONResponse({"count": len(found), "results": found[offset : offset + limit]})

    async def read(self, request: Request) -> Response:
        """Answer getShopReceipt."""
        own_shop(request)
        id_ = path_id(request, "receipt_id")
        found = self._world.get(KIND, str(id_))
        if found is None:
            raise RequestRefused(404, f"Resource not found: Receipt {id_}")
        return JSONResponse(found)

    async def buy(self, request: Request) -> Response:
        """A buyer orders on the listing's page, and has paid."""
        try:
            listing = self._listings.get(path_id(request, "listing_id"))
        except RequestRefused:
            return PlainTextResponse("Sorry, this listing is unavailable.", 404)
        if listing["state"] != "active":
            return PlainTextResponse("Sorry, this listing is unavailable.", 404)
        wanted = await ordered(request)
        product = products.chosen(listing, wanted.sku)
        if product is None:
            return PlainTextResponse("Sorry, this item is sold out.", 404)
        (offering,) = product["offerings"]
        quantity = min(wanted.quantity, offering["quantity"])
        with self._world.transaction():
            place(self._world, listing, quantity, product)
            self._listings.save(products.sold(listing, product, quantity))
        return RedirectResponse(f"{self._world.public_url}/people/etsy", 303)


def place(
    world: World, listing: Document, quantity: int, product: Document | None = None
) -> Document:
    """A paid receipt over one product of a listing, else its first; its buyer has a name."""
    id_ = FIRST_ID + world.next_id(KIND)
    now = int(world.now())
    product = product or products.of(listing)[0]
    amount = product["offerings"][0]["price"]
    receipt: Document = {
        "receipt_id": id_,
        "seller_user_id": shop.USER_ID,
        "buyer_user_id": 900_000_001,
        "name": "Priya Nair",
        "status": "paid",
        "is_paid": True,
        "is_shipped": False,
        "created_timestamp": now,
        "updated_timestamp": now,
        "grandtotal": shop.money(amount * quantity),
        "transactions": [
            {
                "transaction_id": id_ + 500_000_000,
                "title": listing["title"],
                "quantity": quantity,
                "receipt_id": id_,
                "listing_id": listing["listing_id"],
                "product_id": product["product_id"],
                "sku": product["sku"] or None,
                "price": shop.money(amount),
            }
        ],
    }
    world.put(KIND, str(id_), receipt)
    return receipt


def turn(world: World, receipt_id: int, status: str) -> None:
    """The order goes on: completed, canceled, fully refunded …; an unknown word is refused."""
    if status not in STATUSES:
        raise ValueError(f"Etsy has no receipt that is {status!r}.")
    receipt = world.get(KIND, str(receipt_id))
    if receipt is not None:
        changed = {**receipt, "status": status, "updated_timestamp": int(world.now())}
        world.put(KIND, str(receipt_id), changed)
