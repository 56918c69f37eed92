"""Catalog: stores and products."""

from constructs import Construct

from infra.parts.context import ContextStack
from infra.parts.shared import Shared
from infra.parts.table import Table


class Catalog(ContextStack):
    """What is for sale."""

    def __init__(self, scope: Construct, shared: Shared, *, media: Table) -> None:
        super().__init__(scope, "catalog", shared)

        api = self.api("/stores", "/products")
        photo_ready = self.async_handler("on_photo_ready")
        self.on("media", ["PhotoReady"], photo_ready)
        published = self.async_handler("on_publication_changed")
        self.on("publishing", ["PublicationChanged"], published, only={"status": ["confirmed"]})

        sold = self.async_handler("on_order_reported")
        self.on("channels", ["ChannelOrderReported"], sold)

        self.table.read_and_written_by(api, photo_ready, published, sold)
        media.read_by(api)  # whether a product may show a photograph
