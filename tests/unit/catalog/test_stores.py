"""The use cases of stores on a port in memory."""

from datetime import UTC, datetime

import pytest

from functions.catalog.errors import ChangedMeanwhile, StoreNotFound
from functions.catalog.model.store import NewStore
from functions.catalog.service.stores import StoreService
from kernel.clock import SetClock
from kernel.ids import CountedIds
from tests.unit.catalog.in_memory import MemoryStores


@pytest.fixture
def stores() -> StoreService:
    return StoreService(MemoryStores(), SetClock(datetime(2026, 11, 21, tzinfo=UTC)), CountedIds())


def test_the_first_store_is_the_one_that_was_made_first(stores: StoreService) -> None:
    assert stores.first("asha") is None
    for name in ("One", "Two"):
        stores.create("asha", NewStore(name, craft="Ajrakh", region="Kutch"))

    first = stores.first("asha")
    assert first
    assert (first.name, first.craft, first.region) == ("One", "Ajrakh", "Kutch")
    assert [store.name for store in stores.page("asha", 50, None).items] == ["One", "Two"]


@pytest.mark.parametrize("version", [0, 2, 99])
def test_an_edit_of_another_version_is_refused(stores: StoreService, version: int) -> None:
    store = stores.create("asha", NewStore("One"))

    with pytest.raises(ChangedMeanwhile):
        stores.update("asha", store.store_id, version, {"name": "Two"})
    assert stores.update("asha", store.store_id, 1, {"name": "Two"}).version == 2


def test_nothing_of_another_is_found(stores: StoreService) -> None:
    store = stores.create("asha", NewStore("One"))

    with pytest.raises(StoreNotFound):
        stores.update("eve", store.store_id, 1, {"name": "Mine"})
    assert list(stores.page("eve", 50, None).items) == []
