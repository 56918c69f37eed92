"""What one person may ask for in an hour, and what everybody may."""

import pytest

from kernel.aws.rate_limit import DynamoRateLimiter
from kernel.aws.table import Table
from kernel.quotas import EverybodysQuotaReached, Quota, QuotaReached, Quotas
from tests.clocks import SharedClock
from tests.integration.aws import Cloud

TILES = Quota("tiles", "tiles", each=2, together=5)


@pytest.fixture
def quotas(cloud: Cloud, clock: SharedClock) -> Quotas:
    assert cloud
    return Quotas(DynamoRateLimiter(Table("haat-content")), clock)


def test_one_persons_quota_is_hers_and_is_there_again_later(
    quotas: Quotas, clock: SharedClock
) -> None:
    quotas.take(TILES, "asha")
    quotas.take(TILES, "asha")
    with pytest.raises(QuotaReached, match="2 tiles") as refused:
        quotas.take(TILES, "asha")
    assert 0 < refused.value.retry_after <= 2 * 3600
    quotas.take(TILES, "ravi")
    clock.forward(refused.value.retry_after)
    quotas.take(TILES, "asha")


def test_one_persons_refusals_count_for_nobody_else(quotas: Quotas) -> None:
    for _ in range(20):
        try:
            quotas.take(TILES, "eve")
        except QuotaReached:
            continue
    for owner in ("asha", "ravi", "meena"):
        quotas.take(TILES, owner)


def test_everybody_together_has_a_quota_and_its_end_is_counted(
    quotas: Quotas, capsys: pytest.CaptureFixture[str]
) -> None:
    for owner in ("one", "two", "three", "four", "five"):
        quotas.take(TILES, owner)
    capsys.readouterr()
    with pytest.raises(EverybodysQuotaReached):
        quotas.take(TILES, "six")
    told = capsys.readouterr().out
    assert '"EverybodysQuotaReached"' in told
    assert '"Namespace":"Haat"' in told
