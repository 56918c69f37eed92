"""Asks writers in the configured order, and tells the artisan who could not and why."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from functions.content.errors import DailyBudgetSpent, WriterFailed
from functions.content.model.wording import Brief, Written
from functions.content.ports import CopyWriter
from kernel.observability import log_event, log_failure

_ALONE = "These words are put together from your facts alone; ask for a rewrite later if you like."


class TimedCopyWriter(Protocol):
    """A writer that can be told how long it may take."""

    @property
    def title(self) -> str:
        """Its name as the artisan is told."""
        ...

    def write(self, brief: Brief, seconds: float | None = None) -> Written:
        """As `CopyWriter.write`, within `seconds`."""
        ...


class ChainedCopyWriter:
    """The `CopyWriter` port: the first writer that can, and `last` when none of them could.

    All of `writers` share `seconds`. An artisan whose budget is spent gets `last` at once.
    """

    def __init__(
        self,
        writers: Sequence[TimedCopyWriter],
        last: CopyWriter,
        seconds: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._writers = writers
        self._last = last
        self._seconds = seconds
        self._monotonic = monotonic

    def write(self, brief: Brief) -> Written:
        """Words of whichever writer could write; raises `WriterFailed` only when `last` does."""
        ends_at = self._monotonic() + self._seconds
        reasons: list[str] = []
        for writer in self._writers:
            try:
                answer = writer.write(brief, ends_at - self._monotonic())
            except DailyBudgetSpent as spent:
                if brief.wish:
                    raise
                return self._by_last(brief, [*reasons, spent.message])
            except WriterFailed as failure:
                log_failure("WriterFellBack", failure, reason=failure.message)
                reasons.append(failure.message)
            else:
                log_event("WordsPaid", model=answer.cost.model, micros=answer.cost.micros)
                return _noted(
                    answer, [*reasons, f"{writer.title} wrote instead."] if reasons else []
                )
        return self._by_last(brief, reasons)

    def _by_last(self, brief: Brief, reasons: Sequence[str]) -> Written:
        if brief.wish:
            told = " ".join(reasons)
            raise WriterFailed(
                told or "No writer is set up.", remedy="Change it by hand, or later."
            )
        return _noted(self._last.write(brief), [*reasons, _ALONE] if reasons else [])


def _noted(answer: Written, told: Sequence[str]) -> Written:
    """The answer with what the artisan is told, before any remark that the writer itself made."""
    if not told:
        return answer
    note = " ".join([*told, *([answer.writer.note] if answer.writer.note else [])])
    return replace(answer, writer=replace(answer.writer, note=note))
