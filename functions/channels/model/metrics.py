"""The metrics of a post on a platform; one that the platform does not give is absent, never 0."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Measure = Literal[
    "impressions",
    "views",
    "reach",
    "likes",
    "comments",
    "shares",
    "saves",
    "clicks",
    "favourites",
]


@dataclass(frozen=True, slots=True)
class Metrics:
    """Totals since publication, read at `as_of`.

    The platform may still be counting what happened in the last `late` before that.
    """

    values: Mapping[Measure, int | None]
    as_of: datetime
    late: timedelta

    @property
    def known(self) -> dict[str, int]:
        """The metrics that the platform gave."""
        return {name: value for name, value in self.values.items() if value is not None}


def count_of(value: object) -> int | None:
    """A number in a vendor's JSON, as an integer; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value)
