"""Reads the metrics of a pin; Pinterest gives those of 90 days, and no reach.

https://developers.pinterest.com/docs/api/v5/pins-analytics
"""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from functions.channels.adapters.http.client import VendorClient, VendorRequest
from functions.channels.adapters.http.errors import ErrorClass, ErrorRule
from functions.channels.adapters.pinterest import errors
from functions.channels.model.connection import Account
from functions.channels.model.metrics import Measure, Metrics, count_of
from functions.channels.model.published_listings import PublishedListing
from kernel.clock import Clock

_SUMMED: Mapping[str, Measure] = {
    "IMPRESSION": "impressions",
    "OUTBOUND_CLICK": "clicks",
    "SAVE": "saves",
}
_LIFETIME: Mapping[str, Measure] = {"TOTAL_COMMENTS": "comments", "TOTAL_REACTIONS": "likes"}
_FARTHEST = timedelta(days=89)
_LATE = timedelta(hours=48)
"""Days that Pinterest is still counting are marked `PROCESSING` or `ESTIMATE`."""


class PinterestMetricsReader:
    """The `MetricsReader` of an account."""

    def __init__(self, vendor: VendorClient, base: str, clock: Clock) -> None:
        self._vendor = vendor
        self._base = base
        self._clock = clock

    def metrics(self, account: Account, published: PublishedListing) -> Metrics:
        """The pin's metrics, summed since publication, for the last 89 days at most."""
        now = self._clock.now()
        start = max(published.published_at, now - _FARTHEST)
        asked = {
            "start_date": start.date().isoformat(),
            "end_date": now.date().isoformat(),
            "metric_types": ",".join((*_SUMMED, *_LIFETIME)),
        }
        url = f"{self._base}/v5/pins/{published.external_id}/analytics"
        data = self._vendor(VendorRequest("GET", url, params=asked).by(account.token))
        every = (data.get("all") if isinstance(data, dict) else None) or {}
        return Metrics(
            _named(every.get("summary_metrics"), _SUMMED)
            | _named(every.get("lifetime_metrics"), _LIFETIME),
            now,
            _LATE,
        )


def _named(data: Any, names: Mapping[str, Measure]) -> dict[Measure, int | None]:  # noqa: ANN401  # any JSON
    given = data if isinstance(data, dict) else {}
    return {ours: count_of(given.get(name)) for name, ours in names.items()}


def classify(status: int, headers: Mapping[str, str], body: Any) -> ErrorRule | None:  # noqa: ANN401  # any JSON
    """As `errors.classify`, but metrics that this account may not see break no connection."""
    if status == HTTPStatus.FORBIDDEN:
        return ErrorRule(
            ErrorClass.REJECTED, "Pinterest gives no numbers of this pin.", "Look at them there."
        )
    return errors.classify(status, headers, body)
