"""Pins to Pinterest: a board is chosen, found or made first, then one call makes the pin.

The irreversible call is `POST /v5/pins`. https://developers.pinterest.com/docs/api/v5/pins-create
"""

from datetime import datetime, timedelta

from functions.channels.adapters.http.client import Json, VendorClient, VendorRequest
from functions.channels.adapters.http.responses import identified, listed
from functions.channels.adapters.pinterest import payloads
from functions.channels.errors import Rejected, StartOver
from functions.channels.model.connection import Account
from functions.channels.model.listing import (
    Alike,
    Handle,
    Listing,
    NotThere,
    Published,
    Ready,
    Sighting,
    Step,
)

_NAME = "Pinterest"
_PINS_LOOKED_AT = "25"
_BOARDS_LOOKED_AT = "100"
_CLOCKS_APART = timedelta(minutes=2)
_NO_MARK = "A pin without a link does not show whose it is."


class PinterestChannel:
    """The `Channel` of a Pinterest account."""

    def __init__(self, vendor: VendorClient, base: str, site: str) -> None:
        self._vendor = vendor
        self._base = base
        self._site = site

    def start(self, account: Account, listing: Listing) -> Step:
        """Take the board that was chosen; else find one, or make the board “Haat”."""
        payloads.pictures_of(listing)
        chosen = listing.field_values.get("board", "")
        if chosen:
            self._must_be_there(account, chosen)
            return Ready(Handle(chosen, "board"))
        board = self._board(account)
        if board is None:
            made = self._call(
                account, VendorRequest("POST", f"{self._base}/v5/boards", json=payloads.BOARD)
            )
            board = identified(_NAME, made)
        return Ready(Handle(board, "board"))

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:  # noqa: ARG002  # the port's
        """Answer `Ready` at once: a board needs no waiting."""
        return Ready(handle)

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        """Make the pin."""
        body = payloads.pin_body(listing, handle.ref)
        try:
            pin = self._call(
                account, VendorRequest("POST", f"{self._base}/v5/pins", json=body, effect=True)
            )
        except StartOver as gone:
            if listing.field_values.get("board"):  # starting over would choose the same again
                raise _choose_again(gone) from gone
            raise
        return self._published(identified(_NAME, pin, effect=True))

    def reconcile(
        self, account: Account, listing: Listing, handle: Handle | None, since: datetime
    ) -> Sighting:
        """Look at the newest pins of the board, and of its section, for our marker.

        A pin without a link has no marker: the answer is then `Alike`, the pins with the same
        words; without a handle there is nothing to look for.
        """
        board = handle.ref if handle else listing.field_values.get("board") or self._board(account)
        if board is None or (handle is None and not listing.marked_link):
            return NotThere()
        section = payloads.section_of(listing, board)
        places = [f"{board}/sections/{section}", board] if section else [board]
        seen: dict[str, Json] = {}
        for place in places:
            pins = self._pins(account, place)
            pin = payloads.ours(pins, listing)
            if pin is not None:
                return self._published(str(pin["id"]))
            seen |= {str(one["id"]): one for one in pins}
        if listing.marked_link:
            return NotThere()
        same = payloads.alike(seen.values(), listing, since - _CLOCKS_APART)
        return Alike(tuple(self._published(str(one["id"])) for one in same), _NO_MARK)

    def _pins(self, account: Account, place: str) -> list[Json]:
        url = f"{self._base}/v5/boards/{place}/pins"
        try:
            answer = self._call(
                account, VendorRequest("GET", url, params={"page_size": _PINS_LOOKED_AT})
            )
        except StartOver:  # it is gone, and its pins with it
            return []
        return listed(_NAME, answer, "items")

    def _must_be_there(self, account: Account, board: str) -> None:
        try:
            self._call(account, VendorRequest("GET", f"{self._base}/v5/boards/{board}"))
        except StartOver as gone:
            raise _choose_again(gone) from gone

    def _board(self, account: Account) -> str | None:
        answer = self._call(
            account,
            VendorRequest(
                "GET", f"{self._base}/v5/boards", params={"page_size": _BOARDS_LOOKED_AT}
            ),
        )
        return payloads.board_of(listed(_NAME, answer, "items"))

    def _published(self, pin_id: str) -> Published:
        # The API tells no permalink; this is the one that the web site uses.
        return Published(pin_id, f"{self._site}/pin/{pin_id}/")

    def _call(self, account: Account, call: VendorRequest) -> Json:
        return self._vendor(call.by(account.token))


def _choose_again(gone: StartOver) -> Rejected:
    return Rejected(
        gone.message, remedy="Choose another board or section for this post and publish again."
    )
