"""Lists on Etsy: a draft with our SKU, variants and pictures, then one call that puts it on sale.

The irreversible call is `PATCH /shops/{shop}/listings/{id}` with `state=active`: it publishes and
charges the listing fee. https://developers.etsy.com/documentation/tutorials/listings
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from functions.channels.adapters.etsy import payloads
from functions.channels.adapters.etsy.api import EtsyClient
from functions.channels.adapters.http.client import VendorRequest
from functions.channels.errors import Rejected
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
)
from kernel.errors import OutcomeUnknown, TryLater

_PAGE = 100
_MOST_LISTINGS = 5_000
"""So many of a shop are read, the latest first: one that we made just now is among them."""
_LATEST = {"sort_on": "created", "sort_order": "desc"}
_ON_SALE = ("active", "sold_out", "inactive", "expired")
_OFF = "inactive"
_ENDED = {
    "sold_out": "This piece is on Etsy already, as sold out.",
    "expired": "This piece is on Etsy already, and its four months there are over.",
}


class EtsyChannel:
    """The `Channel` of an Etsy shop."""

    def __init__(self, shop: EtsyClient) -> None:
        self._shop = shop

    def start(self, account: Account, listing: Listing) -> Step:
        """Create the draft, mark it with our SKU, and give it its variants and pictures.

        A draft of an earlier start, or a listing that was taken off sale, is found by the SKU and
        used again, with the words of now: another would cost the fee once more. One that is on sale
        is left as it is, and one that Etsy ended is the artisan's to renew. Once there is a new
        draft, a passing trouble with a picture is left to `finish`, which brings all of them.
        """
        self._shop.suits(account, listing)
        self._shop.defaults(account)
        if on_sale := self._marked(account, listing, "active"):
            return Published(str(on_sale["listing_id"]), str(on_sale["url"]))
        known = self._marked(account, listing, "draft") or self._marked(account, listing, _OFF)
        if known is None:
            self._must_not_have_ended(account, listing)
        draft = known or self._shop.create(account, listing)
        handle = Handle(str(draft["listing_id"]), "draft", _relisted(draft))
        try:
            if known:
                fields = payloads.changed_fields(listing, known)
                self._shop.update(account, handle.ref, fields, effect=False)
            self._complete(account, listing, handle.ref)
            if known:
                self._shop.drop_other_pictures(account, listing, handle.ref)
        except TryLater:
            if known:
                raise  # `finish` would put it on sale with the words of before
            return Ready(handle)
        return Ready(Handle(handle.ref, "pictured", handle.detail))

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:  # noqa: ARG002  # the port's
        """Answer `Ready` at once: a draft on Etsy needs no waiting."""
        return Ready(handle)

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        """Put the draft on sale, after adding its pictures and SKU if they are missing."""
        if handle.stage != "pictured":
            self._complete(account, listing, handle.ref)
        active = self._shop.update(account, handle.ref, {"state": "active"}, effect=True)
        if not isinstance(active, dict) or active.get("state") != "active":
            raise OutcomeUnknown("Etsy took the listing but does not say that it is on sale.")
        return Published(str(active["listing_id"]), str(active["url"]))

    def reconcile(
        self,
        account: Account,
        listing: Listing,
        handle: Handle | None,
        since: datetime,
    ) -> Finding:
        """Ask for the listing by its id; without one, for our SKU on sale and among drafts."""
        del since  # an id and a SKU say more than a time
        if handle is not None:
            found = self._shop.listing(account, handle.ref)
        else:
            on_sale = self._marked(account, listing, "active")
            found = on_sale or self._marked(account, listing, "draft")
        if found is None:
            return NotThere()
        if handle is not None and handle.detail and handle.detail == _relisted(found):
            return Ready(handle)
        if found["state"] in _ON_SALE:
            return Published(str(found["listing_id"]), str(found["url"]))
        if found["state"] == "draft":
            kept = handle or Handle(str(found["listing_id"]), "draft")
            return Ready(kept)
        return Undetermined(f"Etsy says that the listing is “{found['state']}”.")

    def _complete(self, account: Account, listing: Listing, ref: str) -> None:
        self._shop.bring_stock(account, listing, ref)
        self._shop.bring_pictures(account, listing, ref)

    def _must_not_have_ended(self, account: Account, listing: Listing) -> None:
        for state, words in _ENDED.items():
            if self._marked(account, listing, state):
                raise Rejected(words, remedy="Renew it on Etsy, for the fee.")

    def _marked(self, account: Account, listing: Listing, state: str) -> Mapping[str, Any] | None:
        """The listing with our SKU among the shop's latest in `state`, which are read in pages."""
        url = f"{self._shop.of_shop(account)}/listings"
        for offset in range(0, _MOST_LISTINGS, _PAGE):
            query = {**_LATEST, "state": state, "limit": str(_PAGE), "offset": str(offset)}
            page = self._shop.call(account, VendorRequest("GET", url, params=query))["results"]
            found = payloads.ours(page, listing)
            if found is not None or len(page) < _PAGE:
                return found
        return None


def _relisted(found: Mapping[str, Any]) -> Mapping[str, str]:
    """The handle's detail for a listing that is off sale: as long as it is, nothing was done."""
    return {"was": _OFF} if found.get("state") == _OFF else {}
