"""Keeps stores and products in catalog's table, all of one artisan in one partition."""

from dataclasses import dataclass

from functions.catalog.model import Product, Store
from kernel.aws.outbox import Outbox
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


class DynamoStores:
    """The `Stores` port; stores sort by id, and so by creation time."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, owner_id: str, store_id: str) -> Store | None:
        """The store, if it is in this owner's partition."""
        return self._table.get(Store, Key(_partition(owner_id), f"{_STORE}{store_id}"))

    def list(self, owner_id: str, limit: int, cursor: str | None) -> Page[Store]:
        """The owner's stores, the first one first."""
        return self._table.query(
            Store, _partition(owner_id), prefix=_STORE, limit=limit, cursor=cursor
        )

    def add(self, store: Store) -> None:
        """Keep a new store."""
        self._table.write(Put(_store_key(store), store, expect={"pk": None}))

    def add_first(self, store: Store) -> None:
        """Save a store and the owner's first-store mark; raises `StaleWrite` if the mark exists."""
        mark = Key(_partition(store.owner_id), "first_store")
        self._table.write(
            Put(_store_key(store), store, expect={"pk": None}),
            Put(mark, _First(store.store_id), expect={"pk": None}),
        )

    def replace(self, store: Store) -> None:
        """Save the store over exactly its previous version; raises `StaleWrite`."""
        self._table.write(Put(_store_key(store), store, expect={"version": store.version - 1}))


class DynamoProducts:
    """The `Products` port; products sort by id, and so by creation time."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._outbox = outbox

    def get(self, owner_id: str, product_id: str) -> Product | None:
        """The product, if it is in this owner's partition."""
        return self._table.get(Product, Key(_partition(owner_id), f"{_PRODUCT}{product_id}"))

    def list(self, owner_id: str, limit: int, cursor: str | None) -> Page[Product]:
        """The owner's products, the newest first."""
        return self._table.query(
            Product,
            _partition(owner_id),
            prefix=_PRODUCT,
            limit=limit,
            cursor=cursor,
            newest_first=True,
        )

    def add(self, product: Product, *events: Event) -> None:
        """Keep a new product and its events in one transaction."""
        self._table.write(
            Put(_product_key(product), product, expect={"pk": None}),
            *(self._outbox.entry(event) for event in events),
        )

    def replace(self, product: Product, *events: Event) -> None:
        """Save product and events over exactly the previous version; raises `StaleWrite`."""
        self._table.write(
            Put(_product_key(product), product, expect={"version": product.version - 1}),
            *(self._outbox.entry(event) for event in events),
        )


def _store_key(store: Store) -> Key:
    return Key(_partition(store.owner_id), f"{_STORE}{store.store_id}")


def _product_key(product: Product) -> Key:
    return Key(_partition(product.owner_id), f"{_PRODUCT}{product.product_id}")
