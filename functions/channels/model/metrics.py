"""The numbers that a platform tells of a post; what it does not tell is missing, and never 0."""

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
        """Those that the platform told."""
        return {name: value for name, value in self.values.items() if value is not None}


def count_of(told: object) -> int | None:
    """A number of a vendor's JSON; None for everything that is none."""
    if isinstance(told, bool) or not isinstance(told, int | float):
        return None
    return int(told)
