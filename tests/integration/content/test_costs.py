"""What words cost: counted once, within the day's budget, and never lost by a crash."""

import threading
from datetime import timedelta

import pytest

from functions.content.adapters.cache import LEASE, DynamoResponseCache
from functions.content.adapters.prices import Prices
from functions.content.errors.jobs import DailyBudgetSpent, WriterFailed
from functions.content.model.facts import Facts
from functions.content.model.spending import LAPSES_AFTER, Reservation
from functions.content.model.wording import Brief, Copy, FieldRewriteRequest, Voice, Writer, Written
from infra.local.sandbox.faults import Fault, switch_on
from kernel.aws.table import Table
from kernel.errors import TryLater
from kernel.ids import CountedIds, RandomIds
from tests.clocks import SharedClock
from tests.integration.aws import Cloud
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
WORDS = Written({"en": Copy("A vase", "It is blue.")}, Writer("gemini", "m"))


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.name)
def test_the_bill_is_the_vendors_own_count(writers: Writers, provider: ModelProvider) -> None:
    cost = writers.write(provider).cost
    price = Prices().cost(provider.model, cost.input_tokens, cost.output_tokens)
    assert cost == price
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


class TestBudget:
    def test_reservations_hold_room_until_they_are_settled(self, writers: Writers) -> None:
        writers.limit = 100
        held = writers.budget.reserve(ASHA, 60)
        with pytest.raises(DailyBudgetSpent):
            writers.budget.reserve(ASHA, 41)
        writers.budget.settle(held, 10)
        assert writers.budget.reserve(ASHA, 90).micros == 90
        assert writers.spent() == 10

    def test_what_a_dead_worker_reserved_lapses(self, writers: Writers) -> None:
        writers.limit = 100
        writers.budget.reserve(ASHA, 100)
        writers.clock.forward(LAPSES_AFTER.total_seconds() - 1)
        with pytest.raises(DailyBudgetSpent):
            writers.budget.reserve(ASHA, 1)
        writers.clock.forward(1)
        assert writers.budget.reserve(ASHA, 100).micros == 100

    def test_a_reservation_that_lapsed_is_still_counted_when_it_is_settled(
        self, writers: Writers
    ) -> None:
        late = writers.budget.reserve(ASHA, 100)
        writers.clock.forward(24 * 3600)
        writers.budget.settle(late, 70)
        assert writers.spent() == 0
        writers.clock.forward(-24 * 3600)
        assert writers.spent() == 70

    def test_many_at_the_same_moment_never_pass_the_limit(self, writers: Writers) -> None:
        writers.limit = 50
        taken: list[Reservation] = []
        refused: list[DailyBudgetSpent] = []

        def reserve() -> None:
            try:
                taken.append(writers.budget.reserve(ASHA, 20))
            except DailyBudgetSpent as spent:
                refused.append(spent)

        threads = [threading.Thread(target=reserve) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(taken), len(refused)) == (2, 3)


class CountedQuestion:
    """A question that counts how often it is asked; `meanwhile` runs while it is."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Written:
        self.times += 1
        return WORDS


def answers(
    clock: SharedClock, naps: list[float], ids: CountedIds | RandomIds
) -> DynamoResponseCache:
    table = Table("haat-content")
    return DynamoResponseCache(table, clock, ids, patience=1.0, sleep=naps.append)


class TestAnswers:
    @pytest.fixture(autouse=True)
    def _account(self, cloud: Cloud, clock: SharedClock) -> None:
        self.clock = clock
        self.naps: list[float] = []
        self.cache = answers(self.clock, self.naps, RandomIds())
        assert cloud

    def test_it_is_kept_for_a_month(self) -> None:
        ask = CountedQuestion()
        assert self.cache.once("q", ask) == (WORDS, True)
        assert self.cache.once("q", ask) == (WORDS, False)
        assert ask.times == 1

    def test_who_asks_the_same_at_the_same_moment_waits_and_does_not_pay(self) -> None:
        def ask() -> Written:
            other = CountedQuestion()
            with pytest.raises(TryLater):
                self.cache.once("q", other)
            assert other.times == 0
            return WORDS

        assert self.cache.once("q", ask) == (WORDS, True)
        assert sum(self.naps) >= 1.0

    def test_who_waits_gets_the_answer_when_it_comes(self) -> None:
        inside, free = threading.Event(), threading.Event()

        def slow() -> Written:
            inside.set()
            assert free.wait(10)
            return WORDS

        first = threading.Thread(target=lambda: self.cache.once("q", slow))
        first.start()
        assert inside.wait(10)

        def nap(_seconds: float) -> None:
            free.set()
            first.join()

        patient = DynamoResponseCache(
            Table("haat-content"), self.clock, RandomIds(), patience=5, sleep=nap
        )
        other = CountedQuestion()
        assert patient.once("q", other) == (WORDS, False)
        assert other.times == 0

    def test_a_failure_is_passed_on_and_not_kept(self) -> None:
        def fail() -> Written:
            raise WriterFailed("no")

        with pytest.raises(WriterFailed):
            self.cache.once("q", fail)
        assert self.cache.once("q", CountedQuestion()) == (WORDS, True)

    def test_the_claim_of_a_dead_worker_runs_out(self) -> None:
        def die() -> Written:
            self.clock.forward(LEASE.total_seconds())
            other = CountedQuestion()
            assert self.cache.once("q", other) == (WORDS, True)
            assert other.times == 1
            return Written({"en": Copy("Late", "Late.")}, Writer("gemini"))

        late, fresh = self.cache.once("q", die)
        assert (late.copy.title, fresh) == ("Late", True)
        assert self.cache.once("q", CountedQuestion()) == (WORDS, False)


def test_the_lease_outlives_every_writer() -> None:
    assert timedelta(seconds=100) < LEASE
