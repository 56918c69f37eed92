"""Keeps stores and products in catalog's table, all of one artisan in one partition."""

from dataclasses import dataclass

from functions.catalog.model import Product, Store
from kernel.aws.indexes import NEW
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import Key, Put, Table
from kernel.events import Event
from kernel.pages import Page

_STORE = "store#"
_PRODUCT = "product#"


@dataclass(frozen=True, slots=True)
class _First:
    store_id: str


def _partition(owner_id: str) -> str:
    return f"owner#{owner_id}"


def _store_key(owner_id: str, store_id: str) -> Key:
    return Key(_partition(owner_id), f"{_STORE}{store_id}")


def _product_key(owner_id: str, product_id: str) -> Key:
    return Key(_partition(owner_id), f"{_PRODUCT}{product_id}")


class DynamoStores:
    """The `Stores` port; stores sort by id, and so by creation time."""

    def __init__(self, table: Table) -> None:
        self._stores = EntityStore(table, Store, lambda it: _store_key(it.owner_id, it.store_id))

    def get(self, owner_id: str, store_id: str) -> Store | None:
        """The store, if it is in this owner's partition."""
        return self._stores.get(_store_key(owner_id, store_id))

    def list(self, owner_id: str, limit: int, cursor: str | None) -> Page[Store]:
        """The owner's stores, the first one first."""
        return self._stores.page(_partition(owner_id), _STORE, limit, cursor)

    def save(self, store: Store) -> None:
        """Save a new store, or one over exactly its previous version; raises `StaleWrite`."""
        self._stores.save(store)

    def add_first(self, store: Store) -> None:
        """Save a store and the owner's first-store mark; raises `StaleWrite` if the mark exists."""
        mark = Key(_partition(store.owner_id), "first_store")
        self._stores.save(store, also=[Put(mark, _First(store.store_id), expect=NEW)])


class DynamoProducts:
    """The `Products` port; products sort by id, and so by creation time."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._products = EntityStore(
            table, Product, lambda it: _product_key(it.owner_id, it.product_id), outbox=outbox
        )

    def get(self, owner_id: str, product_id: str) -> Product | None:
        """The product, if it is in this owner's partition."""
        return self._products.get(_product_key(owner_id, product_id))

    def list(self, owner_id: str, limit: int, cursor: str | None) -> Page[Product]:
        """The owner's products, the newest first."""
        return self._products.page(_partition(owner_id), _PRODUCT, limit, cursor, newest_first=True)

    def save(self, product: Product, *events: Event) -> None:
        """Save a new product, or one over exactly its previous version, and its events.

        Raises `StaleWrite`.
        """
        self._products.save(product, *events)
