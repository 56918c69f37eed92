"""The day's budget in a context's table: reserved, settled, and never lost by a crash."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from kernel.aws.table import Table
from kernel.ids import RandomIds
from llm.budget import DynamoBudget
from llm.errors import DailyBudgetSpent, EverybodysBudgetSpent
from llm.spending import LAPSES_AFTER, Reservation
from tests.clocks import SharedClock
from tests.integration.aws import Cloud

ASHA = "user_asha"
NOON = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
"""Noon in India."""


@dataclass
class Days:
    """Asha's budget in the table of one test."""

    clock: SharedClock
    limit: int = 1000
    ceiling: int | None = None

    @property
    def budget(self) -> DynamoBudget:
        table, hint = Table("haat-content"), "facts are free"
        return DynamoBudget(
            table, self.limit, self.clock, RandomIds(), ceiling=self.ceiling, hint=hint
        )

    def spent(self) -> int:
        return self.budget.today(ASHA).spent


@pytest.fixture
def days(cloud: Cloud, clock: SharedClock) -> Days:
    assert cloud
    clock.set(NOON)
    return Days(clock)


class TestBudget:
    def test_all_persons_together_spend_no_more_than_the_ceiling(self, days: Days) -> None:
        days.limit, days.ceiling = 100, 250
        kept = [days.budget.reserve(f"user_{number}", 100) for number in range(2)]
        with pytest.raises(EverybodysBudgetSpent, match="Many people"):
            days.budget.reserve("user_3", 100)
        assert days.budget.today("user_3").held(days.clock.now()) == 0
        assert days.budget.reserve("user_3", 50).micros == 50
        days.budget.settle(kept[0], 20)
        assert days.budget.reserve("user_4", 80).micros == 80
        with pytest.raises(EverybodysBudgetSpent):
            days.budget.reserve("user_5", 1)
        days.clock.forward(24 * 3600)
        assert days.budget.reserve("user_5", 100).micros == 100

    def test_what_costs_more_than_the_ceiling_is_never_begun(self, days: Days) -> None:
        days.ceiling = 5
        with pytest.raises(EverybodysBudgetSpent):
            days.budget.reserve(ASHA, 6)

    def test_reservations_hold_room_until_they_are_settled(self, days: Days) -> None:
        days.limit = 100
        held = days.budget.reserve(ASHA, 60)
        with pytest.raises(DailyBudgetSpent):
            days.budget.reserve(ASHA, 41)
        days.budget.settle(held, 10)
        assert days.budget.reserve(ASHA, 90).micros == 90
        assert days.spent() == 10

    def test_what_a_dead_worker_reserved_lapses(self, days: Days) -> None:
        days.limit = 100
        days.budget.reserve(ASHA, 100)
        days.clock.forward(LAPSES_AFTER.total_seconds() - 1)
        with pytest.raises(DailyBudgetSpent):
            days.budget.reserve(ASHA, 1)
        days.clock.forward(1)
        assert days.budget.reserve(ASHA, 100).micros == 100

    def test_a_reservation_that_lapsed_is_still_counted_when_it_is_settled(
        self, days: Days
    ) -> None:
        late = days.budget.reserve(ASHA, 100)
        days.clock.forward(24 * 3600)
        days.budget.settle(late, 70)
        assert days.spent() == 0
        days.clock.forward(-24 * 3600)
        assert days.spent() == 70

    def test_many_at_the_same_moment_never_pass_the_limit(self, days: Days) -> None:
        days.limit = 50
        taken: list[Reservation] = []
        refused: list[DailyBudgetSpent] = []

        def reserve() -> None:
            try:
                taken.append(days.budget.reserve(ASHA, 20))
            except DailyBudgetSpent as spent:
                refused.append(spent)

        threads = [threading.Thread(target=reserve) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(taken), len(refused)) == (2, 3)

    def test_the_refusal_says_when_the_budget_begins_anew(self, days: Days) -> None:
        days.limit = 100
        days.budget.settle(days.budget.reserve(ASHA, 100), 99)
        days.budget.check(ASHA)
        days.budget.reserve(ASHA, 1)
        with pytest.raises(DailyBudgetSpent) as caught:
            days.budget.check(ASHA)
        midnight = "2026-11-21T18:30:00.000Z"
        assert caught.value.remedy == "It starts anew at midnight in India; facts are free."
        assert caught.value.retry_after == 12 * 3600
        assert caught.value.details["resets_at"] == midnight
        summary = days.budget.summary(ASHA)
        assert (summary.limit, summary.spent) == (100, 99)
        days.clock.set(summary.resets_at)
        days.budget.check(ASHA)
        assert days.spent() == 0
