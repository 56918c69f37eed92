"""The rate limiter: no sixty seconds hold more tries than the limit, whoever asks at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from kernel.aws.rate_limit import DynamoRateLimiter
from kernel.aws.table import Table
from tests.clocks import SharedClock
from tests.integration.aws import Cloud

START = datetime(2026, 11, 21, 9, 0, 30, tzinfo=UTC)


def limiter(cloud: Cloud) -> DynamoRateLimiter:
    del cloud
    return DynamoRateLimiter(Table("haat-identity"))


def test_a_hundred_attempts_at_once_get_ten(cloud: Cloud, clock: SharedClock) -> None:
    limits, at = limiter(cloud), clock.now()

    with ThreadPoolExecutor(16) as crowd:
        waits = list(crowd.map(lambda _: limits.acquire("account#a", 10, at), range(100)))

    assert waits.count(0) == 10


def test_no_sixty_seconds_hold_more_than_ten(cloud: Cloud, clock: SharedClock) -> None:
    clock.set(START)
    limits = limiter(cloud)
    given: list[float] = []
    for second in range(300):
        while limits.acquire("account#a", 10, clock.now()) == 0:
            given.append(second)
        clock.forward(1)

    assert all(len([at for at in given if start <= at < start + 60]) <= 10 for start in range(300))
    assert len(given) >= 20


def test_waiting_as_long_as_told_is_enough(cloud: Cloud, clock: SharedClock) -> None:
    clock.set(START)
    limits = limiter(cloud)
    for _ in range(4):
        assert limits.acquire("account#a", 10, clock.now()) == 0
    clock.forward(40)
    for _ in range(6):
        assert limits.acquire("account#a", 10, clock.now()) == 0

    for _ in range(3):
        wait = limits.acquire("account#a", 10, clock.now())
        assert wait > 0
        clock.forward(wait - 1)
        assert limits.acquire("account#a", 10, clock.now()) > 0
        clock.forward(1)
        while limits.acquire("account#a", 10, clock.now()) == 0:
            pass


def test_a_try_given_back_can_be_made_again_and_none_is_given_back_twice(
    cloud: Cloud, clock: SharedClock
) -> None:
    limits, at = limiter(cloud), clock.now()
    assert limits.acquire("account#a", 1, at) == 0
    assert limits.acquire("account#a", 1, at) > 0

    for _ in range(3):
        limits.release("account#a", at)

    assert [limits.acquire("account#a", 1, at) == 0 for _ in range(2)] == [True, False]
    assert limits.acquire("account#b", 1, at) == 0, "another subject has tries of its own"
