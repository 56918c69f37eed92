"""Pins to Pinterest: a board is found or made first, then one call makes the pin.

The irreversible call is `POST /v5/pins`. https://developers.pinterest.com/docs/api/v5/pins-create
"""

from datetime import datetime, timedelta

from functions.channels.adapters import pinterest_wire
from functions.channels.adapters.calls import Call, Json, Vendor
from functions.channels.adapters.pinterest_consent import PinterestConsent
from functions.channels.adapters.pinterest_meter import PinterestMeter, judge
from functions.channels.adapters.registry import Adapters, Tools
from functions.channels.errors import StartOver
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing
from functions.channels.model.steps import Finding, Handle, NotThere, Published, Ready, Step

_PINS_LOOKED_AT = "25"
_BOARDS_LOOKED_AT = "100"
_CLOCKS_APART = timedelta(minutes=2)


class PinterestChannel:
    """The `Channel` of a Pinterest account."""

    def __init__(self, vendor: Vendor, base: str, site: str) -> None:
        self._vendor = vendor
        self._base = base
        self._site = site

    def start(self, account: Account, listing: Listing) -> Step:  # noqa: ARG002  # the port's
        """Choose the board; an account without one gets the board “Haat”."""
        board = self._board(account)
        if board is None:
            made = self._call(
                account, Call("POST", f"{self._base}/v5/boards", json=pinterest_wire.BOARD)
            )
            board = str(made["id"])
        return Ready(Handle(board, "board"))

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:  # noqa: ARG002  # the port's
        """Nothing is ever waited for."""
        return Ready(handle)

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        """Make the pin."""
        body = pinterest_wire.pin_body(listing, handle.ref)
        pin = self._call(account, Call("POST", f"{self._base}/v5/pins", json=body, effect=True))
        return self._published(str(pin["id"]))

    def reconcile(
        self, account: Account, listing: Listing, handle: Handle | None, since: datetime
    ) -> Finding:
        """Look at the board's newest pins for our marker."""
        board = handle.ref if handle else self._board(account)
        if board is None:
            return NotThere()
        try:
            answer = self._call(
                account,
                Call(
                    "GET",
                    f"{self._base}/v5/boards/{board}/pins",
                    params={"page_size": _PINS_LOOKED_AT},
                ),
            )
        except StartOver:  # the board is gone, and its pins with it
            return NotThere()
        pin = pinterest_wire.ours(answer["items"], listing, since - _CLOCKS_APART)
        return NotThere() if pin is None else self._published(str(pin["id"]))

    def _board(self, account: Account) -> str | None:
        answer = self._call(
            account,
            Call("GET", f"{self._base}/v5/boards", params={"page_size": _BOARDS_LOOKED_AT}),
        )
        return pinterest_wire.board_of(answer["items"])

    def _published(self, pin_id: str) -> Published:
        # The API tells no permalink; this is the one that the web site uses.
        return Published(pin_id, f"{self._site}/pin/{pin_id}/")

    def _call(self, account: Account, call: Call) -> Json:
        return self._vendor(call.by(account.token))


def adapters(tools: Tools) -> Adapters:
    """All that speaks to Pinterest."""
    given = tools.given
    app = (given["pinterest_app_id"], given["pinterest_app_secret"])
    vendor = Vendor("Pinterest", tools.client, pinterest_wire.judge)
    base, www = given["pinterest_api_url"], given["pinterest_www_url"]
    consent = PinterestConsent(vendor, (base, www), app, tools.clock) if all(app) else None
    counting = Vendor("Pinterest", tools.client, judge)
    meter = PinterestMeter(counting, base, tools.clock)
    return Adapters(PinterestChannel(vendor, base, www), consent, meter=meter)
