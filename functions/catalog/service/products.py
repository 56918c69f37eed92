"""Keeps the products of artisans, from a photograph or a few facts to the trash and back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from functions.catalog.errors import (
    ChangedMeanwhile,
    ProductInTrash,
    ProductNotFound,
    RestoreOver,
    StockMoved,
    TooManyPhotos,
)
from functions.catalog.events import (
    ProductArchived,
    ProductCreated,
    ProductRestored,
    ProductUpdated,
)
from functions.catalog.model.photo_claims import ClaimPlan, PhotoClaim, plan_claims
from functions.catalog.model.product import (
    PHOTOS_MAX,
    RESTORABLE_FOR,
    Origin,
    Product,
    ProductChange,
    Status,
    differing,
    new_sku,
)
from functions.catalog.model.stock import StockChange, counted
from functions.catalog.model.variants import must_have_one_currency, numbered
from functions.catalog.ports import NO_CLAIMS, NO_STOCK, ProductPhotos, Products, Stores
from functions.catalog.service.stock import stock_changed
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.events import Event
from kernel.ids import Ids
from kernel.observability import log_event
from kernel.pages import Page

Claims = Mapping[str, PhotoClaim]


@dataclass(frozen=True, slots=True)
class StartedProduct:
    """The product of a photograph, and whether it was made just now."""

    product: Product
    new: bool


class ProductService:
    """Creates, reads, edits, archives and restores products; finds only the owner's."""

    def __init__(
        self, products: Products, stores: Stores, photos: ProductPhotos, clock: Clock, ids: Ids
    ) -> None:
        self._products = products
        self._stores = stores
        self._photos = photos
        self._clock = clock
        self._ids = ids

    def start(self, owner_id: str, change: ProductChange) -> StartedProduct:
        """Create a product, or add to the one that its first photograph begins.

        To an existing product the given facts are added, and further photographs behind its own.
        Untouched products of these photographs are archived. Raises `PhotoNotFound`,
        `PhotoUnusable`, `TooManyPhotos`, `VariantNotFound`, `QuantityMissing`, `StockMoved` and
        `CurrenciesMixed`.
        """
        self._photos.must_be_usable(owner_id, change.photo_ids or ())
        return retry_on_conflict(lambda: self._start(owner_id, change))

    def _start(self, owner_id: str, change: ProductChange) -> StartedProduct:
        photo_ids = change.photo_ids or ()
        claims = self._products.claims(owner_id, photo_ids)
        claim = claims.get(photo_ids[0]) if photo_ids else None
        found = self._products.get(owner_id, claim.product_id) if claim and claim.first else None
        if found is None or found.is_archived:
            return StartedProduct(self._create(owner_id, change, claims, "artisan"), new=True)
        # Behind the product's own photographs, in the order given.
        both = tuple(dict.fromkeys((*found.photo_ids, *photo_ids)))
        added = {name: value for name, value in change.facts.items() if value not in (None, ())}
        product = self._update(found, ProductChange(added, both, change.stock_version))
        return StartedProduct(product, new=False)

    def begin_from_photo(self, owner_id: str, photo_id: str) -> Product | None:
        """Create the product of a photograph that is ready; None if it belongs to one already."""
        return retry_on_conflict(lambda: self._begin_from_photo(owner_id, photo_id))

    def _begin_from_photo(self, owner_id: str, photo_id: str) -> Product | None:
        if self._products.claims(owner_id, [photo_id]):
            return None
        return self._create(owner_id, ProductChange(photo_ids=(photo_id,)), {}, "photo")

    def _create(
        self, owner_id: str, change: ProductChange, claims: Claims, origin: Origin
    ) -> Product:
        facts = {**self._store_facts(owner_id), **change.facts}
        given = facts.pop("variants", ())
        sku = new_sku(facts["craft"], facts.get("title"), self._ids.new("sku"))
        now = self._clock.now()
        plain = Product(
            product_id=self._ids.new("product"),
            owner_id=owner_id,
            sku=sku,
            created_at=now,
            updated_at=now,
            photo_ids=change.photo_ids or (),
            origin=origin,
            **facts,
        )
        product = numbered(plain, given, self._ids)
        must_have_one_currency(product)
        created = ProductCreated(
            product_id=product.product_id,
            owner_id=owner_id,
            photo_ids=list(product.photo_ids),
            product_version=product.version,
        )
        plan = self._claim_plan(None, product, claims)
        self._save(None, product, created, claims=plan, stock=counted(None, product))
        log_event("ProductCreated", product_id=product.product_id, origin=origin)
        return product

    def product(self, owner_id: str, product_id: str) -> Product:
        """One of the owner's products, archived or not; raises `ProductNotFound`."""
        found = self._products.get(owner_id, product_id)
        if found is None:
            raise ProductNotFound
        return found

    def products(self, owner_id: str, product_ids: tuple[str, ...]) -> Mapping[str, Product]:
        """Those of at most 100 products that are the owner's, by id."""
        return self._products.get_many(owner_id, product_ids)

    def product_of_photo(self, owner_id: str, photo_id: str) -> Product | None:
        """The product that a photograph belongs to; None if there is none, or it is archived."""
        claim = self._products.claims(owner_id, [photo_id]).get(photo_id)
        found = self._products.get(owner_id, claim.product_id) if claim else None
        return None if found is None or found.is_archived else found

    def page(
        self, owner_id: str, status: Status | None, limit: int, cursor: str | None
    ) -> Page[Product]:
        """The owner's products in a status (None: all but archived ones), the newest first."""
        return self._products.page(owner_id, status, limit, cursor)

    def update(
        self, owner_id: str, product_id: str, version: int, change: ProductChange
    ) -> Product:
        """Change a product of which the artisan saw the revision `version`.

        What was sold since she looked does not come in between, but for numbers of hers. Raises
        `ProductNotFound`, `ProductInTrash`, `ChangedMeanwhile`, `PhotoTaken`, and what `start`
        raises.
        """
        return retry_on_conflict(lambda: self._revise(owner_id, product_id, version, change))

    def _revise(
        self, owner_id: str, product_id: str, version: int, change: ProductChange
    ) -> Product:
        before = self.product(owner_id, product_id)
        if before.is_archived:
            raise ProductInTrash
        if version != before.revision:
            raise ChangedMeanwhile
        added = [one for one in change.photo_ids or () if one not in before.photo_ids]
        self._photos.must_be_usable(owner_id, added)
        return self._update(before, change)

    def _update(self, before: Product, change: ProductChange) -> Product:
        facts = dict(change.facts)
        given = facts.pop("variants", None)
        photo_ids = before.photo_ids if change.photo_ids is None else change.photo_ids
        if len(photo_ids) > PHOTOS_MAX:
            raise TooManyPhotos(PHOTOS_MAX)
        changed = replace(before, **facts, photo_ids=photo_ids, origin="artisan")
        if given is not None:
            changed = numbered(changed, given, self._ids)
        must_have_one_currency(changed)
        if changed == before:
            return before
        after = changed.revised(self._clock.now())
        stock = counted(before, after)
        if stock.movement:
            if change.stock_version not in (None, before.stock_version):
                raise StockMoved
            after = replace(after, stock_version=before.stock_version + 1)
        plan = NO_CLAIMS
        if before.photo_ids != after.photo_ids:
            both = dict.fromkeys((*before.photo_ids, *after.photo_ids))
            plan = self._claim_plan(before, after, self._products.claims(before.owner_id, both))
        self._save(before, after, *_updated(before, after), claims=plan, stock=stock)
        return after

    def archive(self, owner_id: str, product_id: str) -> Product:
        """Put a product into the trash; safe to repeat. Raises `ProductNotFound`."""
        return retry_on_conflict(lambda: self._archive(owner_id, product_id))

    def _archive(self, owner_id: str, product_id: str) -> Product:
        before = self.product(owner_id, product_id)
        if before.is_archived:
            return before
        after = before.archived(self._clock.now())
        self._save(before, after, _archived(after))
        log_event("ProductArchived", product_id=product_id)
        return after

    def restore(self, owner_id: str, product_id: str) -> Product:
        """Take a product out of the trash; one that is not archived stays as it is.

        Raises `ProductNotFound`, `RestoreOver` after thirty days, and `PhotoTaken` when its first
        photograph begins another product meanwhile.
        """
        return retry_on_conflict(lambda: self._restore(owner_id, product_id))

    def _restore(self, owner_id: str, product_id: str) -> Product:
        before, now = self.product(owner_id, product_id), self._clock.now()
        if before.archived_at is None:
            return before
        if now > before.archived_at + RESTORABLE_FOR:
            raise RestoreOver(RESTORABLE_FOR.days)
        after = before.restored(now)
        claims = self._products.claims(owner_id, after.photo_ids)
        event = ProductRestored(
            product_id=product_id,
            owner_id=owner_id,
            photo_ids=list(after.photo_ids),
            product_version=after.version,
        )
        self._save(before, after, event, claims=self._claim_plan(before, after, claims))
        log_event("ProductRestored", product_id=product_id)
        return after

    def mark_live(self, owner_id: str, product_id: str) -> None:
        """Make a draft active, because it is live on a platform; an archived one stays archived."""
        retry_on_conflict(lambda: self._mark_live(owner_id, product_id))

    def _mark_live(self, owner_id: str, product_id: str) -> None:
        before = self._products.get(owner_id, product_id)
        if before is None or before.is_live:
            return
        after = replace(before, is_live=True).next(self._clock.now())
        self._save(before, after, *_updated(before, after))

    def _claim_plan(self, before: Product | None, after: Product, claims: Claims) -> ClaimPlan:
        named = {one.product_id for one in claims.values()} - {after.product_id}
        others = self._products.get_many(after.owner_id, named) if named else {}
        plan = plan_claims(before, after, claims, others)
        now = self._clock.now()
        return replace(plan, joined=tuple(one.archived(now) for one in plan.joined))

    def _save(
        self,
        before: Product | None,
        after: Product,
        *events: Event,
        claims: ClaimPlan = NO_CLAIMS,
        stock: StockChange = NO_STOCK,
    ) -> None:
        also: list[Event] = [_archived(one) for one in claims.joined]
        if stock.movement and before is not None:
            also.append(stock_changed(after))
        self._products.save(after, *events, *also, before=before, claims=claims, stock=stock)

    def _store_facts(self, owner_id: str) -> dict[str, Any]:
        found = self._stores.list(owner_id, 1, None).items
        return {
            "craft": found[0].craft if found else None,
            "region": found[0].region if found else None,
        }


def _archived(product: Product) -> ProductArchived:
    return ProductArchived(
        product_id=product.product_id,
        owner_id=product.owner_id,
        product_version=product.version,
    )


def _updated(before: Product, after: Product) -> tuple[ProductUpdated, ...]:
    """The event about what is different; none if nothing is that an artisan sees."""
    fields = differing(before, after)
    event = ProductUpdated(
        product_id=after.product_id,
        owner_id=after.owner_id,
        fields=fields,
        photo_ids=list(after.photo_ids),
        product_version=after.version,
    )
    return (event,) if fields else ()
