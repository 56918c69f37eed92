"""The service of catalog: stores and products of artisans, each visible to its owner only."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from functions.catalog.errors import (
    ChangedMeanwhile,
    CurrenciesMixed,
    ProductNotFound,
    StoreNotFound,
    VariantNotFound,
)
from functions.catalog.events import ProductSaved
from functions.catalog.model import NewProduct, NewStore, Product, Store, StoreFacts, Variant
from functions.catalog.ports import People, Products, Stores
from kernel.clock import Clock
from kernel.errors import StaleWrite
from kernel.ids import Ids
from kernel.observability import log_event
from kernel.pages import Page


class Catalog:
    """The use cases of catalog. Every method takes an owner, and finds only that owner's data."""

    def __init__(
        self, *, stores: Stores, products: Products, people: People, clock: Clock, ids: Ids
    ) -> None:
        self._stores = stores
        self._products = products
        self._people = people
        self._clock = clock
        self._ids = ids

    def open_store(self, owner_id: str, new: NewStore) -> Store:
        """Create a store."""
        store = self._store(owner_id, new)
        try:
            self._stores.add_first(store)
        except StaleWrite:
            self._stores.save(store)
        log_event("StoreOpened", store_id=store.store_id)
        return store

    def store(self, owner_id: str, store_id: str) -> Store:
        """One of the owner's stores; raises `StoreNotFound`."""
        found = self._stores.get(owner_id, store_id)
        if found is None:
            raise StoreNotFound("There is no such store.", remedy="Choose one of your stores.")
        return found

    def stores(self, owner_id: str, limit: int, cursor: str | None) -> Page[Store]:
        """The owner's stores, the first one first."""
        return self._stores.list(owner_id, limit, cursor)

    def edit_store(
        self, owner_id: str, store_id: str, version: int, changes: Mapping[str, Any]
    ) -> Store:
        """Change a store that is at `version`; raises `StoreNotFound` or `ChangedMeanwhile`."""
        before = self.store(owner_id, store_id)
        _must_be(version, before.version)
        after = replace(before, **changes, version=version + 1)
        try:
            self._stores.save(after)
        except StaleWrite as error:
            raise _changed_meanwhile() from error
        return after

    def add_product(self, owner_id: str, new: NewProduct) -> Product:
        """Add a product, and a first store if the owner has none; raises `StoreNotFound`."""
        if new.store_id is None:
            store = self._first_store(owner_id)
        else:
            store = self.store(owner_id, new.store_id)
        now = self._clock.now()
        product = Product(
            product_id=self._ids.new("product"),
            owner_id=owner_id,
            store_id=store.store_id,
            title=new.title,
            price=new.price,
            quantity=new.quantity,
            description=new.description,
            materials=new.materials,
            craft=new.craft,
            photo_ids=new.photo_ids,
            variants=self._known(new.variants, ()),
            created_at=now,
            updated_at=now,
        )
        _one_currency(product)
        self._products.save(product, _saved(product))
        log_event("ProductAdded", product_id=product.product_id)
        return product

    def product(self, owner_id: str, product_id: str) -> Product:
        """One of the owner's products; raises `ProductNotFound`."""
        found = self._products.get(owner_id, product_id)
        if found is None:
            raise ProductNotFound(
                "There is no such product.", remedy="Choose one of your products."
            )
        return found

    def products(self, owner_id: str, limit: int, cursor: str | None) -> Page[Product]:
        """The owner's products, the newest first."""
        return self._products.list(owner_id, limit, cursor)

    def edit_product(
        self, owner_id: str, product_id: str, version: int, changes: Mapping[str, Any]
    ) -> Product:
        """Change a product that is at `version`.

        Raises `ProductNotFound`, `ChangedMeanwhile`, `VariantNotFound` or `CurrenciesMixed`.
        """
        before = self.product(owner_id, product_id)
        _must_be(version, before.version)
        after = replace(before, **changes, version=version + 1, updated_at=self._clock.now())
        after = replace(after, variants=self._known(after.variants, before.variants))
        _one_currency(after)
        try:
            self._products.save(after, _saved(after))
        except StaleWrite as error:
            raise _changed_meanwhile() from error
        return after

    def store_facts(self, owner_id: str) -> StoreFacts:
        """The craft and region of the owner's first store; both None while there is no store."""
        found = self._stores.list(owner_id, 1, None).items
        return StoreFacts(found[0].craft, found[0].region) if found else StoreFacts()

    def store_name(self, owner_id: str) -> str | None:
        """The name of the owner's first store; None while there is no store."""
        found = self._stores.list(owner_id, 1, None).items
        return found[0].name if found else None

    def _known(
        self, variants: tuple[Variant, ...], before: tuple[Variant, ...]
    ) -> tuple[Variant, ...]:
        """`variants` with ids: each keeps an id of `before`, which no other has, or gets one."""
        free = {one.variant_id for one in before}
        known = []
        for place, one in enumerate(variants):
            if one.variant_id and one.variant_id not in free:
                raise VariantNotFound(place)
            free.discard(one.variant_id)
            known.append(one if one.variant_id else self._new_variant(one))
        return tuple(known)

    def _new_variant(self, variant: Variant) -> Variant:
        return replace(variant, variant_id=self._ids.new("variant"))

    def _first_store(self, owner_id: str) -> Store:
        found = self._stores.list(owner_id, 1, None).items
        if found:
            return found[0]
        store = self._store(owner_id, NewStore(self._people.name_of(owner_id)))
        try:
            self._stores.add_first(store)
        except StaleWrite:
            # Two products at once: the other call has just made the store.
            return self._stores.list(owner_id, 1, None).items[0]
        return store

    def _store(self, owner_id: str, new: NewStore) -> Store:
        return Store(
            store_id=self._ids.new("store"),
            owner_id=owner_id,
            name=new.name,
            craft=new.craft,
            region=new.region,
            link=new.link,
            created_at=self._clock.now(),
        )


def _saved(product: Product) -> ProductSaved:
    return ProductSaved(
        product_id=product.product_id,
        owner_id=product.owner_id,
        photo_ids=list(product.photo_ids),
    )


def _one_currency(product: Product) -> None:
    for place, one in enumerate(product.variants):
        if one.price.currency != product.price.currency:
            raise CurrenciesMixed(place, product.price.currency)


def _must_be(wanted: int, current: int) -> None:
    if wanted != current:
        raise _changed_meanwhile()


def _changed_meanwhile() -> ChangedMeanwhile:
    return ChangedMeanwhile(
        "This was changed since you loaded it.", remedy="Load it again and repeat your change."
    )
