"""Responses of models in a context's table: asked once, kept, and never lost by a crash."""

import threading
from dataclasses import dataclass
from datetime import timedelta

import pytest

from kernel.aws.table import Table
from kernel.errors import TryLater
from kernel.ids import RandomIds
from llm.cache import LEASE, DynamoResponseCache
from llm.errors import ModelFailed
from tests.clocks import SharedClock
from tests.integration.aws import Cloud


@dataclass(frozen=True)
class Words:
    """A response."""

    title: str
    hashtags: tuple[str, ...] = ()


WORDS = Words("A vase", ("#Vase",))


class CountedQuestion:
    """A question that counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Words:
        self.times += 1
        return WORDS


class TestAnswers:
    @pytest.fixture(autouse=True)
    def _account(self, cloud: Cloud, clock: SharedClock) -> None:
        self.clock = clock
        self.naps: list[float] = []
        self.cache = DynamoResponseCache(
            Table("haat-content"), clock, RandomIds(), patience=1.0, sleep=self.naps.append
        )
        assert cloud

    def test_it_is_kept_for_a_month(self) -> None:
        ask = CountedQuestion()
        assert self.cache.once("q", Words, ask) == WORDS
        assert self.cache.once("q", Words, ask) == WORDS
        assert ask.times == 1

    def test_who_asks_the_same_at_the_same_moment_waits_and_does_not_pay(self) -> None:
        def ask() -> Words:
            other = CountedQuestion()
            with pytest.raises(TryLater):
                self.cache.once("q", Words, other)
            assert other.times == 0
            return WORDS

        assert self.cache.once("q", Words, ask) == WORDS
        assert sum(self.naps) >= 1.0

    def test_who_waits_gets_the_answer_when_it_comes(self) -> None:
        inside, free = threading.Event(), threading.Event()

        def slow() -> Words:
            inside.set()
            assert free.wait(10)
            return WORDS

        first = threading.Thread(target=lambda: self.cache.once("q", Words, slow))
        first.start()
        assert inside.wait(10)

        def nap(_seconds: float) -> None:
            free.set()
            first.join()

        patient = DynamoResponseCache(
            Table("haat-content"), self.clock, RandomIds(), patience=5, sleep=nap
        )
        other = CountedQuestion()
        assert patient.once("q", Words, other) == WORDS
        assert other.times == 0

    def test_a_failure_is_passed_on_and_not_kept(self) -> None:
        def fail() -> Words:
            raise ModelFailed("no")

        with pytest.raises(ModelFailed):
            self.cache.once("q", Words, fail)
        assert self.cache.once("q", Words, CountedQuestion()) == WORDS

    def test_the_claim_of_a_dead_worker_runs_out(self) -> None:
        def die() -> Words:
            self.clock.forward(LEASE.total_seconds())
            other = CountedQuestion()
            assert self.cache.once("q", Words, other) == WORDS
            assert other.times == 1
            return Words("Late")

        late = self.cache.once("q", Words, die)
        assert late == Words("Late")
        assert self.cache.once("q", Words, CountedQuestion()) == WORDS


def test_the_lease_outlives_every_chain_of_models() -> None:
    assert timedelta(seconds=100) < LEASE
