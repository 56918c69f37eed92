"""The calls to a WooCommerce shop about products: finds, makes, completes and changes them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, TypeVar

from functions.channels.adapters.http.errors import ErrorClass, ErrorRule, failure
from functions.channels.adapters.http.order_pages import listed
from functions.channels.adapters.woocommerce import (
    errors,
    payloads,
    responses,
    rules,
    variations,
)
from functions.channels.adapters.woocommerce.api import Json, Sites, StoreCredentials
from functions.channels.errors import (
    Rejected,
    StartOver,
)
from functions.channels.model.connection import Account
from functions.channels.model.listing import PARTS, Listing, Part, Published
from kernel.clock import Clock
from kernel.errors import OutcomeUnknown

T = TypeVar("T")

_CATEGORIES_KEPT = timedelta(hours=1)
_BATCH = 25
"""How many variations go into one call; the API takes 100, and cheap hosts do not."""
_STRANGE = ErrorRule(ErrorClass.AGAIN, "The shop did not say what became of the variants.")
_ALL = "100"
"""The largest page; a piece has no more variants than that."""

Product = Mapping[str, Any]


class WooProducts:
    """Any shop's products; `account.detail` has `currency`. Failures as in `Channel`."""

    def __init__(self, sites: Sites, clock: Clock) -> None:
        self._sites = sites
        self._clock = clock
        self._kept: dict[str, tuple[datetime, Any]] = {}

    def suits(self, account: Account, listing: Listing) -> None:
        """Raise `Rejected` naming all that the shop would refuse in the listing."""
        wrong = list(rules.objections(listing, account.detail.get("currency", "")))
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and publish again.")

    def by_sku(self, credentials: StoreCredentials, listing: Listing) -> Product | None:
        """The product with our SKU; those in the bin are not seen."""
        query = {"sku": listing.sku, "status": "any"}
        return responses.ours(self._sites(credentials, "GET", "products", query=query), listing)

    def by_id(self, credentials: StoreCredentials, id_: str) -> Product | None:
        """The product in whatever status, in the bin as well; None when it is gone."""
        try:
            found = self._sites(credentials, "GET", f"products/{id_}")
        except StartOver:  # 404
            return None
        return _product(found)

    def make(self, credentials: StoreCredentials, listing: Listing) -> Product:
        """A new draft with its first picture."""
        category = self._chosen(credentials, listing)
        if category is None:
            category = rules.category(self.categories(credentials), listing)
        body = payloads.product_body(listing, category, self._tags(credentials, listing))
        try:
            return _product(self._sites(credentials, "POST", "products", body=body, effect=True))
        except Rejected as refused:
            # Two starts at once, or a product in the bin: then the shop has the SKU already. Its
            # versions have several codes for that, and its words are in its own language.
            return self.by_sku(credentials, listing) or self._in_the_bin(
                credentials, listing, refused
            )

    def completed(
        self, credentials: StoreCredentials, listing: Listing, product: Product
    ) -> Iterator[Product]:
        """Add missing pictures; yields the product after each."""
        path = f"products/{product['id']}"
        while (body := payloads.next_images(listing, product)) is not None:
            before, product = product, self.put(credentials, path, body)
            if payloads.held_pictures(product) == payloads.held_pictures(before):
                raise Rejected(
                    "Your shop does not keep the photographs that Haat brings.",
                    remedy="Look for a plugin there that changes photographs of products.",
                )
            yield product

    def complete(
        self, credentials: StoreCredentials, listing: Listing, product: Product
    ) -> Product:
        """Add missing pictures, then variations; answers the product with its pictures."""
        made = self.set_alt_texts(credentials, listing, self.picture(credentials, listing, product))
        self.vary(credentials, listing, made)
        return made

    def picture(self, credentials: StoreCredentials, listing: Listing, product: Product) -> Product:
        """Add missing pictures and drop others; answers the product after the last."""
        return [product, *self.completed(credentials, listing, product)][-1]

    def change(
        self,
        credentials: StoreCredentials,
        listing: Listing,
        product: Product,
        parts: Collection[Part],
    ) -> Product:
        """Change these parts of the product itself, but its pictures and variations."""
        tags = self._tags(credentials, listing) if "words" in parts else []
        category = self._chosen(credentials, listing) if "options" in parts else None
        body = payloads.changed_body(listing, product, parts, category, tags)
        return self.put(credentials, f"products/{product['id']}", body) if body else product

    def set_alt_texts(
        self, credentials: StoreCredentials, listing: Listing, product: Product
    ) -> Product:
        """Give our pictures their descriptions, where they have others."""
        body = payloads.images_with_alt_texts(listing, product)
        return self.put(credentials, f"products/{product['id']}", body) if body else product

    def rewrite(self, credentials: StoreCredentials, listing: Listing, product: Product) -> Product:
        """Set words, price and stock; the category only if one was chosen."""
        tags = self._tags(credentials, listing)
        body = payloads.words_body(listing, self._chosen(credentials, listing), tags)
        sent = payloads.emptied(body, product)
        return self.put(credentials, f"products/{product['id']}", sent)

    def put(self, credentials: StoreCredentials, path: str, body: Json) -> Product:
        """Update the given fields of a product; repeating the call is harmless."""
        return _product(self._sites(credentials, "PUT", path, body=body, effect=True))

    def is_varied(self, credentials: StoreCredentials, listing: Listing, product: Product) -> bool:
        """Whether the variations are those of the listing, none twice.

        Price and stock are not compared: a shop that counts no stock would never match.
        """
        there = self.variations(credentials, product)
        changes = variations.changes(listing, product, there, PARTS)
        return not changes["create"] and not changes["delete"]

    def shown(self, credentials: StoreCredentials, product: Product) -> Published:
        """The `Published` of a product that buyers see."""
        return responses.shown(product, self.home(credentials))

    def home(self, credentials: StoreCredentials) -> str:
        """The shop's address."""
        return self._sites.home(credentials.shop)

    def categories(self, credentials: StoreCredentials) -> list[Product]:
        """The shop's categories, those with the most products first."""
        return self._remember(credentials.shop, lambda: self._ask_categories(credentials))

    def vary(
        self,
        credentials: StoreCredentials,
        listing: Listing,
        product: Product,
        parts: Collection[Part] = PARTS,
        *,
        restock: bool = True,
    ) -> None:
        """Make these parts of the variations the listing's; those that somebody else made stay."""
        there = self.variations(credentials, product)
        changes = variations.changes(listing, product, there, parts, restock=restock)
        # New ones first: buyers always find some.
        for verb in ("create", "update", "delete"):
            self.batch(credentials, product, verb, changes[verb])

    def variations(self, credentials: StoreCredentials, product: Product) -> list[Product]:
        """The variations of a product, whoever made them."""
        if not product.get("variations"):
            return []
        path = f"products/{product['id']}/variations"
        data = self._sites(credentials, "GET", path, query={"per_page": _ALL})
        return [one for one in listed(data, "Your shop") if _has_id(one)]

    def batch(
        self, credentials: StoreCredentials, product: Product, verb: str, asked: Sequence[Json]
    ) -> None:
        """Create, update or delete variations, some at a time."""
        path = f"products/{product['id']}/variations/batch"
        for start in range(0, len(asked), _BATCH):
            body = {verb: list(asked[start : start + _BATCH])}
            _well(self._sites(credentials, "POST", path, body=body, effect=True))

    def _in_the_bin(
        self, credentials: StoreCredentials, listing: Listing, refused: Rejected
    ) -> Product:
        query = {"sku": listing.sku, "status": "trash"}
        if responses.ours(self._sites(credentials, "GET", "products", query=query), listing):
            raise Rejected(
                "The product is in your shop's bin, which still holds its number.",
                remedy="Restore it or delete it for good in the shop, then publish again.",
            )
        raise refused

    def _chosen(self, credentials: StoreCredentials, listing: Listing) -> int | None:
        """The chosen category's id, created first if it is new; None if none was chosen."""
        chosen = listing.field_values.get("category", "")
        new = chosen.removeprefix(rules.NEW)
        if new != chosen:
            body = {"create": [{"name": new}]}
            data = self._sites(credentials, "POST", "products/categories/batch", body=body)
            return next(iter(responses.term_ids(data)), None)
        if chosen and not (chosen.isascii() and chosen.isdigit()):
            raise Rejected(
                "The category is not one of your shop's.", remedy="Choose it again for this post."
            )
        return int(chosen) if chosen else None

    def _tags(self, credentials: StoreCredentials, listing: Listing) -> list[int]:
        names = rules.tags(listing)
        if not names:
            return []
        body = {"create": [{"name": name} for name in names]}
        return responses.term_ids(
            self._sites(credentials, "POST", "products/tags/batch", body=body)
        )

    def _ask_categories(self, credentials: StoreCredentials) -> list[Product]:
        query = {"per_page": _ALL, "orderby": "count", "order": "desc"}
        found: Json = self._sites(credentials, "GET", "products/categories", query=query)
        data = found if isinstance(found, list) else []
        return [one for one in data if _has_id(one)]

    def _remember(self, shop: str, ask: Callable[[], T]) -> T:
        now = self._clock.now()
        held = self._kept.get(shop)
        if held is None or held[0] <= now:
            held = self._kept[shop] = (now + _CATEGORIES_KEPT, ask())
        value: T = held[1]
        return value


def _has_id(one: Json) -> bool:
    return isinstance(one, dict) and isinstance(one.get("id"), int)


def _product(data: Json) -> Product:
    if not responses.is_product(data):
        raise OutcomeUnknown("The shop answered with something that is not a product.")
    product: Product = data
    return product


def _well(data: Json) -> None:
    """Raise the failure of the first part of a batch's answer that has an error."""
    parts = [one for many in data.values() for one in many] if isinstance(data, dict) else []
    for one in parts:
        error = one.get("error") if isinstance(one, dict) else None
        if isinstance(error, dict):
            data = error.get("data")
            status = data.get("status") if isinstance(data, dict) else None
            rule = errors.classify(
                status if isinstance(status, int) else HTTPStatus.BAD_REQUEST, {}, error
            )
            raise failure(rule or _STRANGE, effect=True)
