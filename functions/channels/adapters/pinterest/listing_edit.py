"""Updates a pin, its words and place and not its photographs, or deletes it to unpublish it.

https://developers.pinterest.com/docs/api/v5/pins-update and …/pins-delete
"""

from functions.channels.adapters.http.client import Json, VendorClient, VendorRequest
from functions.channels.adapters.http.responses import identified
from functions.channels.adapters.pinterest import payloads
from functions.channels.errors import ForeignListing, ListingNotFound, Rejected, StartOver
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing, Published


class PinterestListingEditor:
    """Edits pins of an account; `changing` classifies errors of pins/update by its own rules."""

    def __init__(
        self, vendor: VendorClient, changing: VendorClient, hosts: tuple[str, str]
    ) -> None:
        self._vendor = vendor
        self._changing = changing
        self._base, self._site = hosts

    def update(self, account: Account, listing: Listing, external_id: str) -> Published:
        """Give the pin the listing's words and link, and the board if one was chosen."""
        pin = self._pin(account, external_id)
        _must_be_ours(listing, pin)
        slots = payloads.slots_of(pin)
        body = payloads.changed_body(listing, slots)
        try:
            self._changing(
                VendorRequest("PATCH", self._at(external_id), json=body).by(account.token)
            )
        except StartOver as gone:
            self._pin(account, external_id)
            raise Rejected(
                gone.message, remedy="Choose another board or section and change the post again."
            ) from gone
        # The API tells no permalink; this is the one that the web site uses.
        return Published(external_id, f"{self._site}/pin/{external_id}/")

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
