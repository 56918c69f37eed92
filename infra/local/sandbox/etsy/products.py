"""The products of an Etsy listing: as the API shows them, and less what a buyer took."""

from infra.local.sandbox.etsy import shop, variations
from infra.local.sandbox.world import Document

FIRST_ID = 24_000_000_000


def of(listing: Document) -> list[Document]:
    """The products of a listing; one without a SKU until the inventory was set."""
    only = {
        "product_id": listing["listing_id"] + FIRST_ID,
        "sku": "",
        "property_values": [],
        "offerings": [
            {
                "offering_id": listing["listing_id"] + FIRST_ID,
                "price": listing["price"],
                "quantity": listing["quantity"],
                "is_enabled": True,
                "readiness_state_id": listing["readiness_state_id"],
            }
        ],
    }
    return listing["inventory"] or [only]


def chosen(listing: Document, sku: str) -> Document | None:
    """What a buyer takes: the product with this SKU, else the first that is in stock."""
    left = [one for one in of(listing) if _left(one)]
    return next((one for one in left if sku in ("", one["sku"])), None)


def _left(product: Document) -> int:
    return sum(one["quantity"] for one in product["offerings"] if one["is_enabled"])


def sold(listing: Document, product: Document, quantity: int) -> Document:
    """The listing without what a buyer took; it is sold out when nothing is left.

    https://help.etsy.com/hc/en-us/articles/360002112708: quantities go down by each sale, and a
    listing of which all was sold ends.
    """
    (offering,) = product["offerings"]
    after = {**product, "offerings": [{**offering, "quantity": offering["quantity"] - quantity}]}
    products = [after if one["product_id"] == product["product_id"] else one for one in of(listing)]
    left = sum(map(_left, products))
    return {
        **listing,
        "inventory": products,
        "quantity": left,
        "state": listing["state"] if left else "sold_out",
    }


def resource(listing: Document) -> dict[str, object]:
    """The ListingInventory of a listing."""
    return {
        "products": [_product_resource(product) for product in of(listing)],
        **(listing.get("on_property") or {name: [] for name in variations.ON_PROPERTY}),
    }


def _product_resource(product: Document) -> dict[str, object]:
    return {
        **product,
        "is_deleted": False,
        "offerings": [
            {**offering, "is_deleted": False, "price": shop.money(offering["price"])}
            for offering in product["offerings"]
        ],
    }
