"""The model of catalog: stores, products and variants; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kernel.money import Money


@dataclass(frozen=True, slots=True)
class Store:
    """An artisan's shop: what all its products have in common."""

    store_id: str
    owner_id: str
    name: str
    created_at: datetime
    craft: str | None = None
    region: str | None = None
    link: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Variant:
    """One form of a piece, by its options such as {"Size": "M"}, with its own price and quantity.

    `variant_id` is "" until the product is saved.
    """

    options: Mapping[str, str]
    price: Money
    quantity: int
    variant_id: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """Something for sale. `quantity` is how many there are, `price` is for one.

    `variants` is empty for a piece in one form; else all have the same options, no two alike.
    """

    product_id: str
    owner_id: str
    store_id: str
    title: str
    price: Money
    quantity: int
    created_at: datetime
    updated_at: datetime
    description: str = ""
    materials: tuple[str, ...] = ()
    craft: str | None = None
    photo_ids: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """The craft and region of everything in a store; None where the artisan has not said."""

    craft: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class NewStore:
    """The artisan's data for a new store."""

    name: str
    craft: str | None = None
    region: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class NewProduct:
    """The artisan's data for a new product; without a `store_id` it goes into her first store."""

    title: str
    price: Money
    quantity: int
    store_id: str | None = None
    description: str = ""
    materials: tuple[str, ...] = ()
    craft: str | None = None
    photo_ids: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
