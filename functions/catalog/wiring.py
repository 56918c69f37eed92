"""Which adapter serves which port of catalog."""

from functools import cached_property

from functions.catalog.adapters.dynamo import DynamoProducts, DynamoStores
from functions.catalog.adapters.identity import IdentityPeople
from functions.catalog.service import Catalog
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
    def catalog(self) -> Catalog:
        """The service for stores and products."""
        return Catalog(
            stores=DynamoStores(self.table),
            products=DynamoProducts(self.table, self.outbox),
            people=IdentityPeople(),
            clock=self.clock,
            ids=self.ids,
        )


def container() -> CatalogContainer:
    """Return catalog's container."""
    return CatalogContainer.shared()
