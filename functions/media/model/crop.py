"""Chooses the region that a crop keeps: around the product, or around a point set by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Annotated

from pydantic import PlainSerializer

_AS_GOOD = 0.01
"""The share of saliency a window may miss and still be as good; the most centred of those wins."""


# The table knows no binary fractions: there it is text.
Share = Annotated[float, PlainSerializer(str, return_type=str, when_used="json")]


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the upright picture, in fractions from its left and top: 0 to 1."""

    x: Share
    y: Share


CENTRE = Point(0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the product is: saliency per column and row of the upright picture.

    Any number of bins; `point` is the product's middle. With `hand` only `point` counts.
    """

    columns: tuple[float, ...] = (1.0,)
    rows: tuple[float, ...] = (1.0,)
    point: Point = CENTRE
    hand: bool = False

    def left(self, share: float) -> float:
        """The left edge of a window over `share` of the width, as a fraction of the width."""
        return self._start(self.columns, share, self.point.x)

    def top(self, share: float) -> float:
        """The top edge of a window over `share` of the height, as a fraction of the height."""
        return self._start(self.rows, share, self.point.y)

    def _start(self, weights: Sequence[float], share: float, at: float) -> float:
        room = max(0.0, 1.0 - share)
        calm = min(max(at - share / 2, 0.0), room)
        if self.hand or not room:
            return calm
        below = _Below(weights)
        held = {start: below(start + share) - below(start) for start in _starts(weights, share)}
        held[calm] = below(calm + share) - below(calm)
        most = max(held.values())
        good = [start for start, mass in held.items() if mass >= most - _AS_GOOD * below(1.0)]
        return min(good, key=lambda start: abs(start - calm))


def _starts(weights: Sequence[float], share: float) -> Iterator[float]:
    """The starts of windows that begin or end at a bin's edge: one of them holds the most."""
    bins = len(weights)
    for edge in range(bins + 1):
        for start in (edge / bins, edge / bins - share):
            if 0.0 <= start <= 1.0 - share:
                yield start


class _Below:
    """Cumulative saliency left of `place` (0 to 1), interpolated linearly within a bin."""

    def __init__(self, weights: Sequence[float]) -> None:
        self._weights = weights
        self._sums = [0.0, *accumulate(weights)]

    def __call__(self, place: float) -> float:
        bins = len(self._weights)
        whole = min(int(place * bins), bins)
        inside = self._weights[whole] * (place * bins - whole) if whole < bins else 0.0
        return self._sums[whole] + inside
