from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from kernel.errors import TryLater
from llm.chain import ModelChain
from llm.errors import DailyBudgetSpent, ModelFailed

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SPENT = DailyBudgetSpent(10, 10, NOON, NOON)


class Model:
    """Answers with its name, or raises."""

    def __init__(self, name: str, error: Exception | None = None) -> None:
        self.name = name
        self.error = error
        self.seconds: list[float | None] = []

    def answer(self, seconds: float | None) -> str:
        self.seconds.append(seconds)
        if self.error:
            raise self.error
        return self.name


def ask(model: Model, seconds: float | None) -> str:
    return model.answer(seconds)


def seconds_passing(*moments: float) -> Callable[[], float]:
    left = list(moments)
    return lambda: left.pop(0)


def test_the_first_that_does_not_fail_answers_and_no_other_is_asked() -> None:
    models = [Model("a", ModelFailed("A is down.")), Model("b"), Model("c")]
    result = ModelChain(models).ask(ask)
    assert (result.answer, result.model, result.reasons) == ("b", models[1], ("A is down.",))
    assert [model.seconds for model in models] == [[None], [None], []]


def test_when_all_fail_their_reasons_stand_in_their_order() -> None:
    models = [Model("a", ModelFailed("A is down.")), Model("b", ModelFailed("B declined."))]
    result = ModelChain(models).ask(ask)
    assert (result.answer, result.model) == (None, None)
    assert result.reasons == ("A is down.", "B declined.")


def test_a_spent_budget_ends_the_chain() -> None:
    models = [Model("a", ModelFailed("A is down.")), Model("b", SPENT), Model("c")]
    result = ModelChain(models).ask(ask)
    assert (result.answer, result.reasons, result.spent) == (None, ("A is down.",), SPENT)
    assert models[2].seconds == []


def test_other_failures_are_passed_on() -> None:
    models = [Model("a", TryLater("Busy.")), Model("b")]
    with pytest.raises(TryLater):
        ModelChain(models).ask(ask)
    assert models[1].seconds == []


def test_all_share_their_seconds() -> None:
    models = [Model("a", ModelFailed("A is down.")), Model("b")]
    ModelChain(models, 60.0, seconds_passing(100.0, 100.0, 145.0)).ask(ask)
    assert [model.seconds for model in models] == [[60.0], [15.0]]


def test_without_models_nobody_answers() -> None:
    assert ModelChain[Model]([]).ask(ask).answer is None
