"""The ports of catalog: stores, products, and people's names."""

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
        """Save the store over its previous version; raises `StaleWrite` if another is current."""
        ...


class Products(Protocol):
    """The products of each artisan."""

    def get(self, owner_id: str, product_id: str) -> Product | None:
        """The product if it is this owner's, else None."""
        ...

    def list(self, owner_id: str, limit: int, cursor: str | None) -> Page[Product]:
        """The owner's products, the newest first."""
        ...

    def add(self, product: Product, *events: Event) -> None:
        """Save a new product and publish `events`."""
        ...

    def replace(self, product: Product, *events: Event) -> None:
        """Replace the product's previous version and publish `events`; raises `StaleWrite`."""
        ...


class People(Protocol):
    """Reads the names of people, for their first stores."""

    def name_of(self, user_id: str) -> str:
        """The person's name."""
        ...
