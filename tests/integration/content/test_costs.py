"""What words cost: counted once, within the day's budget, and never lost by a crash."""

import threading
from datetime import timedelta

import pytest

from functions.content.adapters.cache import LEASE, DynamoResponseCache
from functions.content.adapters.prices import Prices
from functions.content.errors import DailyBudgetSpent, WriterFailed
from functions.content.model.facts import Facts
from functions.content.model.spending import LAPSES_AFTER, Reservation
from functions.content.model.wording import Brief, Copy, FieldRewriteRequest, Voice, Writer, Written
from infra.local.sandbox.faults import Fault, switch_on
from kernel.aws.table import Table
from kernel.errors import TryLater
from kernel.ids import CountedIds, RandomIds
from tests.clocks import SharedClock
from tests.integration.aws import Cloud
from tests.integration.content.models import (
    ASHA,
    CLAUDE,
    GEMINI,
    GPT,
    MAKERS,
    ONE,
    VASE,
    Bench,
    Maker,
    OnePicture,
    webp,
)

BRIEF = Brief(ASHA, ONE, VASE)
WORDS = Written({"en": Copy("A vase", "It is blue.")}, Writer("gemini", "m"))


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.name)
def test_the_bill_is_the_vendors_own_count(bench: Bench, maker: Maker) -> None:
    cost = bench.write(maker).cost
    price = Prices().cost(maker.model, cost.input_tokens, cost.output_tokens)
    assert cost == price
    assert cost.micros > 0
    assert bench.spent() == cost.micros
    assert bench.budget.today(ASHA).reserved == ()


def test_the_same_input_twice_costs_once(bench: Bench) -> None:
    first, again = bench.write(GEMINI), bench.write(GEMINI)
    assert again.copies == first.copies
    assert (again.cost.micros, again.cost.model) == (0, GEMINI.model)
    assert bench.spent() == first.cost.micros
    assert len(bench.asked(GEMINI)) == 1


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
def test_another_input_is_another_question(bench: Bench, other: Brief) -> None:
    bench.write(GEMINI)
    bench.write(GEMINI, brief=other)
    assert len(bench.asked(GEMINI)) == 2


def test_another_picture_or_another_model_is_another_question(bench: Bench) -> None:
    bench.write(GEMINI)
    bench.pictures = OnePicture(webp((200, 30, 30)))
    bench.write(GEMINI)
    bench.write(GEMINI, model="gemini-3.1-flash-lite")
    assert len(bench.asked(GEMINI)) == 3


def test_at_the_limit_the_facts_write_and_say_why(bench: Bench) -> None:
    bench.limit = bench.write(GEMINI).cost.micros
    answer = bench.write(GEMINI, CLAUDE, brief=Brief(ASHA, ONE, Facts(title="Another")))
    assert answer.writer.name == "facts"
    assert str(answer.writer.note).startswith("Your daily budget for AI writing and pictures")
    assert len(bench.asked(GEMINI)) == 1
    assert bench.asked(CLAUDE) == []
    rewrite = FieldRewriteRequest("title", "en", "shorter", "Blue vase")
    with pytest.raises(DailyBudgetSpent) as caught:
        bench.write(GEMINI, brief=Brief(ASHA, ONE, VASE, rewrite=rewrite))
    assert caught.value.details["resets_at"] == "2026-11-21T18:30:00.000Z"
    assert caught.value.details["retry_after"] == 12 * 3600


def test_what_is_kept_is_given_even_at_the_limit(bench: Bench) -> None:
    bench.limit = bench.write(GEMINI).cost.micros
    assert bench.write(GEMINI).writer.name == "gemini"


def test_at_midnight_in_india_the_day_begins_anew(bench: Bench) -> None:
    bench.write(GEMINI)
    assert bench.spent() > 0
    bench.clock.forward(12 * 3600 - 1)
    assert bench.spent() > 0
    bench.clock.forward(1)
    assert bench.spent() == 0


def test_an_answer_that_was_lost_counts_at_its_most(bench: Bench) -> None:
    switch_on(bench.server.world, Fault(vendor="openai", times=0, kind="hang", seconds=30))
    bench.write(GPT, seconds=3.0)
    lost = bench.spent()
    assert lost > 0
    bench.server.world.reset()
    assert lost > bench.write(GPT).cost.micros
    assert bench.budget.today(ASHA).reserved == ()


