"""The use cases of catalog on ports in memory: races, and the events for other contexts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from functions.catalog.errors import ChangedMeanwhile, ProductNotFound, StoreNotFound
from functions.catalog.events import ProductSaved
from functions.catalog.model import NewProduct, NewStore, Product, Store, StoreFacts
from functions.catalog.service import Catalog
from kernel.clock import SetClock
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.ids import CountedIds
from kernel.money import Money
from kernel.pages import Page

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
STOLE = NewProduct("Stole", Money(145_000, "INR"), 3)


class Stores:
    """Stores in memory; `rival` is made by another call just before the next first store."""

    def __init__(self) -> None:
        self.kept: list[Store] = []
        self.rival: Store | None = None

    def get(self, owner_id: str, store_id: str) -> Store | None:
        found = [one for one in self.kept if (one.owner_id, one.store_id) == (owner_id, store_id)]
        return found[0] if found else None

    def list(self, owner_id: str, limit: int, cursor: str | None) -> Page[Store]:
        assert cursor is None
        return Page([one for one in self.kept if one.owner_id == owner_id][:limit])

    def add_first(self, store: Store) -> None:
        if self.rival is not None:
            self.kept.append(self.rival)
            self.rival = None
        if any(one.owner_id == store.owner_id for one in self.kept):
            raise StaleWrite("There is one.")
        self.kept.append(store)

    def save(self, store: Store) -> None:
        before = self.get(store.owner_id, store.store_id)
        if (before.version if before else 0) != store.version - 1:
            raise StaleWrite("Changed.")
        self.kept = [one for one in self.kept if one != before] + [store]


class Products:
    """Products in memory; `overtaken` makes the next replacement lose."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Product] = {}
        self.events: list[Event] = []
        self.overtaken = False

    def get(self, owner_id: str, product_id: str) -> Product | None:
        return self.kept.get((owner_id, product_id))

    def list(self, owner_id: str, limit: int, cursor: str | None) -> Page[Product]:
        assert cursor is None
        return Page([one for (owner, _), one in self.kept.items() if owner == owner_id][:limit])

    def save(self, product: Product, *events: Event) -> None:
        if self.overtaken:
            raise StaleWrite("Changed.")
        self.kept[product.owner_id, product.product_id] = product
        self.events += events


class People:
    def name_of(self, user_id: str) -> str:
        return {"asha": "Asha Devi"}[user_id]


@pytest.fixture
def stores() -> Stores:
    return Stores()


@pytest.fixture
def products() -> Products:
    return Products()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def catalog(stores: Stores, products: Products, clock: SetClock) -> Catalog:
    return Catalog(stores=stores, products=products, people=People(), clock=clock, ids=CountedIds())


def test_the_first_product_opens_a_store_in_the_artisans_name(
    catalog: Catalog, stores: Stores
) -> None:
    made = [catalog.add_product("asha", STOLE) for _ in range(2)]

    assert [store.name for store in stores.kept] == ["Asha Devi"]
    assert {product.store_id for product in made} == {stores.kept[0].store_id}


def test_when_another_call_opens_the_first_store_that_one_is_used(
    catalog: Catalog, stores: Stores
) -> None:
    stores.rival = Store("store_rival", "asha", "Asha Devi", NOW)

    assert catalog.add_product("asha", STOLE).store_id == "store_rival"
    assert len(stores.kept) == 1


def test_a_second_store_does_not_need_to_be_the_first(catalog: Catalog, stores: Stores) -> None:
    for name in ("One", "Two"):
        catalog.open_store("asha", NewStore(name))

    assert [store.name for store in stores.kept] == ["One", "Two"]


def test_a_product_goes_only_into_a_store_of_its_owner(catalog: Catalog) -> None:
    store = catalog.open_store("asha", NewStore("Hers"))

    with pytest.raises(StoreNotFound):
        catalog.add_product("eve", replace(STOLE, store_id=store.store_id))


def test_an_edit_counts_the_version_and_moves_the_time(catalog: Catalog, clock: SetClock) -> None:
    made = catalog.add_product("asha", STOLE)
    clock.forward(60)

    edited = catalog.edit_product("asha", made.product_id, 1, {"quantity": 2})

    assert edited == replace(made, quantity=2, version=2, updated_at=clock.now())


@pytest.mark.parametrize("version", [0, 2, 99])
def test_an_edit_of_another_version_is_refused(catalog: Catalog, version: int) -> None:
    made = catalog.add_product("asha", STOLE)
    store = catalog.open_store("asha", NewStore("One"))

    with pytest.raises(ChangedMeanwhile):
        catalog.edit_product("asha", made.product_id, version, {"quantity": 2})
    with pytest.raises(ChangedMeanwhile):
        catalog.edit_store("asha", store.store_id, version, {"name": "Two"})


def test_an_edit_that_is_overtaken_is_refused_and_not_published(
    catalog: Catalog, products: Products
) -> None:
    made = catalog.add_product("asha", STOLE)
    products.overtaken = True

    with pytest.raises(ChangedMeanwhile) as refusal:
        catalog.edit_product("asha", made.product_id, 1, {"quantity": 2})

    assert refusal.value.remedy
    assert products.events == [
        ProductSaved(product_id=made.product_id, owner_id="asha", photo_ids=[])
    ]


def test_nothing_of_another_is_found(catalog: Catalog) -> None:
    made = catalog.add_product("asha", STOLE)

    with pytest.raises(ProductNotFound):
        catalog.product("eve", made.product_id)
    with pytest.raises(ProductNotFound):
        catalog.edit_product("eve", made.product_id, 1, {"quantity": 0})
    with pytest.raises(StoreNotFound):
        catalog.edit_store("eve", made.store_id, 1, {"name": "Mine"})
    assert list(catalog.products("eve", 50, None).items) == []
    assert list(catalog.stores("eve", 50, None).items) == []


def test_the_facts_are_those_of_the_first_store(catalog: Catalog) -> None:
    assert catalog.store_facts("asha") == StoreFacts()
    catalog.open_store("asha", NewStore("One", craft="Ajrakh", region="Kutch"))
    catalog.open_store("asha", NewStore("Two", craft="Bandhani"))

    assert catalog.store_facts("asha") == StoreFacts("Ajrakh", "Kutch")
