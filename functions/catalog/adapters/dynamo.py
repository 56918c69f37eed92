"""Keeps stores and products in catalog's table, all of one artisan in her own partitions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from functions.catalog.model.photo_claims import ClaimChange, ClaimPlan, PhotoClaim
from functions.catalog.model.product import Product, Status
from functions.catalog.model.stock import OrderLine, OrderRef, StockChange, StockMovement
from functions.catalog.model.store import Store
from functions.catalog.ports import NO_CLAIMS, NO_STOCK
from kernel.aws.indexes import NEW, listed
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import ConditionCheck, Delete, Key, Put, Table, Write
from kernel.events import Event
from kernel.pages import Page

_STORE = "store#"
_PRODUCT = "product#"
_LINE = "line#"
_OVERSOLD_MOST = 100


@dataclass(frozen=True, slots=True)
class _Named:
    product_id: str


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


class DynamoStockRecords:
    """The `StockRecords` port: movements of each product, and the lines of each order."""

    def __init__(self, table: Table) -> None:
        self._movements = EntityStore(
            table,
            StockMovement,
            lambda it: Key(f"stock#{it.owner_id}#{it.product_id}", f"movement#{it.cause}"),
            index=lambda it: listed(
                _movements_of(it.owner_id, it.product_id), it.moved_at, it.cause
            ),
        )
        self._lines = EntityStore(
            table, OrderLine, lambda it: _line_key(it.order, it.line_id), index=_oversold_index
        )

    def line(self, order: OrderRef, line_id: str) -> OrderLine | None:
        """The line as it was recorded last, read consistently."""
        return self._lines.get(_line_key(order, line_id))

    def lines(self, order: OrderRef) -> list[OrderLine]:
        """All recorded lines of the order."""
        return self._lines.all(_order_partition(order), _LINE)

    def keep(self, change: StockChange) -> None:
        """Save the line of a change that moves no stock; raises `StaleWrite`."""
        self._lines.write(*self.writes(change))

    def writes(self, change: StockChange) -> list[Write]:
        """The writes of a change, for the transaction of its product: each cause is new."""
        writes: list[Write] = []
        if change.movement:
            writes.append(self._movements.put(change.movement, NEW))
        if change.line:
            writes.append(self._lines.over_previous(change.line))
        return writes

    def movements(
        self, owner_id: str, product_id: str, limit: int, cursor: str | None
    ) -> Page[StockMovement]:
        """The product's movements, the latest first."""
        return self._movements.latest(_movements_of(owner_id, product_id), limit, cursor)

    def oversold(self, owner_id: str, product_id: str) -> list[OrderLine]:
        """The product's oversold lines, the latest first."""
        found = self._lines.latest(_oversold_of(owner_id, product_id), _OVERSOLD_MOST, None)
        return list(found.items)


