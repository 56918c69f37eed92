"""Lists the receipts of an Etsy shop that changed.

https://developers.etsy.com/documentation/reference/#operation/getShopReceipts
"""

from datetime import datetime

from functions.channels.adapters.etsy.orders import order_of
from functions.channels.adapters.http.client import VendorClient, VendorRequest
from functions.channels.adapters.http.order_pages import Watermark, listed, readable
from functions.channels.model.connection import Account
from functions.channels.model.syncs import ChannelOrderPage

_ROOT = "/v3/application"
_MOST = 100


class EtsyOrderFeed:
    """The `OrderFeed` of a shop."""

    def __init__(self, vendor: VendorClient, base: str, key: str, most: int = _MOST) -> None:
        self._vendor = vendor
        self._base = base
        self._key = key
        self._most = most

    def in_pages_of(self, most: int) -> "EtsyOrderFeed":
        """An order feed that asks for at most `most` receipts at once; Etsy gives 100."""
        return EtsyOrderFeed(self._vendor, self._base, self._key, most)

    def orders(
        self, account: Account, owner_id: str, since: datetime, cursor: str
    ) -> ChannelOrderPage:
        """Channel orders, paid or not, in the order of their last change."""
        at = Watermark.of(cursor, since)
        query = {
            "min_last_modified": str(at.second),
            "sort_on": "updated",
            "sort_order": "asc",
            "limit": str(self._most),
            "offset": str(at.skipped),
        }
        url = f"{self._base}{_ROOT}/shops/{account.account_id}/receipts"
        call = VendorRequest("GET", url, params=query).by(account.token, **{"x-api-key": self._key})
        answer = self._vendor(call)
        data = listed(answer.get("results") if isinstance(answer, dict) else None, "Etsy")
        orders = readable(data, account.platform, lambda one: order_of(owner_id, account, one))
        return at.page(data, orders, self._most)
