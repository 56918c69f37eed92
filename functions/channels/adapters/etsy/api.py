"""The calls to an Etsy shop about its settings, and a listing's words, stock and pictures.

https://developers.etsy.com/documentation/tutorials/listings
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from functions.channels.adapters.etsy import inventory, payloads, rules
from functions.channels.adapters.etsy.inventory import EtsyInventory
from functions.channels.adapters.etsy.payloads import ShopDefaults
from functions.channels.adapters.http.client import Json, VendorClient, VendorRequest
from functions.channels.adapters.http.order_pages import listed
from functions.channels.adapters.http.pictures import PictureDownloader, described
from functions.channels.adapters.variants import currencies
from functions.channels.errors import Rejected, StartOver
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing
from functions.channels.model.platforms import platform
from kernel.clock import Clock

_CAPABILITIES = platform("etsy")

T = TypeVar("T")

_ROOT = "/v3/application"
_SHOP_KEPT = timedelta(hours=1)
_TAXONOMY_KEPT = timedelta(days=1)


class EtsyClient:
    """Calls the API of any Etsy shop; `account.detail` has `currency`. Failures as in `Channel`.

    `effect` says that buyers may see what a call does, as it is once the listing is on sale.
    """

    def __init__(
        self, vendor: VendorClient, base: str, key: str, pictures: PictureDownloader, clock: Clock
    ) -> None:
        self._vendor = vendor
        self._base = base
        self._key = key
        self._pictures = pictures
        self._clock = clock
        self._kept: dict[str, tuple[datetime, Any]] = {}

    def suits(self, account: Account, listing: Listing, *, counts: bool = True) -> None:
        """Raise `Rejected` naming all that Etsy would refuse; `counts`: stock goes too."""
        wrong = list(rules.objections(listing, counts=counts))
        currency = account.detail.get("currency", "")
        wrong += [
            f"Your Etsy shop sells in {currency}, not in {other}."
            for other in sorted(currencies(listing) - {currency})
            if currency
        ]
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and publish again.")

    def call(self, account: Account, call: VendorRequest) -> Json:
        """One call as the account's owner."""
        return self._vendor(call.by(account.token, **{"x-api-key": self._key}))

    def create(self, account: Account, listing: Listing) -> Mapping[str, Any]:
        """Create a draft, in the category chosen or else the one that suits the words best."""
        category = listing.field_values.get("category") or str(
            rules.taxonomy_id(self.taxonomy(account), listing)
        )
        shop = self.defaults(account)
        fields = payloads.draft_fields(listing, shop, category, self._clock.now())
        url = f"{self.of_shop(account)}/listings"
        made: Mapping[str, Any] = self.call(
            account, VendorRequest("POST", url, form=fields, effect=True)
        )
        return made

    def listing(self, account: Account, ref: str, includes: str = "") -> Mapping[str, Any] | None:
        """The listing in whatever state, with what it `includes`; None when it is gone."""
        asked = {"includes": includes} if includes else None
        try:
            found: Mapping[str, Any] = self.call(
                account, VendorRequest("GET", self._of_listing(ref), params=asked)
            )
        except StartOver:  # 404
            return None
        return found

    def update(
        self, account: Account, ref: str, fields: Mapping[str, str], *, effect: bool
    ) -> Json:
        """Update the given fields of a listing."""
        url = f"{self.of_shop(account)}/listings/{ref}"
        return self.call(account, VendorRequest("PATCH", url, form=fields, effect=effect))

    def bring_stock(self, account: Account, listing: Listing, ref: str) -> None:
        """Set the variants, with price, quantity and SKU, to the listing's; may be repeated."""
        made = inventory.new(listing, self.defaults(account).readiness_state_id)
        self.replace_inventory(account, ref, made, effect=False)

    def replace_inventory(
        self, account: Account, ref: str, wanted: EtsyInventory, *, effect: bool = True
    ) -> EtsyInventory:
        """Replace all products of the listing; answers what is there then."""
        url = f"{self._of_listing(ref)}/inventory"
        call = VendorRequest("PUT", url, json=wanted.body, effect=effect)
        return inventory.read(self.call(account, call))

    def bring_pictures(
        self, account: Account, listing: Listing, ref: str, *, effect: bool = False
    ) -> None:
        """Upload every picture at its rank; rank and overwrite make a repetition harmless."""
        shown = listing.shown(_CAPABILITIES.image.rendition, _CAPABILITIES.photos_max)
        for place, picture in enumerate(shown):
            content = self._pictures.fetch(picture.url, _CAPABILITIES.image.max_bytes)
            form = {
                "rank": str(place + 1),
                "overwrite": "true",
                "alt_text": described(listing, place, len(shown), _CAPABILITIES.text),
            }
            self.call(
                account,
                VendorRequest(
                    "POST",
                    self._images(account, ref),
                    form={key: value for key, value in form.items() if value},
                    files={"image": (f"{listing.sku}.jpg", content, "image/jpeg")},
                    effect=effect,
                ),
            )

    def set_alt_texts(
        self, account: Account, listing: Listing, ref: str, images: Sequence[Mapping[str, Any]]
    ) -> None:
        """Give each of `images` at the rank of one of ours its description, if it has another."""
        most = len(listing.shown(_CAPABILITIES.image.rendition, _CAPABILITIES.photos_max))
        for one in images:
            rank = int(one["rank"])
            if rank > most:
                continue
            alt = described(listing, rank - 1, most, _CAPABILITIES.text)
            if (one.get("alt_text") or "") == alt:
                continue
            # The very image at its own rank again: https://github.com/etsy/open-api/issues/606
            form = {
                "listing_image_id": str(one["listing_image_id"]),
                "rank": str(rank),
                "overwrite": "true",
                "alt_text": alt,
            }
            url = self._images(account, ref)
            self.call(account, VendorRequest("POST", url, form=form, effect=True))

    def drop_other_pictures(
        self, account: Account, listing: Listing, ref: str, *, effect: bool = False
    ) -> None:
        """Delete pictures beyond those of the listing; one that is gone is no failure."""
        most = len(listing.shown(_CAPABILITIES.image.rendition, _CAPABILITIES.photos_max))
        for one in self._results(account, f"{self._of_listing(ref)}/images"):
            if int(one["rank"]) > most:
                self._drop(account, ref, str(one["listing_image_id"]), effect=effect)

    def _drop(self, account: Account, ref: str, image: str, *, effect: bool) -> None:
        url = f"{self._images(account, ref)}/{image}"
        try:
            self.call(account, VendorRequest("DELETE", url, effect=effect))
        except StartOver:  # 404: it is gone already
            return

    def defaults(self, account: Account) -> ShopDefaults:
        """The ids of the shop's profiles, which every listing refers to; cached for an hour."""
        return self._remember(
            f"shop {account.account_id}", _SHOP_KEPT, lambda: self._ask_shop(account)
        )

    def taxonomy(self, account: Account) -> list[Mapping[str, Any]]:
        """Etsy's categories, roots first, each with its children inside."""
        return self._remember("taxonomy", _TAXONOMY_KEPT, lambda: self._ask_taxonomy(account))

    def sections(self, account: Account) -> list[Mapping[str, Any]]:
        """The shop's own sections, in its order."""
        return self._results(account, f"{self.of_shop(account)}/sections")

    def of_shop(self, account: Account) -> str:
        """The URL below which the shop's resources are."""
        return f"{self._base}{_ROOT}/shops/{account.account_id}"

    def _of_listing(self, ref: str) -> str:
        return f"{self._base}{_ROOT}/listings/{ref}"

    def _images(self, account: Account, ref: str) -> str:
        return f"{self.of_shop(account)}/listings/{ref}/images"

    def _ask_shop(self, account: Account) -> ShopDefaults:
        shop = self.of_shop(account)
        shipping, returns, readiness = (
            self._results(account, f"{shop}/{edge}")
            for edge in ("shipping-profiles", "policies/return", "readiness-state-definitions")
        )
        return payloads.shop_defaults(shipping, returns, readiness)

    def _ask_taxonomy(self, account: Account) -> list[Mapping[str, Any]]:
        url = f"{self._base}{_ROOT}/seller-taxonomy/nodes"
        nodes = self._results(account, url)
        if not nodes:
            raise StartOver("Etsy gave no list of categories.", after=10)
        return nodes

    def _results(self, account: Account, url: str) -> list[Mapping[str, Any]]:
        answer = self.call(account, VendorRequest("GET", url))
        return listed(answer.get("results") if isinstance(answer, dict) else None, "Etsy")

    def _remember(self, name: str, kept: timedelta, ask: Callable[[], T]) -> T:
        now = self._clock.now()
        held = self._kept.get(name)
        if held is None or held[0] <= now:
            held = self._kept[name] = (now + kept, ask())
        value: T = held[1]
        return value
