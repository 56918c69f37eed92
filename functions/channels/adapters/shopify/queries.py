"""Shopify's queries and mutations, and the types of their answers: pure.

https://shopify.dev/docs/api/admin-graphql
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from functions.channels.errors import Rejected, StartOver
from kernel.errors import Problem

Json = Any  # a vendor's JSON has no closed type

ONLINE_STORE = "Online Store"
DEFAULT_OPTION, DEFAULT_VALUE = "Title", "Default Title"
"""What Shopify itself calls the one variant of a product without variants."""
FORMS_MOST = 100
"""The most variants that a piece has at Haat."""
_ON_SALE = frozenset({"ACTIVE", "UNLISTED"})
_PASSING = frozenset(
    {
        *("GENERIC_FILE_DOWNLOAD_FAILURE", "IMAGE_DOWNLOAD_FAILURE", "IMAGE_PROCESSING_FAILURE"),
        *("INVALID_SIGNED_URL", "MEDIA_TIMEOUT_ERROR", "UNKNOWN"),
    }
)
"""Codes (MediaErrorCode) of failures that may pass when the picture is sent again."""

_PRODUCT = """
fragment Piece on Product {
  id handle status onlineStoreUrl title descriptionHtml tags category { id }
  variants(first: $forms) {
    nodes { ...Form }
  }
  media(first: 20) {
    nodes {
      id alt status mediaErrors { code details message }
      ... on MediaImage { image { url } }
    }
  }
}
"""
_FORM = """
fragment Form on ProductVariant {
  id sku price inventoryQuantity selectedOptions { name value } inventoryItem { id tracked }
}
"""
_PIECE = _PRODUCT + _FORM
_LEVEL = """
fragment Form on ProductVariant {
  id sku price inventoryQuantity selectedOptions { name value }
  inventoryItem {
    id tracked
    inventoryLevel(locationId: $location) { quantities(names: ["available"]) { quantity } }
  }
}
"""
SHOP = "query Shop { shop { name myshopifyDomain currencyCode } }"
PLACES = """
query Places {
  publications(first: 50) { nodes { id name } }
  locations(first: 20) { nodes { id isActive fulfillsOnlineOrders } }
}
"""
FIND = (
    """
query Find($identifier: ProductIdentifierInput!, $forms: Int!) {
  productByIdentifier(identifier: $identifier) { ...Piece }
}
"""
    + _PIECE
)
FIND_STOCK = (
    """
query FindStock($identifier: ProductIdentifierInput!, $forms: Int!, $location: ID!) {
  productByIdentifier(identifier: $identifier) { ...Piece }
}
"""
    + _PRODUCT
    + _LEVEL
)
FIND_OURS = (
    """
query FindOurs($identifier: ProductIdentifierInput!, $query: String!, $forms: Int!) {
  productByIdentifier(identifier: $identifier) { ...Piece }
  products(first: 2, query: $query) { nodes { ...Piece } }
}
"""
    + _PIECE
)
SET = (
    """
mutation Set($identifier: ProductSetIdentifiers!, $input: ProductSetInput!, $forms: Int!) {
  productSet(identifier: $identifier, input: $input, synchronous: true) {
    product { ...Piece }
    userErrors { field message code }
  }
}
"""
    + _PIECE
)
PUBLISH = (
    """
mutation Publish($id: ID!, $input: [PublicationInput!]!, $forms: Int!) {
  publishablePublish(id: $id, input: $input) {
    publishable { ... on Product { ...Piece } }
    userErrors { field message }
  }
}
"""
    + _PIECE
)
UPDATE = (
    """
mutation Update($product: ProductUpdateInput!, $forms: Int!) {
  productUpdate(product: $product) { product { ...Piece } userErrors { field message } }
}
"""
    + _PIECE
)
CATEGORIES = """
query Categories($first: Int!, $search: String) {
  taxonomy { categories(first: $first, search: $search) { nodes { id fullName isArchived } } }
}
"""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture of a product: READY, FAILED (with the code of why), or on its way.

    `name` is the name of the picture's file at the store, "" while the store gives none; `alt` is
    its description.
    """

    id: str
    status: str
    code: str
    words: str
    name: str = ""
    alt: str = ""

    @property
    def is_on_its_way(self) -> bool:
        """Whether the store still works on the picture."""
        return self.status not in ("READY", "FAILED")


