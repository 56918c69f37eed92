"""Vendors on a bad day: whatever they do at whichever call, a piece is there once or not at all.

Two rounds over all platforms, each platform with a mishap of its own, so that each mishap happens
at least once; the whole matrix runs in process. Each platform is judged by its own log.
"""

from collections.abc import Iterator, Mapping
from itertools import cycle, islice

import pytest

from infra.local.laptop import Laptop
from tests.e2e.conftest import round_of
from tests.e2e.judge import Ordeal, after_trying_again
from tests.e2e.sandbox import Sandbox
from tests.faults import LOOK, MISHAPS, PLATFORMS

ROUNDS = 2
_TURNS = cycle(MISHAPS)
DAYS: list[dict[str, str]] = [
    dict(zip(PLATFORMS, islice(_TURNS, len(PLATFORMS)), strict=True)) for _ in range(ROUNDS)
]
"""By round: platform -> its mishap."""


@pytest.fixture(scope="module", params=range(ROUNDS))
def day(request: pytest.FixtureRequest) -> Mapping[str, str]:
    found: Mapping[str, str] = DAYS[request.param]
    return found


@pytest.fixture(scope="module")
def ordeals(
    day: Mapping[str, str],
    laptop: Laptop,
    stand_ins: Sandbox,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Ordeal]]:
    """All platforms of one post, after the mishaps of this day."""
    with round_of(laptop, stand_ins, tmp_path_factory.mktemp("photo")) as artisan:
        post_id = artisan.post(*PLATFORMS)
        for platform, name in day.items():
            mishap = MISHAPS[name]
            stand_ins.misbehave(mishap.at[platform], mishap.kind, **mishap.switch)
        artisan.publish(post_id)
        for platform in (one for one, name in day.items() if MISHAPS[name].unreadable):
            stand_ins.wait_for(platform, 0, "published", lambda one: one["effect"] == "published")
            stand_ins.misbehave(LOOK[platform], "error", status=503)
        yield after_trying_again(artisan, stand_ins, post_id, 0)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_never_twice_and_never_lost(
    ordeals: dict[str, Ordeal], day: Mapping[str, str], platform: str
) -> None:
    ordeal = ordeals[platform]
    ordeal.first.must_be_true()
    ordeal.last.must_be_true()
    if MISHAPS[day[platform]].arrives:
        assert ordeal.first.target["status"] == "confirmed", ordeal.first.target
    assert ordeal.last.target["status"] == "confirmed", ordeal.last.target


def test_each_mishap_happens() -> None:
    assert {name for one in DAYS for name in one.values()} == set(MISHAPS)
