"""Reads the metrics of a Page's post.

The `…impressions…` metrics were removed on 2025-11-15 from every version; media views replace them.
https://developers.facebook.com/docs/platforminsights/page/deprecated-metrics
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from functions.channels.adapters.meta.graph import Graph
from functions.channels.adapters.meta.insights import insights
from functions.channels.errors import Rejected
from functions.channels.model.connection import Account
from functions.channels.model.metrics import Measure, Metrics, count_of
from functions.channels.model.published_listings import PublishedListing
from kernel.clock import Clock

_INSIGHTS: Mapping[str, Measure] = {
    "post_media_view": "views",
    "post_total_media_view_unique": "reach",
    "post_clicks": "clicks",
}
_FIELDS = "id,reactions.summary(total_count).limit(0),comments.summary(total_count).limit(0),shares"
_LATE = timedelta(hours=24)
"""Meta renews most insights once a day."""


class FacebookMetricsReader:
    """The `MetricsReader` of a Page; saves do not exist for its posts."""

    def __init__(self, graph: Graph, clock: Clock) -> None:
        self._graph = graph
        self._clock = clock

    def metrics(self, account: Account, published: PublishedListing) -> Metrics:
        """The post's insights, and its likes, comments and shares."""
        data = insights(self._graph, account.token, published.external_id, _INSIGHTS)
        return Metrics(data | self._done(account, published), self._clock.now(), _LATE)

    def _done(self, account: Account, published: PublishedListing) -> dict[Measure, int | None]:
        try:
            node = self._graph.read(published.external_id, account.token, fields=_FIELDS)
        except Rejected:
            return {}
        shares = node.get("shares")
        return {
            "likes": _total(node.get("reactions")),
            "comments": _total(node.get("comments")),
            "shares": count_of(shares.get("count")) if isinstance(shares, dict) else None,
        }


def _total(edge: Any) -> int | None:  # noqa: ANN401  # any JSON
    summary = edge.get("summary") if isinstance(edge, dict) else None
    return count_of(summary.get("total_count")) if isinstance(summary, dict) else None