@dataclass(frozen=True, slots=True)
class StoreVariant:
    """A variant as it is at the store, with its inventory item and stock.

    `stock` is what it would sell, `level` how many of it are at the location that was asked for;
    None where it is not kept there, or none was asked for. What is not `tracked` is not counted.
    """

    id: str
    item: str
    stock: int
    options: Mapping[str, str]
    sku: str = ""
    price: str = ""
    tracked: bool = True
    level: int | None = None

    @property
    def chosen_by(self) -> dict[str, str]:
        """The options by which a buyer chooses it; none in a product without variants."""
        return {} if dict(self.options) == {DEFAULT_OPTION: DEFAULT_VALUE} else {**self.options}


@dataclass(frozen=True, slots=True)
class StoreProduct:
    """A product as it is at the store; ids are Shopify's global ones."""

    id: str
    handle: str
    status: str
    url: str
    forms: tuple[StoreVariant, ...]
    media: tuple[Media, ...]
    title: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    category: str = ""

    @property
    def number(self) -> str:
        """The id as webhooks and orders name it."""
        return self.id.rpartition("/")[2]

    @property
    def skus(self) -> frozenset[str]:
        """The SKUs of the variants that were read."""
        return frozenset(one.sku for one in self.forms)

    @property
    def on_sale(self) -> bool:
        """Whether buyers can have the product."""
        return self.status in _ON_SALE

    @property
    def pictured(self) -> bool:
        """Whether every picture is there; raises the failure of one that will never be."""
        for one in self.media:
            if one.status == "FAILED":
                raise _no_picture(one)
        return bool(self.media) and all(one.status == "READY" for one in self.media)


@dataclass(frozen=True, slots=True)
class Places:
    """Where a store sells on the web and where its stock is."""

    publication: str
    location: str


def global_id(kind: str, number: str) -> str:
    """Shopify's id of a thing, from its number."""
    return f"gid://shopify/{kind}/{number}"


def piece(node: Json) -> StoreProduct:
    """The product of an answer."""
    return StoreProduct(
        str(node["id"]),
        str(node["handle"]),
        str(node["status"]),
        str(node["onlineStoreUrl"] or ""),
        tuple(_form(one) for one in node["variants"]["nodes"]),
        tuple(_media(one) for one in node["media"]["nodes"]),
        str(node["title"]),
        str(node["descriptionHtml"]),
        tuple(map(str, node["tags"])),
        str((node["category"] or {}).get("id") or ""),
    )


def _form(node: Mapping[str, Json]) -> StoreVariant:
    options = {str(one["name"]): str(one["value"]) for one in node["selectedOptions"]}
    item = node["inventoryItem"]
    level = item.get("inventoryLevel")
    return StoreVariant(
        str(node["id"]),
        str(item["id"]),
        int(node["inventoryQuantity"] or 0),
        options,
        str(node.get("sku") or ""),
        str(node["price"]),
        bool(item["tracked"]),
        int(level["quantities"][0]["quantity"]) if level else None,
    )


def _media(node: Mapping[str, Json]) -> Media:
    wrong = (node.get("mediaErrors") or [{}])[0]
    words = wrong.get("details") or wrong.get("message") or ""
    name = urlsplit(str((node.get("image") or {}).get("url") or "")).path.rpartition("/")[2]
    code = str(wrong.get("code") or "")
    alt = str(node.get("alt") or "")
    return Media(str(node["id"]), str(node["status"]), code, str(words), name, alt)


def _no_picture(media: Media) -> Problem:
    words = f"Shopify could not use the picture: {media.words or media.code or 'no reason'}"
    if media.code in _PASSING:
        return StartOver(words, after=30)
    return Rejected(words, remedy="Take another picture and publish again.")


def places(answer: Mapping[str, Json]) -> Places:
    """The Online Store and the first location that sends its orders.

    Raises `Rejected` naming what the store does not have.
    """
    store = [one for one in answer["publications"]["nodes"] if one["name"] == ONLINE_STORE]
    active = [one for one in answer["locations"]["nodes"] if one["isActive"]]
    sending = [one for one in active if one["fulfillsOnlineOrders"]] or active
    _must_have(store, "Online Store", "Add it in Shopify under Sales channels, then try again.")
    _must_have(sending, "location", "Add it in Shopify under Settings, then try again.")
    return Places(str(store[0]["id"]), str(sending[0]["id"]))


def _must_have(found: Sequence[Json], what: str, remedy: str) -> None:
    if not found:
        raise Rejected(f"Your Shopify store has no {what}.", remedy=remedy)
