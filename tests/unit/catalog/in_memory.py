"""Catalog's ports in memory, with the same conditions as the table."""

from collections.abc import Callable, Iterable, Mapping

from functions.catalog.errors import PhotoNotFound, PhotoUnusable
from functions.catalog.model.photo_claims import ClaimPlan, PhotoClaim
from functions.catalog.model.product import Product, Status
from functions.catalog.model.stock import OrderLine, OrderRef, StockChange, StockMovement
from functions.catalog.model.store import Store
from functions.catalog.ports import NO_CLAIMS, NO_STOCK
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.pages import Page


class MemoryStores:
    """The `Stores` port."""

    def __init__(self) -> None:
        self.kept: list[Store] = []

    def get(self, owner_id: str, store_id: str) -> Store | None:
        found = [one for one in self.kept if (one.owner_id, one.store_id) == (owner_id, store_id)]
        return found[0] if found else None

    def list(self, owner_id: str, limit: int, cursor: str | None) -> Page[Store]:
        assert cursor is None
        return Page([one for one in self.kept if one.owner_id == owner_id][:limit])

    def save(self, store: Store) -> None:
        before = self.get(store.owner_id, store.store_id)
        if (before.version if before else 0) != store.version - 1:
            raise StaleWrite("Changed.")
        self.kept = [one for one in self.kept if one != before] + [store]


class MemoryStockRecords:
    """The `StockRecords` port."""

    def __init__(self) -> None:
        self.held: dict[tuple[OrderRef, str], OrderLine] = {}
        self.moved: dict[tuple[str, str], StockMovement] = {}

    def line(self, order: OrderRef, line_id: str) -> OrderLine | None:
        return self.held.get((order, line_id))

    def lines(self, order: OrderRef) -> list[OrderLine]:
        return [one for one in self.held.values() if one.order == order]

    def keep(self, change: StockChange) -> None:
        if not self.as_read(change):
            raise StaleWrite("Changed.")
        if change.line:
            self.held[change.line.order, change.line.line_id] = change.line
        if change.movement:
            self.moved[change.movement.product_id, change.movement.cause] = change.movement

    def as_read(self, change: StockChange) -> bool:
        line, movement = change.line, change.movement
        held = self.held.get((line.order, line.line_id)) if line else None
        same_line = line is None or (held.version if held else 0) == line.version - 1
        return same_line and (
            movement is None or (movement.product_id, movement.cause) not in self.moved
        )

    def movements(
        self, owner_id: str, product_id: str, limit: int, cursor: str | None
    ) -> Page[StockMovement]:
        assert cursor is None
        found = [
            one
            for one in self.moved.values()
            if (one.owner_id, one.product_id) == (owner_id, product_id)
        ]
        return Page(found[::-1][:limit])

    def oversold(self, owner_id: str, product_id: str) -> list[OrderLine]:
        return [
            one
            for one in self.held.values()
            if (one.order.owner_id, one.product_id) == (owner_id, product_id) and one.is_oversold
        ]


class MemoryProducts:
    """The `Products` port; `before_save` runs once just before the next save."""

    def __init__(self) -> None:
        self.stock = MemoryStockRecords()
        self.kept: dict[str, Product] = {}
        self.claimed: dict[tuple[str, str], PhotoClaim] = {}
        self.skus: set[tuple[str, str]] = set()
        self.events: list[Event] = []
        self.before_save: Callable[[], object] | None = None

    def get(self, owner_id: str, product_id: str) -> Product | None:
        found = self.kept.get(product_id)
        return found if found and found.owner_id == owner_id else None

    def get_many(self, owner_id: str, product_ids: Iterable[str]) -> Mapping[str, Product]:
        found = (self.get(owner_id, one) for one in product_ids)
        return {one.product_id: one for one in found if one}

    def by_sku(self, owner_id: str, sku: str) -> Product | None:
        names = (sku, sku.rpartition("-")[0])
        mine = [one for one in self.kept.values() if one.owner_id == owner_id]
        return next((one for name in names for one in mine if one.sku == name), None)

    def page(
        self, owner_id: str, status: Status | None, limit: int, cursor: str | None
    ) -> Page[Product]:
        assert cursor is None
        mine = (one for one in self.kept.values() if one.owner_id == owner_id)
        wanted = [one for one in mine if status in {one.status, None}]
        shown = [one for one in wanted if status or not one.is_archived]
        return Page(sorted(shown, key=lambda one: one.product_id, reverse=True)[:limit])

    def claims(self, owner_id: str, photo_ids: Iterable[str]) -> Mapping[str, PhotoClaim]:
        found = (self.claimed.get((owner_id, one)) for one in photo_ids)
        return {one.photo_id: one for one in found if one}

    def save(
        self,
        product: Product,
        *events: Event,
        before: Product | None = None,
        claims: ClaimPlan = NO_CLAIMS,
        stock: StockChange = NO_STOCK,
    ) -> None:
        if self.before_save:
            interfere, self.before_save = self.before_save, None
            interfere()
        if not (self._as_read(product, before, claims) and self.stock.as_read(stock)):
            raise StaleWrite("Changed.")
        self.stock.keep(stock)
        self.skus.add((product.owner_id, product.sku))
        for one in (product, *claims.joined):
            self.kept[one.product_id] = one
        for change in claims.changes:
            key = (product.owner_id, change.photo_id)
            if change.now:
                self.claimed[key] = change.now
            else:
                del self.claimed[key]
        self.events += events

    def _as_read(self, product: Product, before: Product | None, claims: ClaimPlan) -> bool:
        written = [
            (product, product.version - 1),
            *((one, one.version - 1) for one in claims.joined),
        ]
        checked = [*written, *((one, one.version) for one in claims.archived)]
        versions = {name: one.version for name, one in self.kept.items()}
        fresh = all(versions.get(one.product_id, 0) == version for one, version in checked)
        new_sku = before is not None or (product.owner_id, product.sku) not in self.skus
        same = all(
            self.claimed.get((product.owner_id, one.photo_id)) == one.was for one in claims.changes
        )
        return fresh and new_sku and same


class FixedPhotos:
    """The `ProductPhotos` port: every photo is Asha's, but for those named otherwise."""

    def __init__(self) -> None:
        self.unknown: set[str] = set()
        self.rejected: set[str] = set()

    def must_be_usable(self, owner_id: str, photo_ids: Iterable[str]) -> None:
        for photo_id in photo_ids:
            if owner_id != "asha" or photo_id in self.unknown:
                raise PhotoNotFound(photo_id)
            if photo_id in self.rejected:
                raise PhotoUnusable(photo_id)
