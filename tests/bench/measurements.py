"""One measured line: what is written to `.local/bench.json`, and the table that people read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

_REFERENCE = 52
_HEADS = ("measured", "value", "unit", "ratio", "budget", "met", "reference")


@dataclass(frozen=True, slots=True)
class Measurement:
    """`ratio` is `value` by the reference's. A budget is met when `judged` is not above `most`.

    `judged` is the ratio unless it is given; without `most` there is no budget.
    """

    name: str
    value: float
    unit: str
    reference: str
    ratio: float
    budget: str = ""
    most: float | None = None
    judged: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the budget is kept; None when there is none."""
        if self.most is None:
            return None
        return (self.ratio if self.judged is None else self.judged) <= self.most


def as_json(lines: Iterable[Measurement]) -> dict[str, dict[str, Any]]:
    """The lines as they are kept."""
    return {
        line.name: {
            "value": line.value,
            "unit": line.unit,
            "reference": line.reference,
            "ratio": line.ratio,
        }
        for line in lines
    }


def as_table(lines: Iterable[Measurement]) -> str:
    """The lines as text in columns, the reference wrapped."""
    rows = [list(_HEADS)]
    for line in lines:
        reference = wrap(line.reference, _REFERENCE) or [""]
        met = {True: "yes", False: "NO", None: ""}[line.met]
        number = f"{line.value:g}"
        rows.append(
            [line.name, number, line.unit, f"{line.ratio:.2f}", line.budget, met, reference[0]]
        )
        rows += [[""] * 6 + [more] for more in reference[1:]]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS))]
    return "".join(f"{_padded(row, widths)}\n" for row in rows)


def _padded(row: Sequence[str], widths: Sequence[int]) -> str:
    numbers = {1, 3}
    cells = (
        cell.rjust(width) if column in numbers else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()
