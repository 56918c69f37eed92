"""Sells on Shopify: a draft that is found by our marker, then one call that puts it on sale.

The irreversible call is `productUpdate` with `status: ACTIVE`; until then the product is a draft,
which no buyer sees even though it is on the Online Store already.
https://shopify.dev/docs/apps/build/product-merchandising/products-and-collections
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from functions.channels.adapters import shopify_rules, shopify_wire
from functions.channels.adapters.registry import Adapters, Tools
from functions.channels.adapters.shopify_admin import Admin, address
from functions.channels.adapters.shopify_consent import ShopifyConsent
from functions.channels.adapters.shopify_feed import ShopifyFeed
from functions.channels.adapters.shopify_wire import Piece, Places, global_id, piece
from functions.channels.errors import OutcomeUnknown, Rejected, StartOver
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing
from functions.channels.model.steps import (
    Finding,
    Handle,
    NotThere,
    Published,
    Ready,
    Step,
    Undetermined,
    Waiting,
)
from kernel.clock import Clock
from kernel.errors import TryLater

_DRAFT, _PLACED = "draft", "placed"
_PLACES_KEPT = timedelta(minutes=10)
_FIRST_LOOK, _LONGEST_PAUSE = 2.0, 30.0
_LOOKS = "looks"


class ShopifyChannel:
    """The `Channel` of a Shopify store; `account.detail` has `currency`."""

    def __init__(self, admin: Admin, www: str, clock: Clock) -> None:
        self._admin = admin
        self._www = www
        self._clock = clock
        self._kept: dict[str, tuple[datetime, Places]] = {}

    def start(self, account: Account, listing: Listing) -> Step:
        """Make the draft with price, stock and picture, and place it on the Online Store.

        A product of an earlier start is found by its handle and brought up to date; one that is on
        sale already is left as it is.
        """
        self._suits(account, listing)
        known = self._by_handle(account, listing)
        if known is not None and known.on_sale:
            return self._published(account, known)
        where = self._places(account)
        made = self._set(account, listing, known, where)
        self._stock(account, listing, made, where)
        placed = self._place(account, made)
        return _step(Handle(made.number, _PLACED), placed)

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:  # noqa: ARG002  # the port's
        """Read whether the picture is ready: Shopify fetches and converts it by itself."""
        found = self._by_number(account, handle.ref)
        if found is None:
            raise StartOver("The draft is no longer in the store.")
        return self._published(account, found) if found.on_sale else _step(handle, found)

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        """Put the draft on sale; one that was not placed yet is placed first."""
        if handle.stage != _PLACED:
            self._complete(account, listing, handle)
        product = {"id": global_id("Product", handle.ref), "status": "ACTIVE"}
        answer = self._ask(account, shopify_wire.ACTIVATE, {"product": product}, effect=True)
        active = _made(answer, "productUpdate")
        if active is None or not active.on_sale:
            raise OutcomeUnknown("Shopify took the product but does not say that it is on sale.")
        return self._published(account, active)

    def reconcile(
        self, account: Account, listing: Listing, handle: Handle | None, since: datetime
    ) -> Finding:
        """Ask for the product by its id; without one, by the handle that has our marker."""
        del since  # the marker says more than a time
        if handle is None:
            found = self._by_handle(account, listing)
        else:
            found = self._by_number(account, handle.ref)
        if found is None:
            return NotThere()
        if found.on_sale:
            return self._published(account, found)
        if found.status == "DRAFT":
            return Ready(handle or Handle(found.number, _DRAFT))
        return Undetermined(f"Shopify says that the product is “{found.status.lower()}”.")

    def _suits(self, account: Account, listing: Listing) -> None:
        wrong = list(shopify_rules.objections(listing))
        currency = account.detail.get("currency", "")
        if currency and currency != listing.price.currency:
            wrong.append(f"Your Shopify store sells in {currency}, not {listing.price.currency}.")
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and publish again.")

    def _set(self, account: Account, listing: Listing, known: Piece | None, where: Places) -> Piece:
        """Create or update by the marker: nobody sees a draft, so that this may be repeated."""
        variables = shopify_wire.set_variables(listing, known, where)
        made = _made(self._ask(account, shopify_wire.SET, variables), "productSet")
        if made is None:
            raise TryLater("Shopify took the product and does not show it.", after=5)
        return made

    def _stock(self, account: Account, listing: Listing, made: Piece, where: Places) -> None:
        if made.stock != listing.quantity:
            variables = shopify_wire.stock_variables(listing, made, where)
            self._ask(account, shopify_wire.STOCK, variables)

    def _place(self, account: Account, made: Piece) -> Piece:
        """Put the draft on the Online Store, twice is once; answers how it is now."""
        publication = self._places(account).publication
        variables = {"id": made.id, "input": [{"publicationId": publication}]}
        try:
            answer = self._ask(account, shopify_wire.PUBLISH, variables)
        except StartOver:
            # The store may have made its Online Store anew: what we know of it is old.
            self._kept.pop(account.account_id, None)
            raise
        return _made(answer, "publishablePublish", "publishable") or made

    def _complete(self, account: Account, listing: Listing, handle: Handle) -> None:
        """What an interrupted start left to do; nothing of it is visible."""
        found = self._by_number(account, handle.ref)
        if found is None:
            raise StartOver("The draft is no longer in the store.")
        if not found.pictured:
            raise TryLater("Shopify is still working on the picture.", after=_FIRST_LOOK)
        self._stock(account, listing, found, self._places(account))
        self._place(account, found)

    def _places(self, account: Account) -> Places:
        now = self._clock.now()
        held = self._kept.get(account.account_id)
        if held is None or held[0] <= now:
            found = shopify_wire.places(self._ask(account, shopify_wire.PLACES))
            held = self._kept[account.account_id] = (now + _PLACES_KEPT, found)
        return held[1]

    def _by_handle(self, account: Account, listing: Listing) -> Piece | None:
        return self._find(account, {"handle": shopify_rules.handle(listing)})

    def _by_number(self, account: Account, number: str) -> Piece | None:
        return self._find(account, {"id": global_id("Product", number)})

    def _find(self, account: Account, identifier: Mapping[str, str]) -> Piece | None:
        answer = self._ask(account, shopify_wire.FIND, {"identifier": dict(identifier)})
        node = answer["productByIdentifier"]
        return piece(node) if node else None

    def _published(self, account: Account, found: Piece) -> Published:
        shown = found.url or f"{address(self._www, account.account_id)}/products/{found.handle}"
        return Published(found.number, shown)

    def _ask(
        self,
        account: Account,
        query: str,
        variables: Mapping[str, Any] | None = None,
        *,
        effect: bool = False,
    ) -> Mapping[str, Any]:
        return self._admin((account.account_id, account.token), query, variables, effect=effect)


def _made(answer: Mapping[str, Any], mutation: str, thing: str = "product") -> Piece | None:
    node = (answer.get(mutation) or {}).get(thing)
    return piece(node) if node else None


def _step(handle: Handle, found: Piece) -> Step:
    """Ready with the picture; else a pause that grows with each look."""
    if found.pictured:
        return Ready(Handle(handle.ref, handle.stage))
    looks = int(handle.detail.get(_LOOKS, "0"))
    pause = min(_LONGEST_PAUSE, _FIRST_LOOK * 1.5**looks)
    return Waiting(Handle(handle.ref, handle.stage, {_LOOKS: str(looks + 1)}), pause)


def adapters(tools: Tools) -> Adapters:
    """All that speaks to Shopify."""
    given = tools.given
    hosts = (given["shopify_api_url"], given["shopify_www_url"])
    app = (given["shopify_client_id"], given["shopify_client_secret"])
    admin = Admin(tools.client, hosts[0])
    channel = ShopifyChannel(admin, hosts[1], tools.clock)
    consent = ShopifyConsent(tools.client, hosts, app, tools.clock) if all(app) else None
    return Adapters(channel, consent, feed=ShopifyFeed(admin))
