"""Items of catalogues: kept, described as the Graph API does, and shown as a shop does."""

from infra.local.sandbox import settings
from infra.local.sandbox.graph import Node
from infra.local.sandbox.world import Document, World

KIND = "catalogue.item"
ACTIVE = "active"
_FIRST_ITEM = 7_010_000_000_000_000


def key(catalog: str, retailer_id: str) -> str:
    """Where an item is kept: a retailer's id is there once in a catalogue."""
    return f"{catalog}/{retailer_id}"


def held(world: World, catalog: str, retailer_id: str) -> Document | None:
    """The item with this id of the retailer's."""
    return world.get(KIND, key(catalog, retailer_id))


def by_id(world: World, id_: str) -> Document | None:
    """The item with this id of Meta's, once it is processed."""
    return next((one for one in world.find(KIND, id=id_) if processed(world, one)), None)


def of_catalog(world: World, catalog: str) -> list[Document]:
    """What reading the catalogue shows, oldest first."""
    return [one for one in world.find(KIND, catalog=catalog) if processed(world, one)]


def processed(world: World, item: Document) -> bool:
    """Whether Meta is done with its first upload."""
    return bool(item["ready_at"] <= world.now())


def keep(world: World, catalog: str, fields: Document, blobs: list[str]) -> Document:
    """Create the item or bring it up to date; a new one is seen a moment later."""
    with world.lock:
        before = held(world, catalog, fields["id"])
        wait = settings.number(world, "catalogue_processing_ms") / 1000
        item = before or {
            "id": str(_FIRST_ITEM + world.next_id(KIND)),
            "catalog": catalog,
            "retailer_id": fields["id"],
            "created": world.now(),
            "ready_at": world.now() + wait,
        }
        told = {"status": ACTIVE, **fields}
        item = {**item, "fields": told, "blobs": blobs, "updated": world.now()}
        world.put(KIND, key(catalog, fields["id"]), item)
    return item


def visible(item: Document) -> bool:
    """Whether people may see it where the catalogue is shown."""
    return bool(item["fields"]["status"] == ACTIVE)


def group(item: Document) -> str:
    """What is published as one piece: all variants of it."""
    return str(item["fields"].get("item_group_id") or item["retailer_id"])


def review(world: World, item: Document) -> str:
    """Pending for a while, then what the setting says."""
    if world.now() < item["updated"] + settings.number(world, "catalogue_review_seconds"):
        return "pending"
    return settings.text(world, "catalogue_review")


def state(world: World, item: Document) -> str:
    """In one word, for the people's page."""
    if not processed(world, item):
        return "processing"
    if not visible(item):
        return "archived"
    return {"pending": "in review", "approved": "active"}.get(review(world, item), "rejected")


def permalink(world: World, item: Document) -> str:
    """Where a person sees the item in a shop."""
    return f"{world.public_url}/www.facebook.com/commerce/products/{item['id']}/"


def node(world: World, item: Document) -> Node:
    """Every field of a ProductItem that the stand-in knows."""
    fields = item["fields"]
    amount, _, currency = str(fields["price"]).partition(" ")
    rejected = review(world, item) == "rejected"
    pictures = [world.blob_url(blob) for blob in item["blobs"]]
    return {
        "id": item["id"],
        "additional_image_urls": fields.get("additional_image_link", []),
        "additional_variant_attributes": [
            {"key": name, "value": value}
            for name, value in fields.get("additional_variant_attribute", {}).items()
        ],
        "availability": fields["availability"],
        "quantity_to_sell_on_facebook": fields.get("quantity_to_sell_on_facebook"),
        "brand": fields.get("brand"),
        "category": fields.get("google_product_category"),
        "color": fields.get("color"),
        "condition": fields["condition"],
        "currency": currency,
        "description": fields["description"],
        "errors": [_refused()] if rejected else [],
        "image_fetch_status": "FETCHED",
        "image_url": pictures[0] if pictures else None,
        "material": fields.get("material"),
        "name": fields["title"],
        "pattern": fields.get("pattern"),
        "price": f"{amount} {currency}",
        "retailer_id": item["retailer_id"],
        "retailer_product_group_id": fields.get("item_group_id") or item["retailer_id"],
        "review_rejection_reasons": ["Listing quality"] if rejected else [],
        "review_status": review(world, item),
        "size": fields.get("size"),
        "url": fields["link"],
        "visibility": "published" if visible(item) else "staging",
    }


def _refused() -> Node:
    return {
        "title": "Listing doesn't follow Commerce Policies",
        "description": "This item can't be sold in a shop.",
        "error_type": "REJECTED",
        "error_priority": "HIGH",
    }
