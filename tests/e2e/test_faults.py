"""Vendors on a bad day: whatever they do at whichever call, a piece is there once or not at all.

Each mishap happens on one platform, as many at once as there are platforms; the whole matrix runs
in process. Each platform is judged by its own log.
"""

from collections.abc import Callable, Mapping
from functools import cache

import pytest

from infra.local.laptop import Laptop
from tests.e2e.artisan import Artisan
from tests.e2e.conftest import round_of
from tests.e2e.judge import Ordeal, after_trying_again
from tests.e2e.sandbox import Sandbox
from tests.faults import LOOK, MISHAPS, PLATFORMS

SILENCE = 8
"""Seconds after which a silent vendor hangs up: more than an adapter waits, less than a browser."""
# Who asks for a pause without saying how long is Shopify: it means two seconds, others sixty.
_FIRST_DAY = (
    "snapdeal",
    "indiamart",
    "facebook",
    "instagram",
    "etsy",
    "pinterest",
    "woocommerce",
    "shopify",
    "catalogue",
    "meesho",
)
_SECOND_DAY = ("facebook", "instagram", "etsy")
_NAMES = tuple(MISHAPS)
DAYS: tuple[dict[str, str], ...] = (
    dict(zip(_FIRST_DAY, _NAMES[: len(_FIRST_DAY)], strict=True)),
    dict(zip(_SECOND_DAY, _NAMES[len(_FIRST_DAY) :], strict=True)),
)
"""By day: platform -> its mishap."""
CASES = [(day, platform) for day, mishaps in enumerate(DAYS) for platform in mishaps]


Played = Callable[[int], dict[str, Ordeal]]


@pytest.fixture(scope="module")
def played(laptop: Laptop, stand_ins: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Plays a day once; answers what became of its targets."""

    @cache
    def play(day: int) -> dict[str, Ordeal]:
        with round_of(laptop, stand_ins, tmp_path_factory.mktemp("photo")) as artisan:
            return after_the_mishaps(artisan, stand_ins, DAYS[day])

    return play


def after_the_mishaps(
    artisan: Artisan, stand_ins: Sandbox, names: Mapping[str, str]
) -> dict[str, Ordeal]:
    """One post on all platforms that have a mishap, and what became of it on each."""
    mishaps = {platform: MISHAPS[name] for platform, name in names.items()}
    post_id = artisan.post(*mishaps)
    for platform, mishap in mishaps.items():
        more = {"seconds": SILENCE, **mishap.switch}
        stand_ins.misbehave(mishap.at[platform], mishap.kind, **more)
    artisan.publish(post_id)
    for platform in (one for one, mishap in mishaps.items() if mishap.unreadable):
        stand_ins.wait_for(platform, 0, "published", lambda one: one["effect"] == "published")
        stand_ins.misbehave(LOOK[platform], "error", status=503)
    judged = after_trying_again(artisan, stand_ins, post_id, 0)
    artisan.balances(stand_ins)
    return judged


@pytest.mark.parametrize(("day", "platform"), CASES)
def test_never_twice_and_never_lost(played: Played, day: int, platform: str) -> None:
    ordeal = played(day)[platform]
    ordeal.first.must_be_true()
    ordeal.last.must_be_true()
    if MISHAPS[DAYS[day][platform]].arrives:
        assert ordeal.first.target["status"] == "confirmed", ordeal.first.target
    assert ordeal.last.target["status"] == "confirmed", ordeal.last.target


def test_each_mishap_happens() -> None:
    assert {name for one in DAYS for name in one.values()} == set(MISHAPS)
    assert set(DAYS[0]) == set(PLATFORMS)
