"""Sells in a Facebook and Instagram shop's catalogue: the item is sent archived, then active.

The irreversible call is `POST /{catalog}/items_batch` with `status: active`. An item's id is our
SKU and there is one of each in a catalogue: the call may be made again and makes nothing twice.
`start` sends the very same item archived, so that Meta has read its fields and fetched its pictures
before anybody sees it; Marketplace itself takes nothing from programs.
https://developers.facebook.com/docs/marketing-api/reference/product-catalog/items_batch
"""

from collections.abc import Mapping
from datetime import datetime

from functions.channels.adapters.catalogue import payloads
from functions.channels.adapters.catalogue.api import CatalogueItems
from functions.channels.adapters.catalogue.oauth import BRAND
from functions.channels.adapters.catalogue.payloads import ACTIVE, ARCHIVED, Held, Item
from functions.channels.adapters.http.errors import quoted
from functions.channels.errors import Rejected, StartOver
from functions.channels.model.connection import Account
from functions.channels.model.listing import (
    Finding,
    Handle,
    Listing,
    NotThere,
    Published,
    Ready,
    Step,
    Waiting,
)

_CHECKING, _STAGED = "checking", "staged"
_ITEM, _NOTED, _LOOKS = "item", "noted", "looks"
_FIRST_LOOK, _LONGEST_PAUSE = 2.0, 60.0
_NOTED_LONGEST = 300
_REVIEW = "Meta looks at it before people see it, mostly within a day."


class CatalogueChannel:
    """The `Channel` of one catalogue; `account.detail` has the brand."""

    def __init__(self, items: CatalogueItems, www: str) -> None:
        self._items = items
        self._www = www

    def start(self, account: Account, listing: Listing) -> Step:
        """Send the items archived, unless people see them already."""
        wrong = list(payloads.objections(listing))
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and publish again.")
        wanted, found = _wanted(account, listing), self._items.held(account, listing.sku)
        if _all_seen(wanted, found):
            return self._published(listing, found)
        # One that is seen keeps its status: what is prepared must neither show nor hide a thing.
        hidden = {id_ for id_ in wanted if not (id_ in found and found[id_].visible)}
        items = [
            item | ({"status": ARCHIVED} if id_ in hidden else {}) for id_, item in wanted.items()
        ]
        batch, data = self._items.send(account, items)
        noted = {_NOTED: " ".join(data.noted)[:_NOTED_LONGEST]} if data.noted else {}
        return Waiting(Handle(batch, _CHECKING, noted), _FIRST_LOOK)

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:
        """Read whether Meta is done with the fields and the pictures."""
        if handle.stage != _CHECKING:
            return Ready(handle)
        data = self._items.outcome(account, handle.ref)
        if data.lost:
            raise StartOver("Meta gave up on the item.", after=_FIRST_LOOK)
        found = self._items.held(account, listing.sku) if data.finished else {}
        wanted = _wanted(account, listing)
        if _all_seen(wanted, found):
            return self._published(listing, found)
        if not set(wanted) <= set(found):  # a catalogue is read a little later than it is written
            return _later(handle)
        noted = " ".join(data.noted)[:_NOTED_LONGEST] or handle.detail.get(_NOTED, "")
        return Ready(_staged(listing, found, noted))

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        """Send the items again, now for people to see."""
        items = [{**item, "status": ACTIVE} for item in _wanted(account, listing).values()]
        batch, data = self._items.send(account, items, effect=True)
        self._items.glance(account, batch)
        noted = " ".join(data.noted) or handle.detail.get(_NOTED, "")
        notes = (_REVIEW, quoted("Meta", noted) if noted else "")
        url = self._shown_at(handle.detail.get(_ITEM, ""), listing)
        return Published(listing.sku, url, " ".join(filter(None, notes)))

    def reconcile(
        self,
        account: Account,
        listing: Listing,
        handle: Handle | None,
        since: datetime,
    ) -> Finding:
        """Ask for the items by our SKU: those that are seen are published, archived ones ready."""
        del since  # a SKU says more than a time
        found = self._items.held(account, listing.sku)
        wanted = _wanted(account, listing)
        if not set(wanted) <= set(found):
            return NotThere()
        if _all_seen(wanted, found):
            return self._published(listing, found)
        return Ready(_staged(listing, found, handle.detail.get(_NOTED, "") if handle else ""))

    def _published(self, listing: Listing, found: Mapping[str, Held]) -> Published:
        items = sorted(found.values(), key=lambda one: one.retailer_id)
        rejected = next((one.rejected for one in items if one.rejected), "")
        return Published(listing.sku, self._shown_at(items[0].id, listing), rejected or _REVIEW)

    def _shown_at(self, item: str, listing: Listing) -> str:
        # The API tells no permalink; this is the one that Facebook's shops use.
        return f"{self._www}/commerce/products/{item}/" if item else listing.marked_link


def _wanted(account: Account, listing: Listing) -> dict[str, Item]:
    brand = account.detail.get(BRAND) or account.name
    return payloads.pieces(listing, brand, listing.sku)


def _all_seen(wanted: Mapping[str, Item], found: Mapping[str, Held]) -> bool:
    return bool(found) and all(id_ in found and found[id_].visible for id_ in wanted)


def _staged(listing: Listing, found: Mapping[str, Held], noted: str) -> Handle:
    first = min(found.values(), key=lambda one: one.retailer_id)
    detail = {_ITEM: first.id} | ({_NOTED: noted} if noted else {})
    return Handle(listing.sku, _STAGED, detail)


def _later(handle: Handle) -> Waiting:
    checks = int(handle.detail.get(_LOOKS, "0"))
    pause = min(_LONGEST_PAUSE, _FIRST_LOOK * 1.5**checks)
    detail = {**handle.detail, _LOOKS: str(checks + 1)}
    return Waiting(Handle(handle.ref, handle.stage, detail), pause)
