"""The whole matrix in process: each fault and each worker crash, on every platform.

Whatever happens to whichever call, a piece is there once or not at all, and what Haat says of it
is true. Each platform is checked against its own log.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from functions.publishing.model.listing_operation import Kind
from functions.publishing.wiring import container
from infra.local.connect import PANELS
from infra.local.sandbox.faults import FaultKind
from kernel.aws.internal import InternalFunction
from kernel.errors import OutcomeUnknown
from tests.clocks import SharedClock
from tests.faults import EDITS, EFFECT, FAULTS, FIRST, LOOK, PLATFORMS
from tests.integration.channels.oauth_client import Artisan
from tests.integration.channels.panel_seller import PanelSeller
from tests.integration.channels.shared_browser import BrowserThread
from tests.integration.publishing.workflow import (
    NEW_WORDS,
    CrashPoint,
    PublishWorkflow,
    WorkerKilled,
)

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
BY_API = tuple(one for one in PLATFORMS if one not in PANELS)
CRASH_POINTS = ("before-the-claim", "before-the-call", "lost", "arrives", "before-the-save")
EDIT_CRASH_POINTS = ("before-the-claim", "lost", "arrives", "before-the-save")
OFF_SALE = "inactive"
"""How Etsy's page calls a listing that stays to be seen and cannot be bought."""
ARRIVES = ("before-the-claim", "arrives", "before-the-save")
"""Crash points after which the first run must confirm."""


@pytest.fixture
def publishing(
    platform: str,
    browser_thread: BrowserThread,
    clock: SharedClock,
    request: pytest.FixtureRequest,
) -> PublishWorkflow:
    """An artisan who is connected, and a post that is to be published on this platform."""
    artisan: Artisan = request.getfixturevalue("artisan")

    def connect() -> object:
        if platform in PANELS:
            return PanelSeller(artisan, platform, browser_thread).connect()
        if platform == "woocommerce":
            return request.getfixturevalue("merchant").connect()
        return artisan.connect(platform)

    made = PublishWorkflow(artisan, platform, clock, browser_thread, connect)
    made.connect()
    made.plan()
    return made


def crash_point_at(platform: str, name: str) -> CrashPoint:
    """A crash while publishing; a browser's is that its answer is lost."""
    in_browser = platform in PANELS and name != "before-the-claim"
    match name:
        case "before-the-claim":
            return CrashPoint()
        case "before-the-call":
            return CrashPoint(FIRST[platform], FaultKind.HANG, in_browser)
        case "lost":
            return CrashPoint(EFFECT[platform], FaultKind.HANG, in_browser)
        case "arrives":
            return CrashPoint(EFFECT[platform], FaultKind.ACCEPT_THEN_TIMEOUT, in_browser)
    return CrashPoint(EFFECT[platform], FaultKind.LATENCY, in_browser)


def assert_consistent(publishing: PublishWorkflow) -> str:
    """Once there, surely not there, or honestly unknown and in a person's hands."""
    publication, effects = publishing.publication, publishing.published
    assert len(effects) <= 1, f"posted twice: {effects}"
    if publication.status == "confirmed":
        assert len(effects) == 1, "said to be there, and is not"
        assert publication.url
        return publication.status
    assert publication.reason
    assert publication.remedy
    if publication.status == "failed":
        assert effects == [], "said to have failed, and is there"
    else:
        assert (publication.status, publication.needs_review) == ("unknown", True), "lost"
    return publication.status


def assert_published_once(publishing: PublishWorkflow, *, arrives: bool) -> None:
    """The first run's state is true, and after *Try again* the piece is there, once."""
    publishing.run()
    assert not publishing.has_crash_pending, "nobody died"
    status = assert_consistent(publishing)
    if arrives:
        assert status == "confirmed", publishing.publication
    if status == "failed":
        publishing.try_again()
        publishing.run()
        assert_consistent(publishing)
    assert publishing.publication.status == "confirmed", publishing.publication


