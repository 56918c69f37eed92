"""Lists on Etsy: a draft with our SKU and the picture, then one call that puts it on sale.

The irreversible call is `PATCH /shops/{shop}/listings/{id}` with `state=active`: it publishes and
charges the listing fee. https://developers.etsy.com/documentation/tutorials/listings
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from functions.channels.adapters import etsy_rules, etsy_wire
from functions.channels.adapters.calls import Call, Json, Vendor
from functions.channels.adapters.etsy_consent import EtsyConsent
from functions.channels.adapters.etsy_feed import EtsyFeed
from functions.channels.adapters.etsy_meter import EtsyMeter
from functions.channels.adapters.etsy_sales import EtsySales
from functions.channels.adapters.etsy_wire import ShopDefaults
from functions.channels.adapters.pictures import Pictures
from functions.channels.adapters.registry import Adapters, Tools
from functions.channels.errors import OutcomeUnknown, Rejected, StartOver
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing
from functions.channels.model.platforms import platform
from functions.channels.model.steps import (
    Finding,
    Handle,
    NotThere,
    Published,
    Ready,
    Step,
    Undetermined,
)
from kernel.clock import Clock
from kernel.errors import TryLater

_ABLE = platform("etsy")

T = TypeVar("T")

_ROOT = "/v3/application"
_SHOP_KEPT = timedelta(hours=1)
_TAXONOMY_KEPT = timedelta(days=1)
_LATEST = {"sort_on": "created", "sort_order": "desc", "limit": "25"}
_CLOCKS_APART = timedelta(minutes=2)
_ON_SALE = ("active", "sold_out", "inactive", "expired")


class EtsyChannel:
    """The `Channel` of an Etsy shop; `account.detail` has `currency`."""

    def __init__(
        self, vendor: Vendor, base: str, key: str, pictures: Pictures, clock: Clock
    ) -> None:
        self._vendor = vendor
        self._base = base
        self._key = key
        self._pictures = pictures
        self._clock = clock
        self._kept: dict[str, tuple[datetime, Any]] = {}

    def start(self, account: Account, listing: Listing) -> Step:
        """Create the draft, mark it with our SKU, and give it the picture.

        A draft of an earlier start is found by the SKU and used again. Once a draft exists, a
        passing trouble with the picture is left to `finish`, which brings it before publishing.
        """
        self._suits(account, listing)
        shop = self._shop(account)
        draft = self._marked_draft(account, listing) or self._new_draft(account, listing, shop)
        handle = Handle(str(draft["listing_id"]), "draft")
        try:
            self._mark(account, listing, handle.ref, shop)
            self._picture(account, listing, handle.ref)
        except TryLater:
            return Ready(handle)
        return Ready(Handle(handle.ref, "pictured"))

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:  # noqa: ARG002  # the port's
        """Nothing is ever waited for."""
        return Ready(handle)

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        """Put the draft on sale; its picture and SKU are brought first if they are missing."""
        if handle.stage != "pictured":
            self._mark(account, listing, handle.ref, self._shop(account))
            self._picture(account, listing, handle.ref)
        active = self._call(
            account,
            Call(
                "PATCH",
                self._listing(account, handle.ref),
                form={"state": "active"},
                effect=True,
            ),
        )
        if not isinstance(active, dict) or active.get("state") != "active":
            raise OutcomeUnknown("Etsy took the listing but does not say that it is on sale.")
        return Published(str(active["listing_id"]), str(active["url"]))

    def reconcile(
        self, account: Account, listing: Listing, handle: Handle | None, since: datetime
    ) -> Finding:
        """Ask for the listing by its id; without one, look for it among drafts and on sale."""
        found = self._by_id(account, handle.ref) if handle else None
        if handle is None:
            start = since - _CLOCKS_APART
            found = self._search(account, listing, "active", start) or self._search(
                account, listing, "draft", start
            )
        if found is None:
            return NotThere()
        if found["state"] in _ON_SALE:
            return Published(str(found["listing_id"]), str(found["url"]))
        if found["state"] == "draft":
            kept = handle or Handle(str(found["listing_id"]), "draft")
            return Ready(kept)
        return Undetermined(f"Etsy says that the listing is “{found['state']}”.")

    def _suits(self, account: Account, listing: Listing) -> None:
        wrong = list(etsy_rules.objections(listing))
        currency = account.detail.get("currency", "")
        if currency and currency != listing.price.currency:
            wrong.append(f"Your Etsy shop sells in {currency}, not in {listing.price.currency}.")
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and publish again.")

    def _new_draft(self, account: Account, listing: Listing, shop: ShopDefaults) -> Json:
        nodes = self._remember("taxonomy", _TAXONOMY_KEPT, lambda: self._taxonomy(account))
        category = etsy_rules.taxonomy_id(nodes, listing)
        fields = etsy_wire.draft_fields(listing, shop, category, self._clock.now())
        return self._call(
            account, Call("POST", f"{self._of_shop(account)}/listings", form=fields, effect=True)
        )

    def _marked_draft(self, account: Account, listing: Listing) -> Mapping[str, Any] | None:
        listed = self._drafts(account, "draft")
        return next((one for one in listed if listing.sku in (one.get("skus") or [])), None)

    def _search(
        self, account: Account, listing: Listing, state: str, since: datetime
    ) -> Mapping[str, Any] | None:
        return etsy_wire.ours(self._drafts(account, state), listing, since)

    def _drafts(self, account: Account, state: str) -> list[Mapping[str, Any]]:
        query = {**_LATEST, "state": state}
        answer = self._call(
            account, Call("GET", f"{self._of_shop(account)}/listings", params=query)
        )
        return list(answer["results"])

    def _by_id(self, account: Account, listing_id: str) -> Mapping[str, Any] | None:
        url = f"{self._base}{_ROOT}/listings/{listing_id}"
        try:
            found: Mapping[str, Any] = self._call(account, Call("GET", url))
        except StartOver:  # 404: the listing is gone
            return None
        return found

    def _mark(self, account: Account, listing: Listing, ref: str, shop: ShopDefaults) -> None:
        body = etsy_wire.inventory_body(listing, shop.readiness_state_id)
        self._call(account, Call("PUT", f"{self._base}{_ROOT}/listings/{ref}/inventory", json=body))

    def _picture(self, account: Account, listing: Listing, ref: str) -> None:
        """Upload the first picture; rank and overwrite make a repetition harmless."""
        picture = listing.pictures[_ABLE.image.rendition]
        content = self._pictures.fetch(picture.url, _ABLE.image.max_bytes)
        form = {"rank": "1", "overwrite": "true", "alt_text": listing.alt_text}
        name = f"{listing.sku}.jpg"
        self._call(
            account,
            Call(
                "POST",
                f"{self._listing(account, ref)}/images",
                form={key: value for key, value in form.items() if value},
                files={"image": (name, content, "image/jpeg")},
            ),
        )

    def _shop(self, account: Account) -> ShopDefaults:
        return self._remember(
            f"shop {account.account_id}", _SHOP_KEPT, lambda: self._ask_shop(account)
        )

    def _ask_shop(self, account: Account) -> ShopDefaults:
        shop = self._of_shop(account)
        shipping, returns, readiness = (
            self._call(account, Call("GET", f"{shop}/{edge}"))["results"]
            for edge in ("shipping-profiles", "policies/return", "readiness-state-definitions")
        )
        return etsy_wire.shop_defaults(shipping, returns, readiness)

    def _taxonomy(self, account: Account) -> list[Mapping[str, Any]]:
        url = f"{self._base}{_ROOT}/seller-taxonomy/nodes"
        nodes = list(self._call(account, Call("GET", url))["results"])
        if not nodes:
            raise StartOver("Etsy gave no list of categories.", after=10)
        return nodes

    def _remember(self, name: str, kept: timedelta, ask: Callable[[], T]) -> T:
        now = self._clock.now()
        held = self._kept.get(name)
        if held is None or held[0] <= now:
            held = self._kept[name] = (now + kept, ask())
        value: T = held[1]
        return value

    def _call(self, account: Account, call: Call) -> Json:
        return self._vendor(call.by(account.token, **{"x-api-key": self._key}))

    def _of_shop(self, account: Account) -> str:
        return f"{self._base}{_ROOT}/shops/{account.account_id}"

    def _listing(self, account: Account, ref: str) -> str:
        return f"{self._of_shop(account)}/listings/{ref}"


def adapters(tools: Tools) -> Adapters:
    """All that speaks to Etsy."""
    given = tools.given
    keys = (given["etsy_keystring"], given["etsy_shared_secret"])
    key = ":".join(keys)
    vendor = Vendor(_ABLE.name, tools.client, etsy_wire.judge)
    base = given["etsy_api_url"]
    hosts = (base, given["etsy_www_url"])
    return Adapters(
        EtsyChannel(vendor, base, key, Pictures(tools.client), tools.clock),
        EtsyConsent(vendor, hosts, keys, tools.clock) if all(keys) else None,
        EtsySales(vendor, base, key),
        meter=EtsyMeter(vendor, base, key, tools.clock),
        feed=EtsyFeed(vendor, base, key),
    )
