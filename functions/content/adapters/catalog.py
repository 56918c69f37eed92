"""Asks catalog for the craft and the region of the artisan's store."""

from functions.catalog import public as catalog
from functions.content.model.facts import Facts
from functions.content.model.text import one_line


class CatalogStoreNames:
    """The `StoreNames` port."""

    def facts(self, owner_id: str) -> Facts:
        """The store's craft and region; None where the store states none."""
        store = catalog.store_facts(owner_id)
        return Facts(
            craft=one_line(store.craft or "") or None, region=one_line(store.region or "") or None
        )
