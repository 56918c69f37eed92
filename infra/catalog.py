"""Catalog: stores and products."""

from constructs import Construct

from infra.parts.context import ContextStack
from infra.parts.shared import Shared
from infra.parts.table import Table


class Catalog(ContextStack):
    """What is for sale."""

    def __init__(self, scope: Construct, shared: Shared, *, identity: Table) -> None:
        super().__init__(scope, "catalog", shared)

        api = self.api("/stores", "/products")

        self.table.read_and_written_by(api)
        identity.read_by(api)  # an artisan's first store bears their name
