"""Asks writers in the configured order, and notes for the artisan which failed and why."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from functions.content.errors.jobs import DailyBudgetSpent, WriterFailed
from functions.content.model.wording import Brief, Written
from functions.content.ports.ai import CopyWriter
from kernel.observability import log_event, log_failure

_ALONE = "These words are put together from your facts alone; ask for a rewrite later if you like."


class TimedCopyWriter(Protocol):
    """A copy writer that takes a time limit with each call."""

    @property
    def title(self) -> str:
        """The writer's name as shown to the artisan."""
        ...

    def write(self, brief: Brief, seconds: float | None = None) -> Written:
        """Write as `CopyWriter.write` does, within `seconds` (None: the writer's own limit)."""
        ...


class ChainedCopyWriter:
    """The `CopyWriter` port: the first writer that succeeds, or `last` when all of them fail.

    All of `writers` share `seconds`. When the artisan's budget is spent, `last` writes at once.
    A field rewrite (`brief.rewrite`) never gets `last`: it raises `WriterFailed` or
    `DailyBudgetSpent`.
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
        """Words of the first writer that succeeds, else of `last`; raises as the class says."""
        ends_at = self._monotonic() + self._seconds
        reasons: list[str] = []
        for writer in self._writers:
            try:
                answer = writer.write(brief, ends_at - self._monotonic())
            except DailyBudgetSpent as spent:
                if brief.rewrite:
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
        if brief.rewrite:
            data = " ".join(reasons)
            raise WriterFailed(
                data or "No writer is set up.", remedy="Change it by hand, or later."
            )
        return _noted(self._last.write(brief), [*reasons, _ALONE] if reasons else [])


def _noted(answer: Written, data: Sequence[str]) -> Written:
    """The answer with the sentences in `data` before the writer's own note, if any."""
    if not data:
        return answer
    note = " ".join([*data, *([answer.writer.note] if answer.writer.note else [])])
    return replace(answer, writer=replace(answer.writer, note=note))