@each_platform
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_neither_doubles_nor_loses(
    publishing: PublishWorkflow, platform: str, name: str
) -> None:
    fault = FAULTS[name]
    publishing.inject_fault(fault.at[platform], fault.kind, **fault.switch)
    if fault.unreadable:
        publishing.cannot_be_read_at_first(LOOK[platform], "error", status=503)
    assert_published_once(publishing, arrives=fault.arrives)


@each_platform
@pytest.mark.parametrize("name", CRASH_POINTS)
def test_a_worker_crash_neither_doubles_nor_loses(
    publishing: PublishWorkflow, platform: str, name: str
) -> None:
    publishing.crash_at(crash_point_at(platform, name))
    assert_published_once(publishing, arrives=name in ARRIVES)


@dataclass
class CalledDies:
    """Implements `InternalFunction`: its own worker crashes, and the waiting step learns it."""

    publishing: PublishWorkflow
    posting: InternalFunction

    def call(self, request: Mapping[str, Any]) -> dict[str, Any]:
        try:
            return self.posting.call(request)
        except WorkerKilled as killed:
            self.publishing.has_crashed()
            raise OutcomeUnknown("It crashed.") from killed


@dataclass
class CallerDies:
    """Implements `InternalFunction`: it does its work, and the step that waits for it crashes."""

    posting: InternalFunction
    has_died: bool = False

    def call(self, request: Mapping[str, Any]) -> dict[str, Any]:
        answer = self.posting.call(request)
        if request["verb"] == "finish" and not self.has_died:
            self.has_died = True
            raise WorkerKilled
        return answer


@pytest.mark.parametrize("platform", BY_API)
@pytest.mark.parametrize("name", ["before-the-call", "lost", "arrives"])
def test_a_crash_of_the_called_function_alone_neither_doubles_nor_loses(
    publishing: PublishWorkflow, platform: str, name: str
) -> None:
    container().channels_posting = CalledDies(publishing, container().channels_posting)
    publishing.crash_at(crash_point_at(platform, name))
    began = publishing.clock.now()
    assert_published_once(publishing, arrives=name in ARRIVES)
    if name == "arrives":
        waited = (publishing.clock.now() - began).total_seconds()
        assert waited < container().settings.publish_lease_seconds, "it is known at once"


@pytest.mark.parametrize("platform", BY_API)
def test_what_a_function_did_whose_caller_crashed_is_found_by_reading(
    publishing: PublishWorkflow,
) -> None:
    posting = CallerDies(container().channels_posting)
    container().channels_posting = posting
    publishing.run()
    assert posting.has_died
    assert assert_consistent(publishing) == "confirmed"


@pytest.mark.parametrize("platform", EDITS)
@pytest.mark.parametrize("verb", ["update", "unpublish"])
@pytest.mark.parametrize("name", EDIT_CRASH_POINTS)
def test_an_edit_ends_as_it_was_asked_whichever_worker_crashes(
    publishing: PublishWorkflow, platform: str, verb: Kind, name: str
) -> None:
    publishing.run()
    assert publishing.publication.status == "confirmed"
    publishing.ask(verb)
    publishing.crash_at(edit_crash_point(platform, verb, name))
    publishing.run()
    assert not publishing.has_crash_pending, "nobody died"
    publication = publishing.publication
    assert publication.operation
    assert (publication.operation.kind, publication.operation.effect.status) == (verb, "confirmed")
    assert publication.status == ("confirmed" if verb == "update" else "unpublished")
    assert len(publishing.published) == 1
    if verb == "update":
        (card,) = publishing.cards
        assert NEW_WORDS in card
    else:
        assert all(OFF_SALE in card for card in publishing.cards)


def edit_crash_point(platform: str, verb: str, name: str) -> CrashPoint:
    """A crash during an update or unpublish."""
    call = EDITS[platform][verb]
    match name:
        case "before-the-claim":
            return CrashPoint()
        case "lost":
            return CrashPoint(call, FaultKind.HANG)
        case "arrives":
            return CrashPoint(call, FaultKind.ACCEPT_THEN_TIMEOUT)
    return CrashPoint(call, FaultKind.LATENCY)
