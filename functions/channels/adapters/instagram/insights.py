"""Reads the metrics of an Instagram post; an empty list is no value, and not 0.

https://developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights
"""

from collections.abc import Mapping
from datetime import timedelta

from functions.channels.adapters.meta.graph import Graph
from functions.channels.adapters.meta.insights import insights
from functions.channels.model.connection import Account
from functions.channels.model.metrics import Measure, Metrics
from functions.channels.model.published_listings import PublishedListing
from kernel.clock import Clock

_INSIGHTS: Mapping[str, Measure] = {
    "views": "views",
    "reach": "reach",
    "likes": "likes",
    "comments": "comments",
    "shares": "shares",
    "saved": "saves",
}
_LATE = timedelta(hours=48)


class InstagramMetricsReader:
    """The `MetricsReader` of a professional account."""

    def __init__(self, graph: Graph, clock: Clock) -> None:
        self._graph = graph
        self._clock = clock

    def metrics(self, account: Account, published: PublishedListing) -> Metrics:
        """The post's insights."""
        data = insights(self._graph, account.token, published.external_id, _INSIGHTS)
        return Metrics(data, self._clock.now(), _LATE)
