"""The ports to what a listing is put together from: words, products and photographs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from functions.channels.model.listing import (
    ListingVariant,
    Picture,
)
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.stock_sent import SoldThere
from kernel.money import Money


@dataclass(frozen=True, slots=True)
class PlatformCopy:
    """The approved text of one platform."""

    title: str
    text: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Approved:
    """The words about a product that the artisan has approved."""

    title: str
    alt_text: str
    copies: Mapping[str, PlatformCopy]


class ApprovedDrafts(Protocol):
    """Reads words about products."""

    def approved(self, owner_id: str, product_id: str) -> Approved:
        """The approved words.

        Raises a `Conflict` while they are not approved, and a `NotFound` when there are none.
        """
        ...

    def present(self, owner_id: str, product_id: str) -> Approved:
        """The words as they are now, approved or not; raises a `NotFound` when there are none."""
        ...


@dataclass(frozen=True, slots=True)
class ProductSnapshot:
    """The product as it is now; price and quantity are None while not said.

    `sales` is what each account has sold of it, by `AccountRef.key`.
    """

    sku: str
    title: str
    price: Money | None
    quantity: int | None
    materials: tuple[str, ...]
    photo_ids: tuple[str, ...]
    craft: str | None = None
    link: str = ""
    variants: tuple[ListingVariant, ...] = ()
    sales: Mapping[str, SoldThere] = field(default_factory=dict)

    @property
    def levels(self) -> Mapping[str, int] | None:
        """How many there are of each SKU; None while she has not said."""
        if self.variants:
            return {one.sku: one.quantity for one in self.variants}
        return None if self.quantity is None else {self.sku: self.quantity}

    def sales_of(self, account: AccountRef) -> SoldThere:
        """What this account has sold so far."""
        return self.sales.get(account.key, SoldThere())


class ProductSnapshots(Protocol):
    """Reads the product: its price, stock, craft, photographs and variants."""

    def product(self, owner_id: str, product_id: str) -> ProductSnapshot:
        """The product; raises a `Problem` when the owner has no such product."""
        ...


class ListingPhotos(Protocol):
    """Reads the renditions of photographs."""

    def pictures(self, owner_id: str, photo_id: str) -> Mapping[str, Picture]:
        """The renditions by name; raises a `Problem` unless the photo is ready."""
        ...
