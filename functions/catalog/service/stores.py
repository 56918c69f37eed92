"""Keeps the stores of artisans, each visible to its owner only."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from functions.catalog.errors import ChangedMeanwhile, StoreNotFound
from functions.catalog.model.store import NewStore, Store
from functions.catalog.ports import Stores
from kernel.clock import Clock
from kernel.errors import StaleWrite
from kernel.ids import Ids
from kernel.observability import log_event
from kernel.pages import Page


class StoreService:
    """Creates, reads and edits stores; every method finds only the owner's."""

    def __init__(self, stores: Stores, clock: Clock, ids: Ids) -> None:
        self._stores = stores
        self._clock = clock
        self._ids = ids

    def create(self, owner_id: str, new: NewStore) -> Store:
        """Create a store."""
        store = Store(
            store_id=self._ids.new("store"),
            owner_id=owner_id,
            name=new.name,
            craft=new.craft,
            region=new.region,
            link=new.link,
            created_at=self._clock.now(),
        )
        self._stores.save(store)
        log_event("StoreOpened", store_id=store.store_id)
        return store

    def store(self, owner_id: str, store_id: str) -> Store:
        """One of the owner's stores; raises `StoreNotFound`."""
        found = self._stores.get(owner_id, store_id)
        if found is None:
            raise StoreNotFound("There is no such store.", remedy="Choose one of your stores.")
        return found

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[Store]:
        """The owner's stores, the first one first."""
        return self._stores.list(owner_id, limit, cursor)

    def first(self, owner_id: str) -> Store | None:
        """The owner's first store; None while there is no store."""
        found = self._stores.list(owner_id, 1, None).items
        return found[0] if found else None

    def update(
        self, owner_id: str, store_id: str, version: int, changes: Mapping[str, Any]
    ) -> Store:
        """Change a store that is at `version`; raises `StoreNotFound` or `ChangedMeanwhile`."""
        before = self.store(owner_id, store_id)
        if version != before.version:
            raise ChangedMeanwhile
        after = replace(before, **changes, version=version + 1)
        try:
            self._stores.save(after)
        except StaleWrite as error:
            raise ChangedMeanwhile from error
        return after
