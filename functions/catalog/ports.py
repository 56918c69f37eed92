"""What catalog needs from outside."""

from typing import Protocol

from functions.catalog.model import Product, Store
from kernel.events import Event
from kernel.pages import Page


class Stores(Protocol):
    """The stores of each artisan."""

    def get(self, owner_id: str, store_id: str) -> Store | None:
        """The store if it is this owner's, else None."""
        ...

    def list(self, owner_id: str, limit: int, cursor: str | None) -> Page[Store]:
        """The owner's stores, the first one first."""
        ...

    def add(self, store: Store) -> None:
        """Keep a new store."""
        ...

    def add_first(self, store: Store) -> None:
        """Keep an artisan's first store; raises `StaleWrite` when another call made one."""
        ...

    def replace(self, store: Store) -> None:
        """Replace the version before; raises `StaleWrite` when that is not the current one."""
        ...


class Products(Protocol):
    """The products of each artisan."""

    def get(self, owner_id: str, product_id: str) -> Product | None:
        """The product if it is this owner's, else None."""
        ...

    def list(self, owner_id: str, limit: int, cursor: str | None) -> Page[Product]:
        """The owner's products, the newest first."""
        ...

    def add(self, product: Product, *said: Event) -> None:
        """Keep a new product, and say so."""
        ...

    def replace(self, product: Product, *said: Event) -> None:
        """Replace the version before, and say so; raises `StaleWrite` when it is not current."""
        ...


class People(Protocol):
    """Whose name a first store bears."""

    def name_of(self, user_id: str) -> str:
        """The person's name."""
        ...
