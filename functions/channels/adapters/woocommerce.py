"""Sells in a WooCommerce shop: a draft under our SKU first, then one call that shows it.

The irreversible call is `PUT /products/{id}` with `status=publish`. A SKU is there once in a shop,
in its bin too, so that whatever was begun is found again by it.
https://woocommerce.github.io/woocommerce-rest-api-docs/#products
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from functions.channels.adapters import woocommerce_rules, woocommerce_wire
from functions.channels.adapters.registry import Adapters, Tools
from functions.channels.adapters.woocommerce_consent import WooCommerceConsent
from functions.channels.adapters.woocommerce_feed import WooCommerceFeed
from functions.channels.adapters.woocommerce_site import Door, Json, Sites
from functions.channels.errors import OutcomeUnknown, Rejected, StartOver
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing
from functions.channels.model.platforms import platform
from functions.channels.model.steps import (
    Finding,
    Handle,
    Published,
    Ready,
    Step,
    Waiting,
)
from kernel.clock import Clock, rfc3339

T = TypeVar("T")

_ABLE = platform("woocommerce")
_CATEGORIES_KEPT = timedelta(hours=1)
_FETCHING = "fetching"
_FETCHES = timedelta(seconds=90)
"""How long a shop may take to load the pictures; cheap hosts need more than a minute."""
_LOOKS_AGAIN = 10.0


class WooCommerceChannel:
    """The `Channel` of a WooCommerce shop; `account.detail` has `currency` and `keys_in`."""

    def __init__(self, sites: Sites, clock: Clock) -> None:
        self._sites = sites
        self._clock = clock
        self._kept: dict[str, tuple[datetime, Any]] = {}

    def start(self, account: Account, listing: Listing) -> Step:
        """Find our draft by its SKU, or make it with its pictures.

        The shop loads the pictures before it answers; one that stays silent is looked at later.
        """
        wrong = list(woocommerce_rules.objections(listing, account.detail.get("currency", "")))
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and publish again.")
        door = Door.of(account)
        try:
            product = self._by_sku(door, listing) or self._made(door, listing)
            if not product.get("images") and product["status"] != woocommerce_wire.PUBLISHED:
                product = self._pictured(door, listing, product)
        except OutcomeUnknown:
            begun = {"since": rfc3339(self._clock.now())}
            return Waiting(Handle(listing.sku, _FETCHING, begun), _LOOKS_AGAIN)
        return self._step(door, product)

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:
        """Whether the shop has the draft and its pictures by now."""
        if handle.stage != _FETCHING:
            return Ready(handle)
        door = Door.of(account)
        product = self._by_sku(door, listing)
        if product is not None and product.get("images"):
            return self._step(door, product)
        begun = datetime.fromisoformat(handle.detail["since"])
        if self._clock.now() - begun < _FETCHES:
            return Waiting(handle, _LOOKS_AGAIN)
        raise StartOver("The shop did not load the pictures.", after=_LOOKS_AGAIN)

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:  # noqa: ARG002  # the port's
        """Show the draft to buyers; a product that is shown already stays as it is."""
        door = Door.of(account)
        body = {"status": woocommerce_wire.PUBLISHED}
        product = self._sites(door, "PUT", f"products/{handle.ref}", body=body, effect=True)
        if not woocommerce_wire.is_product(product):
            raise OutcomeUnknown("The shop took it but does not say that buyers see it.")
        if product["status"] != woocommerce_wire.PUBLISHED:
            raise Rejected(
                f"Your shop keeps the product as “{product['status']}”.",
                remedy="Connect the shop again as somebody who may publish products.",
            )
        return woocommerce_wire.shown(product, self._sites.home(door.shop))

    def reconcile(
        self,
        account: Account,
        listing: Listing,
        handle: Handle | None,
        since: datetime,  # noqa: ARG002  # the port's
    ) -> Finding:
        """Ask for the product by its number, else by our SKU."""
        door = Door.of(account)
        numbered = handle is not None and handle.stage != _FETCHING
        if numbered and handle is not None:
            product = self._by_id(door, handle.ref)
        else:
            product = self._by_sku(door, listing)
        return woocommerce_wire.finding(product, handle, self._sites.home(door.shop))

    def _step(self, door: Door, product: Mapping[str, Any]) -> Step:
        if product["status"] == woocommerce_wire.PUBLISHED:
            return woocommerce_wire.shown(product, self._sites.home(door.shop))
        return Ready(Handle(str(product["id"]), woocommerce_wire.DRAFT))

    def _made(self, door: Door, listing: Listing) -> Mapping[str, Any]:
        picture = listing.pictures[_ABLE.image.rendition].url
        categories = self._remember(door.shop, lambda: self._categories(door))
        category = woocommerce_rules.category(categories, listing)
        body = woocommerce_wire.product_body(listing, picture, category, self._tags(door, listing))
        try:
            return _product(self._sites(door, "POST", "products", body=body, effect=True))
        except Rejected as refused:
            # Two starts at once, or a product in the bin: then the shop has the SKU already. Its
            # versions have several codes for that, and its words are in its own language.
            return self._by_sku(door, listing) or self._in_the_bin(door, listing, refused)

    def _in_the_bin(self, door: Door, listing: Listing, refused: Rejected) -> Mapping[str, Any]:
        query = {"sku": listing.sku, "status": "trash"}
        if woocommerce_wire.ours(self._sites(door, "GET", "products", query=query), listing):
            raise Rejected(
                "The product is in your shop's bin, which still holds its number.",
                remedy="Restore it or delete it for good in the shop, then publish again.",
            )
        raise refused

    def _pictured(
        self, door: Door, listing: Listing, product: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        picture = listing.pictures[_ABLE.image.rendition].url
        body = {"images": woocommerce_wire.images(listing, picture)}
        path = f"products/{product['id']}"
        return _product(self._sites(door, "PUT", path, body=body, effect=True))

    def _by_sku(self, door: Door, listing: Listing) -> Mapping[str, Any] | None:
        query = {"sku": listing.sku, "status": "any"}
        return woocommerce_wire.ours(self._sites(door, "GET", "products", query=query), listing)

    def _by_id(self, door: Door, id_: str) -> Mapping[str, Any] | None:
        try:
            found = self._sites(door, "GET", f"products/{id_}")
        except StartOver:  # 404: it is gone
            return None
        return _product(found)

    def _tags(self, door: Door, listing: Listing) -> list[int]:
        names = woocommerce_rules.tags(listing)
        if not names:
            return []
        body = {"create": [{"name": name} for name in names]}
        return woocommerce_wire.term_ids(
            self._sites(door, "POST", "products/tags/batch", body=body)
        )

    def _categories(self, door: Door) -> list[Mapping[str, Any]]:
        query = {"per_page": "100", "orderby": "count", "order": "desc"}
        found: Json = self._sites(door, "GET", "products/categories", query=query)
        listed = found if isinstance(found, list) else []
        return [one for one in listed if isinstance(one, dict) and isinstance(one.get("id"), int)]

    def _remember(self, shop: str, ask: Callable[[], T]) -> T:
        now = self._clock.now()
        held = self._kept.get(shop)
        if held is None or held[0] <= now:
            held = self._kept[shop] = (now + _CATEGORIES_KEPT, ask())
        value: T = held[1]
        return value


def _product(told: Json) -> Mapping[str, Any]:
    if not woocommerce_wire.is_product(told):
        raise OutcomeUnknown("The shop answered with something that is not a product.")
    product: Mapping[str, Any] = told
    return product


def adapters(tools: Tools) -> Adapters:
    """All that speaks to WooCommerce shops; they need no app registration."""
    given = tools.given
    sites = Sites(tools.client, given["woocommerce_api_url"])
    consent = WooCommerceConsent(sites, given["woocommerce_www_url"])
    channel = WooCommerceChannel(sites, tools.clock)
    return Adapters(channel, consent, subscriber=consent, feed=WooCommerceFeed(sites))
