"""Asks models in their order until one answers."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kernel.observability import log_failure
from llm.errors import DailyBudgetSpent, ModelFailed

M = TypeVar("M")
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class ChainResult(Generic[M, A]):
    """The answer and the model that gave it; both None if none did.

    `reasons` are sentences about the models that failed, in their order; `spent` is set when the
    daily budget was used up, and the models after that were not asked.
    """

    answer: A | None = None
    model: M | None = None
    reasons: tuple[str, ...] = ()
    spent: DailyBudgetSpent | None = None


class ModelChain(Generic[M]):
    """Models in the order in which they are asked; all of them share `seconds`, if given."""

    def __init__(
        self,
        models: Sequence[M],
        seconds: float | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._models = models
        self._seconds = seconds
        self._monotonic = monotonic

    def ask(self, call: Callable[[M, float | None], A]) -> ChainResult[M, A]:
        """Call `call` with each model and the seconds left, until one does not fail.

        `ModelFailed` goes on to the next model, and `DailyBudgetSpent` ends the chain; whatever
        else `call` raises is passed on.
        """
        began = self._monotonic()
        reasons: list[str] = []
        for model in self._models:
            left = None
            if self._seconds is not None:
                left = began + self._seconds - self._monotonic()
            try:
                answer = call(model, left)
            except DailyBudgetSpent as spent:
                return ChainResult(reasons=tuple(reasons), spent=spent)
            except ModelFailed as failure:
                log_failure("ModelFellBack", failure, reason=failure.message)
                reasons.append(failure.message)
            else:
                return ChainResult(answer, model, tuple(reasons))
        return ChainResult(reasons=tuple(reasons))
