"""Vendors on a bad day: whatever they do at whichever call, a piece is there once or not at all.

Each mishap meets all platforms of one post at once; each platform is judged by its own log.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from tests.e2e.artisan import Artisan
from tests.e2e.judge import Ordeal, after_trying_again
from tests.e2e.sandbox import EFFECT, FIRST, LOOK, Call, Sandbox, each_platform

pytestmark = [pytest.mark.faults, pytest.mark.usefixtures("balanced_books")]


@dataclass(frozen=True)
class Mishap:
    """What goes wrong at one call of each platform.

    `arrives`: the post is there, or will surely be, so that the first round must confirm it.
    """

    at: Mapping[str, Call]
    kind: str
    switch: Mapping[str, object] = field(default_factory=dict)
    arrives: bool = False
    unreadable: bool = False


MISHAPS = {
    "accepts-then-times-out": Mishap(EFFECT, "accept_then_timeout", arrives=True),
    "error-after-success": Mishap(EFFECT, "error_after_success", arrives=True),
    "truncated": Mishap(EFFECT, "truncated", arrives=True),
    "silence": Mishap(EFFECT, "hang"),
    "500": Mishap(EFFECT, "error", {"status": 500}),
    "html": Mishap(EFFECT, "html"),
    "429-retry-after": Mishap(EFFECT, "rate_limit", {"retry_after": 2}, arrives=True),
    "429": Mishap(EFFECT, "rate_limit", arrives=True),
    "expired-token": Mishap(EFFECT, "expired_token"),
    "first-call-500": Mishap(FIRST, "error", {"status": 500}),
    "first-call-html": Mishap(FIRST, "html"),
    "first-call-silence": Mishap(FIRST, "hang"),
    "cannot-be-read-at-first": Mishap(EFFECT, "accept_then_timeout", arrives=True, unreadable=True),
}
SAMPLE = ("accepts-then-times-out",)


def cases() -> list[object]:
    return [
        pytest.param(mishap, id=name, marks=[pytest.mark.sample] if name in SAMPLE else [])
        for name, mishap in MISHAPS.items()
    ]


@pytest.fixture(scope="module", params=cases())
def mishap(request: pytest.FixtureRequest) -> Mishap:
    found: Mishap = request.param
    return found


@pytest.fixture(scope="module")
def ordeals(
    mishap: Mishap, artisan: Artisan, sandbox: Sandbox, platforms: tuple[str, ...]
) -> dict[str, Ordeal]:
    """All platforms of one post, after this mishap."""
    sandbox.behave()
    post_id = artisan.post(*platforms)
    since = sandbox.last()
    for platform in platforms:
        sandbox.misbehave(mishap.at[platform], mishap.kind, **mishap.switch)
    artisan.publish(post_id)
    if mishap.unreadable:
        for platform in platforms:
            sandbox.wait_for(platform, since, "published", lambda one: one["effect"] == "published")
            sandbox.misbehave(LOOK[platform], "error", status=503)
    return after_trying_again(artisan, sandbox, post_id, since)


@each_platform
def test_never_twice_and_never_lost(
    ordeals: dict[str, Ordeal], mishap: Mishap, platform: str
) -> None:
    ordeal = ordeals[platform]
    ordeal.first.must_be_true()
    ordeal.last.must_be_true()
    if mishap.arrives:
        assert ordeal.first.target["status"] == "confirmed", ordeal.first.target
    assert ordeal.last.target["status"] == "confirmed", ordeal.last.target
