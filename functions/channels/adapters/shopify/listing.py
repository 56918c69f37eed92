"""Sells on Shopify: a draft that is found by our marker, then one call that puts it on sale.

The irreversible call is `productUpdate` with `status: ACTIVE`; until then the product is a draft,
which no buyer sees even though it is on the Online Store already.
https://shopify.dev/docs/apps/build/product-merchandising/products-and-collections
"""

from datetime import datetime

from functions.channels.adapters.shopify import payloads, queries
from functions.channels.adapters.shopify.api import ShopifyClient, forms_of, made_in
from functions.channels.adapters.shopify.queries import StoreProduct
from functions.channels.errors import (
    StartOver,
)
from functions.channels.model.connection import Account
from functions.channels.model.listing import (
    Finding,
    Handle,
    Listing,
    NotThere,
    Published,
    Ready,
    Step,
    Undetermined,
    Waiting,
)
from kernel.errors import OutcomeUnknown, TryLater

_DRAFT, _PLACED = "draft", "placed"
_FIRST_LOOK, _LONGEST_PAUSE = 2.0, 30.0
_LOOKS = "looks"


class ShopifyChannel:
    """The `Channel` of a Shopify store."""

    def __init__(self, store: ShopifyClient) -> None:
        self._store = store

    def start(self, account: Account, listing: Listing) -> Step:
        """Make the draft with variants, stock and pictures, and place it on the Online Store.

        A product of an earlier start is found by our marker and brought up to date; one that is on
        sale already is left as it is.
        """
        self._store.suits(account, listing)
        known = self._store.marked(account, listing)
        if known is not None and known.on_sale:
            return self._store.published(account, known)
        variables = payloads.new_variables(listing, known, self._store.places(account))
        # Nobody sees a draft, so that this may be repeated.
        made = self._store.set(account, variables, forms_of(listing), effect=False)
        self._store.stock(account, listing, made)
        placed = self._place(account, made)
        return _step(Handle(made.number, _PLACED), placed)

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:  # noqa: ARG002  # the port's
        """Read whether the pictures are ready: Shopify fetches and converts them by itself."""
        found = self._store.by_number(account, handle.ref)
        if found is None:
            raise StartOver("The draft is no longer in the store.")
        return self._store.published(account, found) if found.on_sale else _step(handle, found)

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        """Put the draft on sale; one that was not placed yet is placed first."""
        if handle.stage != _PLACED:
            self._complete(account, listing, handle)
        active = self._store.status(account, handle.ref, "ACTIVE")
        if active is None or not active.on_sale:
            raise OutcomeUnknown("Shopify took the product but does not say that it is on sale.")
        return self._store.published(account, active)

    def reconcile(
        self, account: Account, listing: Listing, handle: Handle | None, since: datetime
    ) -> Finding:
        """Ask for the product by its id; without one, by our marker."""
        del since  # the marker says more than a time
        if handle is None:
            found = self._store.marked(account, listing)
        else:
            found = self._store.by_number(account, handle.ref)
        if found is None:
            return NotThere()
        if found.on_sale:
            return self._store.published(account, found)
        if found.status == "DRAFT":
            return Ready(handle or Handle(found.number, _DRAFT))
        return Undetermined(f"Shopify says that the product is “{found.status.lower()}”.")

    def _place(self, account: Account, made: StoreProduct) -> StoreProduct:
        """Put the draft on the Online Store, repeatably; answers the product as it is now."""
        publication = self._store.places(account).publication
        variables = {"id": made.id, "input": [{"publicationId": publication}], "forms": 1}
        try:
            answer = self._store.ask(account, queries.PUBLISH, variables)
        except StartOver:
            # The store may have made its Online Store anew: what we know of it is old.
            self._store.forget_places(account)
            raise
        return made_in(answer, "publishablePublish", "publishable") or made

    def _complete(self, account: Account, listing: Listing, handle: Handle) -> None:
        """Set stock and place the draft where a start was interrupted; nothing becomes visible."""
        found = self._store.by_number(account, handle.ref, forms_of(listing))
        if found is None:
            raise StartOver("The draft is no longer in the store.")
        if not found.pictured:
            raise TryLater("Shopify is still working on the picture.", after=_FIRST_LOOK)
        self._store.stock(account, listing, found)
        self._place(account, found)


def _step(handle: Handle, found: StoreProduct) -> Step:
    """`Ready` when all pictures are ready; else `Waiting` with a pause that grows each time."""
    if found.pictured:
        return Ready(Handle(handle.ref, handle.stage))
    checks = int(handle.detail.get(_LOOKS, "0"))
    pause = min(_LONGEST_PAUSE, _FIRST_LOOK * 1.5**checks)
    return Waiting(Handle(handle.ref, handle.stage, {_LOOKS: str(checks + 1)}), pause)
