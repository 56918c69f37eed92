"""Updates a pin, its words and place and not its photographs, or deletes it to unpublish it.

https://developers.pinterest.com/docs/api/v5/pins-update and …/pins-delete
"""

from collections.abc import Collection, Sequence

from functions.channels.adapters.http.client import Json, VendorClient, VendorRequest
from functions.channels.adapters.http.responses import identified
from functions.channels.adapters.pinterest import payloads
from functions.channels.errors import ForeignListing, ListingNotFound, Rejected, StartOver
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing, Part, Published, ShownListing, StockLevel
from functions.channels.model.posting_commands import StockSet


class PinterestListingEditor:
    """Edits pins of an account; `changing` classifies errors of pins/update by its own rules."""

    shows_at_once: bool = True

    def __init__(
        self, vendor: VendorClient, changing: VendorClient, hosts: tuple[str, str]
    ) -> None:
        self._vendor = vendor
        self._changing = changing
        self._base, self._site = hosts

    def read(self, account: Account, listing: Listing, external_id: str) -> ShownListing:
        """The pin's words, and its board and section."""
        pin = self._pin(account, external_id)
        _must_be_ours(listing, pin)
        return payloads.shown(pin)

    def update(
        self, account: Account, listing: Listing, external_id: str, parts: Collection[Part]
    ) -> Published:
        """Give the pin the listing's words and link, and the board if one was chosen."""
        pin = self._pin(account, external_id)
        _must_be_ours(listing, pin)
        body = payloads.changed_body(listing, payloads.slots_of(pin), parts)
        if body:
            self._change(account, external_id, body)
        return self._published(external_id)

    def set_stock(
        self,
        account: Account,  # noqa: ARG002  # the port's
        listing: Listing,  # noqa: ARG002  # the port's
        external_id: str,  # noqa: ARG002  # the port's
        levels: Sequence[StockLevel],  # noqa: ARG002  # the port's
    ) -> StockSet:
        """Refuse: a pin counts nothing."""
        raise Rejected("A pin on Pinterest has no stock.", remedy="Change its words.")

    def adopt(self, account: Account, listing: Listing, external_id: str) -> Published:
        """Make the pin lead to our marked link; its words stay."""
        pin = self._pin(account, external_id)
        if pin.get("is_owner") is False:
            raise ForeignListing("Pinterest", "the pin is not of this account")
        if payloads.bears_another_marker(pin, listing):
            raise Rejected(
                "This pin leads to another post of Haat: it belongs to another piece of yours.",
                remedy="Choose another pin, or the piece that it belongs to.",
            )
        if not listing.marked_link:
            raise Rejected(
                "A pin shows only by its link whose it is, and this piece has none.",
                remedy="Give the piece a link, then try again.",
            )
        if pin.get("link") != listing.marked_link:
            self._change(account, external_id, payloads.marked_body(listing, pin))
        return self._published(external_id)

    def unpublish(self, account: Account, listing: Listing, external_id: str) -> None:
        """Delete the pin."""
        try:
            _must_be_ours(listing, self._pin(account, external_id))
        except ListingNotFound:
            return
        try:
            self._vendor(VendorRequest("DELETE", self._at(external_id)).by(account.token))
        except StartOver:  # 404: it is gone already
            return

    def _change(self, account: Account, external_id: str, body: Json) -> None:
        try:
            self._changing(
                VendorRequest("PATCH", self._at(external_id), json=body).by(account.token)
            )
        except StartOver as gone:
            self._pin(account, external_id)
            raise Rejected(
                gone.message, remedy="Choose another board or section and change the post again."
            ) from gone

    def _published(self, external_id: str) -> Published:
        # The API tells no permalink; this is the one that the web site uses.
        return Published(external_id, f"{self._site}/pin/{external_id}/")

    def _pin(self, account: Account, pin_id: str) -> Json:
        try:
            pin = self._vendor(VendorRequest("GET", self._at(pin_id)).by(account.token))
        except StartOver as absent:
            raise ListingNotFound(
                "The pin is not on Pinterest any more.", remedy="Publish the piece anew."
            ) from absent
        identified("Pinterest", pin)
        return pin

    def _at(self, pin_id: str) -> str:
        return f"{self._base}/v5/pins/{pin_id}"


def _must_be_ours(listing: Listing, pin: Json) -> None:
    if payloads.is_anothers(pin, listing):
        raise ForeignListing("Pinterest", "the pin is not of this account, or leads elsewhere")
