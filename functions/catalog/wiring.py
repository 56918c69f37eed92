"""Which adapter serves which port of catalog."""

from functools import lru_cache

from functions.catalog.adapters.dynamo import DynamoProducts, DynamoStores
from functions.catalog.adapters.identity import IdentityPeople
from functions.catalog.service import Catalog
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from kernel.settings import Settings


class CatalogSettings(Settings):
    """The settings of catalog."""

    catalog_table: str


@lru_cache
def service() -> Catalog:
    """The use cases on DynamoDB."""
    table, clock, ids = Table(CatalogSettings.load().catalog_table), SystemClock(), RandomIds()
    return Catalog(
        stores=DynamoStores(table),
        products=DynamoProducts(table, Outbox(clock, ids)),
        people=IdentityPeople(),
        clock=clock,
        ids=ids,
    )