@pytest.mark.parametrize(
    "fault", [{"kind": "rate_limit"}, {"kind": "error"}, {"kind": "expired_token"}]
)
def test_a_request_that_was_refused_costs_nothing(bench: Bench, fault: dict[str, str]) -> None:
    switch_on(bench.server.world, Fault(vendor="gemini", times=0, **fault))
    bench.write(GEMINI)
    assert bench.spent() == 0


def test_a_model_without_a_price_is_told_and_counted_as_the_dearest(bench: Bench) -> None:
    answer = bench.write(GEMINI, model="gemini-3.9-unheard-of")
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
    def test_reservations_hold_room_until_they_are_settled(self, bench: Bench) -> None:
        bench.limit = 100
        held = bench.budget.reserve(ASHA, 60)
        with pytest.raises(DailyBudgetSpent):
            bench.budget.reserve(ASHA, 41)
        bench.budget.settle(held, 10)
        assert bench.budget.reserve(ASHA, 90).micros == 90
        assert bench.spent() == 10

    def test_what_a_dead_worker_reserved_lapses(self, bench: Bench) -> None:
        bench.limit = 100
        bench.budget.reserve(ASHA, 100)
        bench.clock.forward(LAPSES_AFTER.total_seconds() - 1)
        with pytest.raises(DailyBudgetSpent):
            bench.budget.reserve(ASHA, 1)
        bench.clock.forward(1)
        assert bench.budget.reserve(ASHA, 100).micros == 100

    def test_a_reservation_that_lapsed_is_still_counted_when_it_is_settled(
        self, bench: Bench
    ) -> None:
        late = bench.budget.reserve(ASHA, 100)
        bench.clock.forward(24 * 3600)
        bench.budget.settle(late, 70)
        assert bench.spent() == 0
        bench.clock.forward(-24 * 3600)
        assert bench.spent() == 70

    def test_many_at_the_same_moment_never_pass_the_limit(self, bench: Bench) -> None:
        bench.limit = 50
        taken: list[Reservation] = []
        refused: list[DailyBudgetSpent] = []

        def reserve() -> None:
            try:
                taken.append(bench.budget.reserve(ASHA, 20))
            except DailyBudgetSpent as spent:
                refused.append(spent)

        threads = [threading.Thread(target=reserve) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(taken), len(refused)) == (2, 3)


class Asking:
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
        self.desk = answers(self.clock, self.naps, RandomIds())
        assert cloud

    def test_it_is_kept_for_a_month(self) -> None:
        ask = Asking()
        assert self.desk.once("q", ask) == (WORDS, True)
        assert self.desk.once("q", ask) == (WORDS, False)
        assert ask.times == 1

    def test_who_asks_the_same_at_the_same_moment_waits_and_does_not_pay(self) -> None:
        def ask() -> Written:
            other = Asking()
            with pytest.raises(TryLater):
                self.desk.once("q", other)
            assert other.times == 0
            return WORDS

        assert self.desk.once("q", ask) == (WORDS, True)
        assert sum(self.naps) >= 1.0

    def test_who_waits_gets_the_answer_when_it_comes(self) -> None:
        inside, free = threading.Event(), threading.Event()

        def slow() -> Written:
            inside.set()
            assert free.wait(10)
            return WORDS

        first = threading.Thread(target=lambda: self.desk.once("q", slow))
        first.start()
        assert inside.wait(10)

        def nap(_seconds: float) -> None:
            free.set()
            first.join()

        patient = DynamoResponseCache(
            Table("haat-content"), self.clock, RandomIds(), patience=5, sleep=nap
        )
        other = Asking()
        assert patient.once("q", other) == (WORDS, False)
        assert other.times == 0

    def test_a_failure_is_passed_on_and_not_kept(self) -> None:
        def fail() -> Written:
            raise WriterFailed("no")

        with pytest.raises(WriterFailed):
            self.desk.once("q", fail)
        assert self.desk.once("q", Asking()) == (WORDS, True)

    def test_the_claim_of_a_dead_worker_runs_out(self) -> None:
        def die() -> Written:
            self.clock.forward(LEASE.total_seconds())
            other = Asking()
            assert self.desk.once("q", other) == (WORDS, True)
            assert other.times == 1
            return Written({"en": Copy("Late", "Late.")}, Writer("gemini"))

        late, fresh = self.desk.once("q", die)
        assert (late.copy.title, fresh) == ("Late", True)
        assert self.desk.once("q", Asking()) == (WORDS, False)


def test_the_lease_outlives_every_writer() -> None:
    assert timedelta(seconds=100) < LEASE
