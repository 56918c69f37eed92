"""Asks catalog what the artisan's store says about everything she makes."""

from functions.catalog import public as catalog
from functions.content.model.facts import Facts
from functions.content.model.text import one_line


class CatalogStoreNames:
    """The `StoreNames` port."""

    def facts(self, owner_id: str) -> Facts:
        """The store's craft and region, as far as they are told."""
        store = catalog.store_facts(owner_id)
        return Facts(
            craft=one_line(store.craft or "") or None, region=one_line(store.region or "") or None
        )
