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

    def save(self, store: Store) -> None:
        """Save a new store (version 1), or one over exactly its previous version.

        Raises `StaleWrite` if another version is current.
        """
        ...

    def add_first(self, store: Store) -> None:
        """Keep an artisan's first store; raises `StaleWrite` when another call made one."""
        ...


class Products(Protocol):
    """The products of each artisan."""

    def get(self, owner_id: str, product_id: str) -> Product | None:
        """The product if it is this owner's, else None."""
        ...

    def list(self, owner_id: str, limit: int, cursor: str | None) -> Page[Product]:
        """The owner's products, the newest first."""
        ...

    def save(self, product: Product, *events: Event) -> None:
        """Save a new product (version 1), or one over exactly its previous version; publish events.

        Raises `StaleWrite` if another version is current.
        """
        ...


class People(Protocol):
    """Reads the names of people, for their first stores."""

    def name_of(self, user_id: str) -> str:
        """The person's name."""
        ...
