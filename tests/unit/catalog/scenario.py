"""Asha's catalog on ports in memory."""

from datetime import UTC, datetime
from typing import Any

from functions.catalog.model.product import Product, ProductChange
from functions.catalog.model.stock import OrderedLine, OrderRef, ReportedOrder
from functions.catalog.service.products import ProductService, StartedProduct
from functions.catalog.service.stock import StockService
from kernel.clock import Clock, SetClock
from kernel.events import Event
from kernel.ids import CountedIds
from tests.unit.catalog.in_memory import FixedPhotos, MemoryProducts, MemoryStores

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
A, B, C = "photo_a", "photo_b", "photo_c"
DAY = 24 * 3600


class Scenario:
    """Asha's catalog."""

    def __init__(self, clock: Clock | None = None) -> None:
        self.stores = MemoryStores()
        self.kept = MemoryProducts()
        self.photos = FixedPhotos()
        if clock is None:
            clock = self.clock = SetClock(NOW)
        self.products = ProductService(self.kept, self.stores, self.photos, clock, CountedIds())

        self.stock = StockService(self.kept, self.kept.stock, clock)

    def sold(
        self, revision: int, *lines: tuple[str, int], platform: str = "etsy", order: str = "41"
    ) -> None:
        """An account tells that an order now holds so many of each SKU."""
        told = tuple(OrderedLine(f"line_{sku}", sku, quantity) for sku, quantity in lines)
        where = OrderRef("asha", platform, "shop", order)
        self.stock.record(ReportedOrder(where, f"{revision:04d}", told))

    def start(self, *photo_ids: str, **facts: Any) -> StartedProduct:
        return self.products.start("asha", ProductChange(facts, photo_ids))

    def edit(self, product: Product, *photo_ids: str, **facts: Any) -> Product:
        stock_version = facts.pop("stock_version", None)
        change = ProductChange(facts, photo_ids or None, stock_version)
        return self.products.update("asha", product.product_id, product.revision, change)

    def from_photo(self, photo_id: str) -> Product:
        made = self.products.begin_from_photo("asha", photo_id)
        assert made
        return made

    def now(self, product: Product) -> Product:
        return self.products.product("asha", product.product_id)

    def living(self) -> list[str]:
        return [one.product_id for one in self.products.page("asha", None, 50, None).items]

    def said(self, kind: type[Event]) -> list[dict[str, Any]]:
        return [one.model_dump() for one in self.kept.events if isinstance(one, kind)]
