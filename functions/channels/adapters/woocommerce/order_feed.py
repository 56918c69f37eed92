"""Lists the orders of a WooCommerce shop that changed.

https://woocommerce.github.io/woocommerce-rest-api-docs/#list-all-orders
"""

from datetime import datetime, timedelta
from typing import Any

from functions.channels.adapters.http.order_pages import Watermark, listed, readable
from functions.channels.adapters.woocommerce.api import Sites, StoreCredentials
from functions.channels.adapters.woocommerce.webhooks import order_seen
from functions.channels.model.channel_orders import ChannelOrder
from functions.channels.model.connection import Account
from functions.channels.model.syncs import ChannelOrderPage

_MOST = 100
_BEFORE = timedelta(seconds=1)
"""`modified_after` leaves out the second that it names."""


class WooCommerceOrderFeed:
    """The `OrderFeed` of any shop."""

    def __init__(self, sites: Sites) -> None:
        self._sites = sites

    def orders(
        self, account: Account, owner_id: str, since: datetime, cursor: str
    ) -> ChannelOrderPage:
        """Channel orders in any status, in the order of their last change."""
        at = Watermark.of(cursor, since)
        query = {
            "modified_after": f"{at.instant - _BEFORE:%Y-%m-%dT%H:%M:%S}",
            "dates_are_gmt": "true",
            "orderby": "modified",
            "order": "asc",
            "status": "any",
            "per_page": str(_MOST),
            "offset": str(at.skipped),
        }

        def read(one: Any) -> ChannelOrder:  # noqa: ANN401  # any JSON
            return order_seen(account.account_id, one).order(owner_id, account.platform)

        data = listed(
            self._sites(StoreCredentials.of(account), "GET", "orders", query=query), "Your shop"
        )
        return at.page(data, readable(data, account.platform, read), _MOST)
