"""Reads Meta's metrics of a post, leaving out those that Meta does not give.

Names of metrics change every year: a name that is unknown by now (error 100) is left out; so is a
metric whose permission was not given, or with “not enough viewers” (10).
https://developers.facebook.com/docs/graph-api/reference/insights
"""

from collections.abc import Mapping
from typing import Any

from functions.channels.adapters.http.errors import ErrorClass, ErrorRule
from functions.channels.adapters.meta import errors
from functions.channels.adapters.meta.graph import Graph
from functions.channels.errors import Rejected
from functions.channels.model.metrics import Measure, count_of

_NOT_GIVEN = frozenset({3, 10, 100, *range(200, 300)})


def classify(status: int, headers: Mapping[str, str], body: Any) -> ErrorRule | None:  # noqa: ANN401  # any JSON
    """As `errors.classify`, but a metric that Meta does not give breaks no connection."""
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, dict) and error.get("code") in _NOT_GIVEN:
        return ErrorRule(
            ErrorClass.REJECTED, "Meta does not give this number.", "Look at it there."
        )
    return errors.classify(status, headers, body)


def insights(
    graph: Graph, token: str, post: str, names: Mapping[str, Measure]
) -> dict[Measure, int | None]:
    """The metrics among `names` (the vendor's → ours) that Meta gives, by our names.

    One call asks for all; when Meta refuses it, each metric is asked for by itself.
    """
    try:
        return _read(graph, token, post, names)
    except Rejected:
        data: dict[Measure, int | None] = {}
        for name, ours in names.items():
            data |= _one(graph, token, post, {name: ours})
        return data


def _one(
    graph: Graph, token: str, post: str, name: Mapping[str, Measure]
) -> dict[Measure, int | None]:
    try:
        return _read(graph, token, post, name)
    except Rejected:
        return {}


def _read(
    graph: Graph, token: str, post: str, names: Mapping[str, Measure]
) -> dict[Measure, int | None]:
    answer = graph.read(f"{post}/insights", token, metric=",".join(names))
    return {
        names[one["name"]]: _value(one)
        for one in answer.get("data") or []
        if isinstance(one, dict) and one.get("name") in names
    }


def _value(one: Mapping[str, Any]) -> int | None:
    """The newest value of a metric; an empty list is a number that is not there yet."""
    values = one.get("values") or []
    newest = values[-1] if isinstance(values, list) and values else None
    return count_of(newest.get("value")) if isinstance(newest, dict) else None
