"""Which adapter serves which port of catalog."""

from functools import cached_property

from functions.catalog.adapters.dynamo import (
    DynamoProducts,
    DynamoStockRecords,
    DynamoStores,
)
from functions.catalog.service.products import ProductService
from functions.catalog.service.stock import StockService
from functions.catalog.service.stores import StoreService
from kernel.aws.container import Container
from kernel.aws.table import Table
from kernel.settings import Settings


class CatalogSettings(Settings):
    """The settings of catalog."""

    catalog_table: str


class CatalogContainer(Container):
    """The parts of catalog, each built when first asked for."""

    @cached_property
    def settings(self) -> CatalogSettings:
        """The settings of this process."""
        return CatalogSettings.load()

    @cached_property
    def table(self) -> Table:
        """The DynamoDB table of catalog."""
        return Table(self.settings.catalog_table)

    @cached_property
    def stores(self) -> DynamoStores:
        """The store of artisans' stores."""
        return DynamoStores(self.table)

    @cached_property
    def store_service(self) -> StoreService:
        """The service for stores."""
        return StoreService(self.stores, self.clock, self.ids)

    @cached_property
    def stock_records(self) -> DynamoStockRecords:
        """The movements of stock, and what orders took of it."""
        return DynamoStockRecords(self.table)

    @cached_property
    def products(self) -> DynamoProducts:
        """The store of products."""
        return DynamoProducts(self.table, self.outbox, self.stock_records)

    @cached_property
    def stock_service(self) -> StockService:
        """The service for stock."""
        return StockService(self.products, self.stock_records, self.clock)

    @cached_property
    def product_service(self) -> ProductService:
        """The service for products."""
        from functions.catalog.adapters.media import MediaProductPhotos  # noqa: PLC0415  # media's container

        photos = MediaProductPhotos()
        return ProductService(self.products, self.stores, photos, self.clock, self.ids)


def container() -> CatalogContainer:
    """Return catalog's container."""
    return CatalogContainer.shared()
