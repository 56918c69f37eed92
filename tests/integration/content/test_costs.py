"""What words cost: counted once, within the day's budget."""

import pytest

from functions.content.model.facts import Facts
from functions.content.model.wording import Brief, FieldRewriteRequest, Voice
from infra.local.sandbox.faults import Fault, switch_on
from llm.errors import DailyBudgetSpent
from llm.prices import Prices
from tests.integration.content.model_writers import (
    ASHA,
    CLAUDE,
    GEMINI,
    GPT,
    ONE,
    PROVIDERS,
    VASE,
    ModelProvider,
    OnePicture,
    Writers,
    webp,
)

BRIEF = Brief(ASHA, ONE, VASE)


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.name)
def test_the_bill_is_the_vendors_own_count(writers: Writers, provider: ModelProvider) -> None:
    cost = writers.write(provider).cost
    price = Prices().cost(provider.model, cost.input_tokens, cost.output_tokens)
    assert (cost.micros, cost.model) == (price.micros, price.model)
    assert cost.micros > 0
    assert writers.spent() == cost.micros
    assert writers.budget.today(ASHA).reserved == ()


def test_the_same_input_twice_costs_once(writers: Writers) -> None:
    first, again = writers.write(GEMINI), writers.write(GEMINI)
    assert again.copies == first.copies
    assert (again.cost.micros, again.cost.model) == (0, GEMINI.model)
    assert writers.spent() == first.cost.micros
    assert len(writers.asked(GEMINI)) == 1


@pytest.mark.parametrize(
    "other",
    [
        Brief("user_ravi", ONE, VASE),
        Brief(ASHA, ONE, Facts(title="Green vase")),
        Brief(ASHA, ONE, VASE, ("en", "hi")),
        Brief(ASHA, ONE, VASE, ("hi", "en")),
        Brief(ASHA, ONE, VASE, voice=Voice("short")),
        Brief(
            ASHA, ONE, VASE, rewrite=FieldRewriteRequest("title", "en", "shorter", "Blue vase here")
        ),
    ],
    ids=["another person", "facts", "languages", "their order", "voice", "wish"],
)
def test_another_input_is_another_question(writers: Writers, other: Brief) -> None:
    writers.write(GEMINI)
    writers.write(GEMINI, brief=other)
    assert len(writers.asked(GEMINI)) == 2


def test_another_picture_or_another_model_is_another_question(writers: Writers) -> None:
    writers.write(GEMINI)
    writers.pictures = OnePicture(webp((200, 30, 30)))
    writers.write(GEMINI)
    writers.write(GEMINI, model="gemini-3.1-flash-lite")
    assert len(writers.asked(GEMINI)) == 3


def test_at_the_limit_the_facts_write_and_say_why(writers: Writers) -> None:
    writers.limit = writers.write(GEMINI).cost.micros
    answer = writers.write(GEMINI, CLAUDE, brief=Brief(ASHA, ONE, Facts(title="Another")))
    assert answer.writer.name == "facts"
    assert str(answer.writer.note).startswith("Your daily budget for AI writing and pictures")
    assert len(writers.asked(GEMINI)) == 1
    assert writers.asked(CLAUDE) == []
    rewrite = FieldRewriteRequest("title", "en", "shorter", "Blue vase")
    with pytest.raises(DailyBudgetSpent) as caught:
        writers.write(GEMINI, brief=Brief(ASHA, ONE, VASE, rewrite=rewrite))
    assert caught.value.details["resets_at"] == "2026-11-21T18:30:00.000Z"
    assert caught.value.details["retry_after"] == 12 * 3600


def test_what_is_kept_is_given_even_at_the_limit(writers: Writers) -> None:
    writers.limit = writers.write(GEMINI).cost.micros
    assert writers.write(GEMINI).writer.name == "gemini"


def test_at_midnight_in_india_the_day_begins_anew(writers: Writers) -> None:
    writers.write(GEMINI)
    assert writers.spent() > 0
    writers.clock.forward(12 * 3600 - 1)
    assert writers.spent() > 0
    writers.clock.forward(1)
    assert writers.spent() == 0


def test_an_answer_that_was_lost_counts_at_its_most(writers: Writers) -> None:
    switch_on(writers.server.world, Fault(vendor="openai", times=0, kind="hang", seconds=30))
    writers.write(GPT, seconds=3.0)
    lost = writers.spent()
    assert lost > 0
    writers.server.world.reset()
    assert lost > writers.write(GPT).cost.micros
    assert writers.budget.today(ASHA).reserved == ()


@pytest.mark.parametrize(
    "fault", [{"kind": "rate_limit"}, {"kind": "error"}, {"kind": "expired_token"}]
)
def test_a_request_that_was_refused_costs_nothing(writers: Writers, fault: dict[str, str]) -> None:
    switch_on(writers.server.world, Fault(vendor="gemini", times=0, **fault))
    writers.write(GEMINI)
    assert writers.spent() == 0


def test_a_model_without_a_price_is_reported_and_counted_as_the_dearest(writers: Writers) -> None:
    answer = writers.write(GEMINI, model="gemini-3.9-unheard-of")
    assert answer.writer.note == (
        "The price of gemini-3.9-unheard-of is not in our table of 2026-10-14: "
        "it is counted as the dearest one."
    )
    known = Prices().cost(GEMINI.model, answer.cost.input_tokens, answer.cost.output_tokens)
    assert answer.cost.micros > known.micros
    added = Prices({"gemini-3.9-unheard-of": ("0.75", "3.75")})
    assert added.remark("gemini-3.9-unheard-of") is None
    tokens = (answer.cost.input_tokens, answer.cost.output_tokens)
    assert added.cost("gemini-3.9-unheard-of", *tokens).micros == known.micros
