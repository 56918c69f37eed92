"""Asks writers in the configured order, and notes for the artisan which failed and why."""

from collections.abc import Sequence
from dataclasses import replace

from functions.content.adapters.models import ModelCopyWriter
from functions.content.errors.jobs import WriterFailed
from functions.content.model.wording import Brief, Written
from functions.content.ports.ai import CopyWriter
from kernel.observability import log_event
from llm.chain import ModelChain

_ALONE = "These words are put together from your facts alone; ask for a rewrite later if you like."


class ChainedCopyWriter:
    """The `CopyWriter` port: the first writer that succeeds, or `last` when all of them fail.

    All of `writers` share `seconds`. When the artisan's budget is spent, `last` writes at once.
    A field rewrite (`brief.rewrite`) never gets `last`: it raises `WriterFailed` or
    `DailyBudgetSpent`.
    """

    def __init__(
        self, writers: Sequence[ModelCopyWriter], last: CopyWriter, seconds: float
    ) -> None:
        self._chain = ModelChain(writers, seconds)
        self._last = last

    def write(self, brief: Brief) -> Written:
        """Words of the first writer that succeeds, else of `last`; raises as the class says."""
        result = self._chain.ask(lambda writer, seconds: writer.write(brief, seconds))
        reasons = result.reasons
        if result.answer and result.model:
            cost = result.answer.cost
            log_event("WordsPaid", model=cost.model, micros=cost.micros)
            instead = (f"{result.model.title} wrote instead.",) if reasons else ()
            return _noted(result.answer, (*reasons, *instead))
        if result.spent and brief.rewrite:
            raise result.spent
        return self._by_last(brief, (*reasons, *([result.spent.message] if result.spent else [])))

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
