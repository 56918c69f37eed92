"""The ports of catalog: stores, products, their stock and the photographs that they show."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from functions.catalog.model.photo_claims import ClaimPlan, PhotoClaim
from functions.catalog.model.product import Product, Status
from functions.catalog.model.stock import OrderLine, OrderRef, StockChange, StockMovement
from functions.catalog.model.store import Store
from kernel.events import Event
from kernel.pages import Page

NO_CLAIMS = ClaimPlan()
NO_STOCK = StockChange()


class Stores(Protocol):
    """The stores of each artisan."""

    def get(self, owner_id: str, store_id: str) -> Store | None:
        """The store if it is this owner's, else None."""
        ...

    def list(self, owner_id: str, limit: int, cursor: str | None) -> Page[Store]:
        """The owner's stores, the first one first."""
        ...

    def save(self, store: Store) -> None:
        """Save a new store (version 1), or one over exactly its previous version.

        Raises `StaleWrite` if another version is current.
        """
        ...


class Products(Protocol):
    """The products of each artisan, and which of them each photograph belongs to."""

    def get(self, owner_id: str, product_id: str) -> Product | None:
        """The product if it is this owner's, archived or not, else None."""
        ...

    def get_many(self, owner_id: str, product_ids: Iterable[str]) -> Mapping[str, Product]:
        """Those of at most 100 products that are this owner's, by id."""
        ...

    def by_sku(self, owner_id: str, sku: str) -> Product | None:
        """The owner's product that has, or once had, this SKU or a variant with it; else None."""
        ...

    def page(
        self, owner_id: str, status: Status | None, limit: int, cursor: str | None
    ) -> Page[Product]:
        """The owner's products in a status (None: all but archived ones), the newest first."""
        ...

    def claims(self, owner_id: str, photo_ids: Iterable[str]) -> Mapping[str, PhotoClaim]:
        """The claims on these photographs by photograph, read consistently."""
        ...

    def save(
        self,
        product: Product,
        *events: Event,
        before: Product | None = None,
        claims: ClaimPlan = NO_CLAIMS,
        stock: StockChange = NO_STOCK,
    ) -> None:
        """Save a new product with its SKU, or the version after `before`.

        In the same transaction: the claims change, joined products are saved as they are in
        `claims`, the movements and the order line of `stock` are stored, and `events` are
        published. Raises `StaleWrite`, and changes nothing, if the SKU
        is another product's, or a product or claim is no longer as the caller read it.
        """
        ...


class StockRecords(Protocol):
    """What moved each product's stock, and the lines of orders that it served."""

    def line(self, order: OrderRef, line_id: str) -> OrderLine | None:
        """The line as it was recorded last, read consistently, or None."""
        ...

    def lines(self, order: OrderRef) -> list[OrderLine]:
        """All recorded lines of the order."""
        ...

    def keep(self, change: StockChange) -> None:
        """Save the line of a change that moves no stock; raises `StaleWrite`."""
        ...

    def movements(
        self, owner_id: str, product_id: str, limit: int, cursor: str | None
    ) -> Page[StockMovement]:
        """The product's movements, the latest first."""
        ...

    def oversold(self, owner_id: str, product_id: str) -> list[OrderLine]:
        """The product's oversold lines."""
        ...


class ProductPhotos(Protocol):
    """Reads what media knows of photographs."""

    def must_be_usable(self, owner_id: str, photo_ids: Iterable[str]) -> None:
        """Return if all are the owner's and not rejected; they need not be ready yet.

        Raises `PhotoNotFound` and `PhotoUnusable`.
        """
        ...
