"""Sells in a WooCommerce shop: a draft under our SKU first, then one call that shows the draft.

The irreversible call is `PUT /products/{id}` with `status=publish`. A SKU is unique in a shop, its
bin included, so that a draft that was begun is found by its SKU.
https://woocommerce.github.io/woocommerce-rest-api-docs/#products
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from functions.channels.adapters.woocommerce import payloads, responses
from functions.channels.adapters.woocommerce.api import StoreCredentials
from functions.channels.adapters.woocommerce.products import WooProducts
from functions.channels.errors import (
    Rejected,
    StartOver,
)
from functions.channels.model.connection import Account
from functions.channels.model.listing import (
    Finding,
    Handle,
    Listing,
    Published,
    Ready,
    Step,
    Waiting,
)
from kernel.clock import Clock, rfc3339
from kernel.errors import OutcomeUnknown, TryLater

_FETCHING = "fetching"
_FETCHES = timedelta(seconds=90)
"""How long a shop may take to load a picture; cheap hosts need more than a minute."""
_LOOKS_AGAIN = 10.0


class WooCommerceChannel:
    """The `Channel` of a WooCommerce shop; `account.detail` has `currency` and `keys_in`."""

    def __init__(self, products: WooProducts, clock: Clock) -> None:
        self._products = products
        self._clock = clock

    def start(self, account: Account, listing: Listing) -> Step:
        """Find our draft by its SKU or create it, and add its words, pictures and variations.

        A product that was taken down is such a draft.

        The shop loads a picture before it answers; after a call without an answer, `check` looks
        later.
        """
        self._products.suits(account, listing)
        credentials = StoreCredentials.of(account)
        had: Mapping[str, Any] | None = None
        try:
            had = self._products.by_sku(credentials, listing)
            if had is None:
                had = self._products.make(credentials, listing)
            elif had["status"] != responses.PUBLISHED:
                had = self._products.rewrite(credentials, listing, had)
            if had["status"] != responses.PUBLISHED:
                for product in self._products.completed(credentials, listing, had):
                    had = product
                had = self._products.set_alt_texts(credentials, listing, had)
                self._products.vary(credentials, listing, had)
        except OutcomeUnknown:
            begun = {"since": rfc3339(self._clock.now()), "had": str(_pictures(had))}
            return Waiting(Handle(listing.sku, _FETCHING, begun), _LOOKS_AGAIN)
        return self._step(credentials, had)

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:
        """Read whether the shop has the whole draft by now, with its pictures and variations."""
        if handle.stage != _FETCHING:
            return Ready(handle)
        credentials = StoreCredentials.of(account)
        product = self._products.by_sku(credentials, listing)
        if product is not None and self._is_whole(credentials, listing, product):
            return self._step(credentials, product)
        if _pictures(product) > int(handle.detail.get("had", "0")):
            raise StartOver("The shop was slow; now Haat brings the rest.", after=1)
        begun = datetime.fromisoformat(handle.detail["since"])
        if self._clock.now() - begun < _FETCHES:
            return Waiting(handle, _LOOKS_AGAIN)
        raise StartOver("The shop did not load the pictures.", after=_LOOKS_AGAIN)

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        """Show the draft to buyers; a product that is shown already stays as it is."""
        credentials = StoreCredentials.of(account)
        if handle.stage == responses.BEGUN:
            self._complete(credentials, listing, handle)
        body = {"status": responses.PUBLISHED}
        product = self._products.put(credentials, f"products/{handle.ref}", body)
        if product["status"] != responses.PUBLISHED:
            raise Rejected(
                f"Your shop keeps the product as “{product['status']}”.",
                remedy="Connect the shop again as somebody who may publish products.",
            )
        return self._products.shown(credentials, product)

    def reconcile(
        self,
        account: Account,
        listing: Listing,
        handle: Handle | None,
        since: datetime,  # noqa: ARG002  # the port's
    ) -> Finding:
        """Ask for the product by its number, else by our SKU.

        Numbers are small and begin anew in each shop: a product without our SKU or marker is not
        ours.
        """
        credentials = StoreCredentials.of(account)
        product: Mapping[str, Any] | None = None
        numbered = handle is not None and handle.stage != _FETCHING
        if numbered and handle is not None:
            product = self._products.by_id(credentials, handle.ref)
        if product is None or not responses.is_ours(product, listing):
            product = self._products.by_sku(credentials, listing)
        stage = self._stage(credentials, listing, product) if product else ""
        return responses.finding(product, handle, self._products.home(credentials), stage)

    def _step(self, credentials: StoreCredentials, product: Mapping[str, Any]) -> Step:
        if product["status"] == responses.PUBLISHED:
            return self._products.shown(credentials, product)
        return Ready(Handle(str(product["id"]), responses.DRAFT))

    def _stage(
        self, credentials: StoreCredentials, listing: Listing, product: Mapping[str, Any]
    ) -> str:
        if product["status"] == responses.PUBLISHED:
            return responses.PUBLISHED
        whole = self._is_whole(credentials, listing, product)
        return responses.DRAFT if whole else responses.BEGUN

    def _is_whole(
        self, credentials: StoreCredentials, listing: Listing, product: Mapping[str, Any]
    ) -> bool:
        if payloads.next_images(listing, product) is not None:
            return False
        return not listing.variants or self._products.is_varied(credentials, listing, product)

    def _complete(self, credentials: StoreCredentials, listing: Listing, handle: Handle) -> None:
        """Add what an interrupted start left out; nothing of it becomes visible."""
        product = self._products.by_id(credentials, handle.ref)
        if product is None:
            raise StartOver("The draft is no longer in the shop.")
        try:
            self._products.complete(credentials, listing, product)
        except OutcomeUnknown as slow:
            raise TryLater("The shop is still loading the pictures.", after=30) from slow


def _pictures(product: Mapping[str, Any] | None) -> int:
    return len((product or {}).get("images") or [])
