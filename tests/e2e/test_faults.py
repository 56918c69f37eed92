"""Vendors on a bad day: whatever they do at whichever call, a piece is there once or not at all.

Each fault happens on one platform, as many at once as there are platforms; the whole matrix runs
in process. Each platform is checked against its own log.
"""

from collections.abc import Callable, Mapping
from functools import cache

import pytest

from infra.local.laptop import Laptop
from tests.e2e.artisan import Artisan
from tests.e2e.conftest import artisan_in
from tests.e2e.reconciliation_check import FaultCase, outcomes_after_retry
from tests.e2e.sandbox_client import SandboxClient
from tests.faults import FAULTS, LOOK, PLATFORMS

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
_NAMES = tuple(FAULTS)
DAYS: tuple[dict[str, str], ...] = (
    dict(zip(_FIRST_DAY, _NAMES[: len(_FIRST_DAY)], strict=True)),
    dict(zip(_SECOND_DAY, _NAMES[len(_FIRST_DAY) :], strict=True)),
)
"""By day: platform -> its fault."""
CASES = [(day, platform) for day, faults in enumerate(DAYS) for platform in faults]


Played = Callable[[int], dict[str, FaultCase]]


@pytest.fixture(scope="module")
def played(
    laptop: Laptop, stand_ins: SandboxClient, tmp_path_factory: pytest.TempPathFactory
) -> Played:
    """Plays a day once; answers what became of its targets."""

    @cache
    def play(day: int) -> dict[str, FaultCase]:
        with artisan_in(laptop, stand_ins, tmp_path_factory.mktemp("photo")) as artisan:
            return publish_with_faults(artisan, stand_ins, DAYS[day])

    return play


def publish_with_faults(
    artisan: Artisan, stand_ins: SandboxClient, names: Mapping[str, str]
) -> dict[str, FaultCase]:
    """One post on all platforms that have a fault, and what became of it on each."""
    faults = {platform: FAULTS[name] for platform, name in names.items()}
    post_id = artisan.post(*faults)
    for platform, fault in faults.items():
        more = {"seconds": SILENCE, **fault.switch}
        stand_ins.inject_fault(fault.at[platform], fault.kind, **more)
    artisan.publish(post_id)
    for platform in (one for one, fault in faults.items() if fault.unreadable):
        stand_ins.wait_for(platform, 0, "published", lambda one: one["effect"] == "published")
        stand_ins.inject_fault(LOOK[platform], "error", status=503)
    judged = outcomes_after_retry(artisan, stand_ins, post_id, 0)
    artisan.assert_posts_match(stand_ins)
    return judged


@pytest.mark.parametrize(("day", "platform"), CASES)
def test_never_twice_and_never_lost(played: Played, day: int, platform: str) -> None:
    fault_case = played(day)[platform]
    fault_case.first.assert_consistent()
    fault_case.last.assert_consistent()
    if FAULTS[DAYS[day][platform]].arrives:
        assert fault_case.first.target["status"] == "confirmed", fault_case.first.target
    assert fault_case.last.target["status"] == "confirmed", fault_case.last.target


def test_each_fault_happens() -> None:
    assert {name for one in DAYS for name in one.values()} == set(FAULTS)
    assert set(DAYS[0]) == set(PLATFORMS)