class DynamoProducts:
    """The `Products` port; access patterns are in the context's README."""

    def __init__(self, table: Table, outbox: Outbox, stock: DynamoStockRecords) -> None:
        self._table = table
        self._stock = stock
        self._products = EntityStore(
            table,
            Product,
            lambda it: _product_key(it.owner_id, it.product_id),
            outbox=outbox,
            index=lambda it: listed(
                _of_status(it.owner_id, it.status), it.created_at, it.product_id
            ),
        )

    def get(self, owner_id: str, product_id: str) -> Product | None:
        """The product, if it is in this owner's partition."""
        return self._products.get(_product_key(owner_id, product_id))

    def get_many(self, owner_id: str, product_ids: Iterable[str]) -> Mapping[str, Product]:
        """The products that are in this owner's partition, by id."""
        keys = [_product_key(owner_id, one) for one in product_ids]
        return {one.product_id: one for one in self._products.get_many(keys)}

    def by_sku(self, owner_id: str, sku: str) -> Product | None:
        """The product under this SKU, or under the one that a variant's SKU begins with."""
        for one in (sku, sku.rpartition("-")[0]):
            key = Key(_skus(owner_id), one)
            named = self._table.get(_Named, key) if one and key.possible else None
            if named is not None:
                return self.get(owner_id, named.product_id)
        return None

    def page(
        self, owner_id: str, status: Status | None, limit: int, cursor: str | None
    ) -> Page[Product]:
        """The owner's products, the newest first: by status from an index, else those listed."""
        if status:
            return self._products.latest(_of_status(owner_id, status), limit, cursor)
        found = self._table.query(
            _Named, _listing(owner_id), limit=limit, cursor=cursor, newest_first=True
        )
        named = self.get_many(owner_id, (one.product_id for one in found.items))
        # One that was archived between the two reads is no longer listed.
        items = [one for one in named.values() if not one.is_archived]
        return Page(items, found.next_cursor)

    def claims(self, owner_id: str, photo_ids: Iterable[str]) -> Mapping[str, PhotoClaim]:
        """The claims on these photographs, by photograph."""
        keys = [_claim_key(owner_id, one) for one in photo_ids]
        found = self._table.get_many(PhotoClaim, keys) if keys else []
        return {one.photo_id: one for one in found}

    def save(
        self,
        product: Product,
        *events: Event,
        before: Product | None = None,
        claims: ClaimPlan = NO_CLAIMS,
        stock: StockChange = NO_STOCK,
    ) -> None:
        """Write all in one transaction; raises `StaleWrite` if an item changed since its read."""
        also: list[Write] = [
            *self._listed(before, product),
            *self._claimed(product, claims),
            *self._stock.writes(stock),
        ]
        if before is None:
            also.append(Put(_sku_key(product), _Named(product.product_id), expect=NEW))
        self._products.save(product, *events, also=also)

    def _claimed(self, product: Product, claims: ClaimPlan) -> list[Write]:
        writes: list[Write] = [_claim(product.owner_id, one) for one in claims.changes]
        for one in claims.joined:
            writes += [self._products.over_previous(one), Delete(_listing_key(one))]
        writes += [
            ConditionCheck(_product_key(one.owner_id, one.product_id), {"version": one.version})
            for one in claims.archived
        ]
        return writes

    @staticmethod
    def _listed(before: Product | None, product: Product) -> list[Write]:
        """The write that lists a product while it is not archived, if that changes."""
        if before is not None and before.is_archived == product.is_archived:
            return []
        key = _listing_key(product)
        return [Delete(key) if product.is_archived else Put(key, _Named(product.product_id))]


def _partition(owner_id: str) -> str:
    return f"owner#{owner_id}"


def _store_key(owner_id: str, store_id: str) -> Key:
    return Key(_partition(owner_id), f"{_STORE}{store_id}")


def _product_key(owner_id: str, product_id: str) -> Key:
    return Key(_partition(owner_id), f"{_PRODUCT}{product_id}")


def _listing(owner_id: str) -> str:
    return f"products#{owner_id}"


def _of_status(owner_id: str, status: Status) -> str:
    return f"products#{owner_id}#{status}"


def _listing_key(product: Product) -> Key:
    return Key(_listing(product.owner_id), product.product_id)


def _sku_key(product: Product) -> Key:
    return Key(_skus(product.owner_id), product.sku)


def _skus(owner_id: str) -> str:
    return f"sku#{owner_id}"


def _order_partition(order: OrderRef) -> str:
    return f"order#{order.owner_id}#{order.platform}#{order.account_id}#{order.order_id}"


def _line_key(order: OrderRef, line_id: str) -> Key:
    return Key(_order_partition(order), f"{_LINE}{line_id}")


def _movements_of(owner_id: str, product_id: str) -> str:
    return f"movements#{owner_id}#{product_id}"


def _oversold_of(owner_id: str, product_id: str) -> str:
    return f"oversold#{owner_id}#{product_id}"


def _oversold_index(line: OrderLine) -> Mapping[str, object]:
    if not line.is_oversold:
        return {}
    order = line.order
    name = f"{order.platform}#{order.account_id}#{order.order_id}#{line.line_id}"
    return listed(_oversold_of(order.owner_id, line.product_id), line.recorded_at, name)


def _claim_key(owner_id: str, photo_id: str) -> Key:
    # The owner is part of the key: nobody can claim a photo for somebody else.
    return Key(f"photo#{owner_id}#{photo_id}", "claim")


def _claim(owner_id: str, change: ClaimChange) -> Write:
    key, was = _claim_key(owner_id, change.photo_id), change.was
    expect = {"product_id": was.product_id, "first": was.first} if was else NEW
    return Put(key, change.now, expect=expect) if change.now else Delete(key, expect)
