"""Products: the facts, photographs and variants of a piece, and the states of its life."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from kernel.money import Money

Status = Literal["draft", "active", "archived"]
Origin = Literal["artisan", "photo"]

PHOTOS_MAX = 10
RESTORABLE_FOR = timedelta(days=30)
"""How long an archived product can be restored."""

_SIGNS = 4
_PREFIX = 3
_UNNAMED = "PCE"
_NOT_A_LETTER = re.compile(r"[^A-Z]")


@dataclass(frozen=True, slots=True)
class Variant:
    """One form of a piece, by its options such as {"Size": "M"}, with its own price and quantity.

    `variant_id` and `sku` are "" until the product is saved.
    """

    options: Mapping[str, str]
    price: Money
    quantity: int
    variant_id: str = ""
    sku: str = ""


@dataclass(frozen=True, slots=True)
class AccountSales:
    """How many pieces of each SKU an account ever sold, and got back by cancelled orders."""

    sold: Mapping[str, int] = field(default_factory=dict)
    returned: Mapping[str, int] = field(default_factory=dict)

    def moved(self, sku: str, delta: int) -> "AccountSales":
        """The sales with so many pieces more sold, or (below zero) got back."""
        if delta > 0:
            return replace(self, sold={**self.sold, sku: self.sold.get(sku, 0) + delta})
        return replace(self, returned={**self.returned, sku: self.returned.get(sku, 0) - delta})


@dataclass(frozen=True, slots=True)
class Product:
    """A piece of an artisan. None and empty mean that she has not said.

    `price` is for one, `quantity` is how many there are; `photo_ids` are in the order in which they
    are shown, the first is the cover. `variants` is empty for a piece in one form; else all have
    the same options, no two alike. `origin` is `photo` until the artisan touches a product that a
    photograph began. `variants_made` counts the variants that there ever were, for their SKUs.

    `version` counts every change of the stored product, `revision` those that its artisan made, and
    `stock_version` those of its stock. `sales` is what each account sold, by `account_key`.
    """

    product_id: str
    owner_id: str
    sku: str
    created_at: datetime
    updated_at: datetime
    title: str | None = None
    craft: str | None = None
    materials: tuple[str, ...] = ()
    technique: str | None = None
    region: str | None = None
    price: Money | None = None
    quantity: int | None = None
    dimensions: str | None = None
    story: str | None = None
    link: str | None = None
    photo_ids: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    variants_made: int = 0
    origin: Origin = "artisan"
    is_live: bool = False
    archived_at: datetime | None = None
    one_of_a_kind: bool = False
    stock_version: int = 0
    sales: Mapping[str, AccountSales] = field(default_factory=dict)
    revision: int = 1
    version: int = 1

    @property
    def levels(self) -> dict[str, int]:
        """How many there are of each variant, by SKU; of a piece in one form, under its own SKU."""
        if self.variants:
            return {one.sku: one.quantity for one in self.variants}
        return {} if self.quantity is None else {self.sku: self.quantity}

    @property
    def on_hand(self) -> int | None:
        """How many there are in all; None while the artisan has not said."""
        return sum(self.levels.values()) if self.levels else None

    @property
    def status(self) -> Status:
        """`archived` in the trash, `active` once it was live somewhere, `draft` before."""
        if self.archived_at:
            return "archived"
        return "active" if self.is_live else "draft"

    @property
    def is_archived(self) -> bool:
        """Whether the product is in the trash."""
        return self.archived_at is not None

    @property
    def is_untouched(self) -> bool:
        """Whether a photograph alone made the product, and its artisan has not touched it."""
        return self.origin == "photo" and not self.is_live

    @property
    def cover(self) -> str | None:
        """The photograph that is shown first; None for a product without photographs."""
        return self.photo_ids[0] if self.photo_ids else None

    def next(self, now: datetime) -> "Product":
        """The product as its next version."""
        return replace(self, version=self.version + 1, updated_at=now)

    def revised(self, now: datetime) -> "Product":
        """The next version, by the artisan's own hand."""
        return replace(self.next(now), revision=self.revision + 1)

    def with_level(self, sku: str, quantity: int) -> "Product":
        """The product with so many of one of its SKUs."""
        if not self.variants:
            return replace(self, quantity=quantity)
        variants = tuple(
            replace(one, quantity=quantity) if one.sku == sku else one for one in self.variants
        )
        return replace(self, variants=variants)

    def archived(self, now: datetime) -> "Product":
        """The next version, in the trash."""
        return replace(self.revised(now), archived_at=now)

    def restored(self, now: datetime) -> "Product":
        """The next version, out of the trash; whoever restores a product has touched it."""
        return replace(self.revised(now), archived_at=None, origin="artisan")


@dataclass(frozen=True, slots=True)
class VariantChange:
    """What an artisan says about a variant; None as `quantity` leaves the number that there is."""

    options: Mapping[str, str]
    price: Money
    quantity: int | None = None
    variant_id: str = ""


@dataclass(frozen=True, slots=True)
class ProductChange:
    """What an artisan says about a product: the given fields by name, and its photographs if given.

    The values are in the model's types. `stock_version` is that of the numbers which she saw when
    she gave others; None where that is not known.
    """

    facts: Mapping[str, Any] = field(default_factory=dict)
    photo_ids: tuple[str, ...] | None = None
    stock_version: int | None = None


def differing(before: Product, after: Product) -> list[str]:
    """The names of the fields that an artisan sees which differ, in a stable order."""
    return [name for name in _VISIBLE if getattr(before, name) != getattr(after, name)]


_VISIBLE = (
    "status",
    "title",
    "craft",
    "materials",
    "technique",
    "region",
    "price",
    "quantity",
    "dimensions",
    "story",
    "link",
    "photo_ids",
    "variants",
    "one_of_a_kind",
)


def account_key(platform: str, account_id: str) -> str:
    """The key of an account in `Product.sales`."""
    return f"{platform}#{account_id}"


def new_sku(craft: str | None, title: str | None, name: str) -> str:
    """A short SKU such as `DOK-7F3K`: three letters of craft or title, and the end of an id.

    `name` is a fresh id, whose last signs are random ones of Crockford's base 32, which has no
    letters that look like digits. Without three ASCII letters in craft or title it is `PCE-…`.
    """
    return f"{_prefix(craft) or _prefix(title) or _UNNAMED}-{name[-_SIGNS:].upper()}"


def _prefix(words: str | None) -> str:
    plain = unicodedata.normalize("NFKD", words or "").upper()
    letters = _NOT_A_LETTER.sub("", plain)
    return letters[:_PREFIX] if len(letters) >= _PREFIX else ""
