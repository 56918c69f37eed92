"""The whole matrix of faults in process: each mishap and each death, on every platform.

Whatever happens to whichever call, a piece is there once or not at all, and what Haat says of it
is true. Each platform is judged by its own log.
"""

import shutil

import pytest

from functions.publishing.model.listing_operation import Kind
from infra.local.connect import PANELS
from infra.local.sandbox.faults import FaultKind
from tests.clocks import SharedClock
from tests.faults import EDITS, EFFECT, FIRST, LOOK, MISHAPS, PLATFORMS
from tests.integration.channels.chromium import Workshop
from tests.integration.channels.panels import Seller
from tests.integration.channels.people import Artisan
from tests.integration.publishing.workflow import NEW_WORDS, Death, Publishing

NEEDS_CHROMIUM = pytest.mark.skipif(
    shutil.which("chromium") is None, reason="needs a chromium on the PATH"
)
each_platform = pytest.mark.parametrize(
    "platform",
    [
        pytest.param(one, marks=[pytest.mark.browser, NEEDS_CHROMIUM] if one in PANELS else [])
        for one in PLATFORMS
    ],
)
DEATHS = ("before-the-claim", "before-the-call", "lost", "arrives", "before-the-save")
EDIT_DEATHS = ("before-the-claim", "lost", "arrives", "before-the-save")
OFF_SALE = "inactive"
"""How Etsy's page calls a listing that stays to be seen and cannot be bought."""
ARRIVES = ("before-the-claim", "arrives", "before-the-save")
"""Deaths after which the first round must confirm."""


@pytest.fixture
def publishing(
    platform: str,
    workshop: Workshop,
    clock: SharedClock,
    request: pytest.FixtureRequest,
) -> Publishing:
    """An artisan who is connected, and a post that is to be published on this platform."""
    artisan: Artisan = request.getfixturevalue("artisan")

    def connect() -> object:
        if platform in PANELS:
            return Seller(artisan, platform, workshop).connect()
        if platform == "woocommerce":
            return request.getfixturevalue("merchant").connect()
        return artisan.connect(platform)

    made = Publishing(artisan, platform, clock, workshop, connect)
    made.connect()
    made.plan()
    return made


def death_at(platform: str, name: str) -> Death:
    """A death while publishing; a browser's is that nobody hears of what it did."""
    in_browser = platform in PANELS and name != "before-the-claim"
    match name:
        case "before-the-claim":
            return Death()
        case "before-the-call":
            return Death(FIRST[platform], FaultKind.HANG, in_browser)
        case "lost":
            return Death(EFFECT[platform], FaultKind.HANG, in_browser)
        case "arrives":
            return Death(EFFECT[platform], FaultKind.ACCEPT_THEN_TIMEOUT, in_browser)
    return Death(EFFECT[platform], FaultKind.LATENCY, in_browser)


def must_be_true(publishing: Publishing) -> str:
    """Once there, surely not there, or honestly unknown and in a person's hands."""
    target, effects = publishing.target, publishing.published
    assert len(effects) <= 1, f"posted twice: {effects}"
    if target.status == "confirmed":
        assert len(effects) == 1, "said to be there, and is not"
        assert target.url
        return target.status
    assert target.reason
    assert target.remedy
    if target.status == "failed":
        assert effects == [], "said to have failed, and is there"
    else:
        assert (target.status, target.needs_review) == ("unknown", True), "lost"
    return target.status


def ends_well(publishing: Publishing, *, arrives: bool) -> None:
    """The first round is true, and after *Try again* the piece is there, once."""
    publishing.run()
    assert not publishing.is_mortal, "nobody died"
    status = must_be_true(publishing)
    if arrives:
        assert status == "confirmed", publishing.target
    if status == "failed":
        publishing.try_again()
        publishing.run()
        must_be_true(publishing)
    assert publishing.target.status == "confirmed", publishing.target


@each_platform
@pytest.mark.parametrize("name", MISHAPS)
def test_a_mishap_neither_doubles_nor_loses(
    publishing: Publishing, platform: str, name: str
) -> None:
    mishap = MISHAPS[name]
    publishing.misbehave(mishap.at[platform], mishap.kind, **mishap.switch)
    if mishap.unreadable:
        publishing.cannot_be_read_at_first(LOOK[platform], "error", status=503)
    ends_well(publishing, arrives=mishap.arrives)


@each_platform
@pytest.mark.parametrize("name", DEATHS)
def test_a_death_neither_doubles_nor_loses(
    publishing: Publishing, platform: str, name: str
) -> None:
    publishing.dies(death_at(platform, name))
    ends_well(publishing, arrives=name in ARRIVES)


@pytest.mark.parametrize("platform", EDITS)
@pytest.mark.parametrize("verb", ["update", "unpublish"])
@pytest.mark.parametrize("name", EDIT_DEATHS)
def test_an_edit_ends_as_it_was_asked_whoever_dies(
    publishing: Publishing, platform: str, verb: Kind, name: str
) -> None:
    publishing.run()
    assert publishing.target.status == "confirmed"
    publishing.ask(verb)
    publishing.dies(edit_death(platform, verb, name))
    publishing.run()
    assert not publishing.is_mortal, "nobody died"
    target = publishing.target
    assert target.operation
    assert (target.operation.kind, target.operation.status) == (verb, "confirmed")
    assert target.status == ("confirmed" if verb == "update" else "unpublished")
    assert len(publishing.published) == 1
    if verb == "update":
        (card,) = publishing.cards
        assert NEW_WORDS in card
    else:
        assert all(OFF_SALE in card for card in publishing.cards)


def edit_death(platform: str, verb: str, name: str) -> Death:
    """A death while changing or taking down."""
    call = EDITS[platform][verb]
    match name:
        case "before-the-claim":
            return Death()
        case "lost":
            return Death(call, FaultKind.HANG)
        case "arrives":
            return Death(call, FaultKind.ACCEPT_THEN_TIMEOUT)
    return Death(call, FaultKind.LATENCY)
