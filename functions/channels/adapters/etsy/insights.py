"""Reads how often an Etsy listing was seen and marked as a favourite; Etsy gives no more.

https://developers.etsy.com/documentation/reference/#operation/getListing
"""

from datetime import timedelta

from functions.channels.adapters.http.client import VendorClient, VendorRequest
from functions.channels.model.connection import Account
from functions.channels.model.metrics import Metrics, count_of
from functions.channels.model.published_listings import PublishedListing
from kernel.clock import Clock

_ROOT = "/v3/application"
_LATE = timedelta(hours=24)
"""Etsy counts views about once a day."""


class EtsyMetricsReader:
    """The `MetricsReader` of a shop; Etsy gives views to the owner's token only."""

    def __init__(self, vendor: VendorClient, base: str, key: str, clock: Clock) -> None:
        self._vendor = vendor
        self._base = base
        self._key = key
        self._clock = clock

    def metrics(self, account: Account, published: PublishedListing) -> Metrics:
        """The listing's views and favourites."""
        url = f"{self._base}{_ROOT}/listings/{published.external_id}"
        data = self._vendor(VendorRequest("GET", url).by(account.token, **{"x-api-key": self._key}))
        listing = data if isinstance(data, dict) else {}
        views, favourites = count_of(listing.get("views")), count_of(listing.get("num_favorers"))
        return Metrics({"views": views, "favourites": favourites}, self._clock.now(), _LATE)
