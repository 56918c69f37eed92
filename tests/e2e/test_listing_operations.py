"""Update and unpublish of live listings while workers crash: one piece or none remains.

The worker crashes before it is given the task, at a call that never arrives, at one that arrives
and whose answer is lost, and when the answer lies in its socket. Each platform's own page is
checked. Each verb meets each crash on one platform; on all of them, in process.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any, get_args

import httpx2
import pytest

from functions.channels.model.listing import LossPart
from infra.local.journey import API
from infra.local.laptop import Laptop
from tests.e2e.artisan import Artisan
from tests.e2e.conftest import artisan_in
from tests.e2e.executions import Executions
from tests.e2e.live_updates import event_matcher, live_socket, receive_until
from tests.e2e.sandbox_client import Entry, SandboxClient
from tests.e2e.waiting import eventually
from tests.e2e.worker_pool import WorkerPools
from tests.faults import EDITS

OFF_SALE = "inactive"
"""How Etsy's page calls a listing that stays to be seen and cannot be bought."""


@dataclass(frozen=True)
class CrashPoint:
    """Where a worker crashes; without a kind before it is given the task."""

    kind: str = ""
    frozen: bool = False

    def is_held(self, entry: Entry) -> bool:
        """Whether this request is held open, and is processed if it is to be."""
        waits = self.kind == "accept_then_timeout" and entry["vendor_status"] is None
        return bool(entry["fault"] == self.kind) and not waits

    def is_answered(self, entry: Entry) -> bool:
        """Whether the answer to the held request has left."""
        return self.is_held(entry) and bool(entry["status"])


CRASH_POINTS = {
    "before-the-claim": CrashPoint(),
    "at-a-call-that-is-lost": CrashPoint("hang"),
    "at-a-call-that-arrives": CrashPoint("accept_then_timeout"),
    "before-the-save": CrashPoint("latency", frozen=True),
}
CRASHES = {
    "update": dict(zip(("facebook", "shopify", "etsy", "woocommerce"), CRASH_POINTS, strict=True)),
    "unpublish": dict(
        zip(("pinterest", "facebook", "woocommerce", "etsy"), CRASH_POINTS, strict=True)
    ),
}
"""Verb -> platform -> how its worker crashes."""


@dataclass(frozen=True)
class Piece:
    """One piece on one platform, and the request after which it was published."""

    platform: str
    post_id: str
    publication_id: str
    since: int
    words: str

    def press(self, artisan: Artisan, verb: str) -> Mapping[str, Any]:
        """Press *Change* or *Take down*; answers the publication."""
        path = f"/publications/{self.publication_id}/listing"
        if verb == "unpublish":
            return dict(artisan.api.delete(path))
        # Her new words name neither title nor price, which a post has no field for.
        return dict(artisan.api.patch(path, {"accepts": get_args(LossPart)}))

    def publication(self, artisan: Artisan) -> Mapping[str, Any]:
        return dict(artisan.api.get(f"/publications/{self.publication_id}"))

    def edited(self, artisan: Artisan) -> Mapping[str, Any]:
        """The publication, once its operation is confirmed."""

        def when_confirmed() -> Mapping[str, Any] | None:
            publication = self.publication(artisan)
            return publication if publication["operation"]["status"] == "confirmed" else None

        return eventually(when_confirmed, f"{self.platform}: {self.words}", seconds=420, every=1)

    def seen(self, artisan: Artisan, sandbox: SandboxClient, url: str) -> "FinalState":
        """The state once the operation is confirmed; the vendors may be emptied after it."""
        publication = self.edited(artisan)
        wall = httpx2.get(f"{url}/people/{self.platform}", trust_env=False).raise_for_status()
        cards = unescape(wall.text).split("<article")[1:]
        own = [card for card in cards if f'"{publication["url"]}"' in card]
        return FinalState(
            publication, sandbox.published(self.platform, self.since), own, self.words
        )


@dataclass(frozen=True)
class FinalState:
    """A publication, what its platform ever published of it, and its cards on its wall."""

    publication: Mapping[str, Any]
    published: list[str]
    cards: list[str]
    words: str

    def assert_state(self, verb: str) -> None:
        """Exactly one piece with the new words remains there, or none that anybody can buy."""
        assert self.publication["operation"]["kind"] == verb
        assert len(self.published) == 1
        if verb == "update":
            assert self.publication["status"] == "confirmed"
            (card,) = self.cards
            assert self.words in card
        else:
            assert self.publication["status"] == "unpublished"
            assert all(OFF_SALE in card for card in self.cards)


def published(artisan: Artisan, sandbox: SandboxClient, platforms: tuple[str, ...]) -> list[Piece]:
    """A piece on each of the platforms, by a post of its own, and then other words approved."""
    since = sandbox.last()
    posts = artisan.separate_posts(*([one] for one in platforms))
    for post_id in posts:
        artisan.publish(post_id)
    live = {}
    for platform, post_id in zip(platforms, posts, strict=True):
        live[platform] = one = artisan.wait_settled(post_id)[platform]
        assert one["status"] == "confirmed", one
        assert (one["can_update"], one["can_unpublish"]) == (True, True)
    words = f"Now with a border of peacocks, piece {len(artisan.posts)}."
    reword(artisan, platforms, words)
    artisan.sign_in()
    return [
        Piece(platform, post_id, live[platform]["publication_id"], since, words)
        for platform, post_id in zip(platforms, posts, strict=True)
    ]


def reword(artisan: Artisan, platforms: tuple[str, ...], words: str) -> None:
    """Write other words for each platform, and approve them."""
    (draft,) = artisan.api.get(f"/drafts?product_id={artisan.product_id}")["items"]
    draft_id = draft["draft_id"]
    tag = {"If-Match": f'"{draft["version"]}"'}
    asked = {"platforms": {platform: {"text": words} for platform in platforms}}
    edited = artisan.api.http.patch(
        f"{API}/drafts/{draft_id}",
        json=asked,
        headers=tag | {"authorization": f"Bearer {artisan.api.token}"},
    ).raise_for_status()
    tag = {"If-Match": f'"{edited.json()["data"]["version"]}"'}
    artisan.api.post(f"/drafts/{draft_id}/approve", {}, tag)


class WorkerKiller:
    """Presses *Change* or *Take down*, and kills the worker at the chosen point."""

    def __init__(
        self,
        artisan: Artisan,
        sandbox: SandboxClient,
        executions: Executions,
        workers: WorkerPools,
    ) -> None:
        self._artisan, self._sandbox = artisan, sandbox
        self._executions, self._steps, self._posting = executions, workers.steps, workers.posting

    def press(self, piece: Piece, verb: str, crash_point: CrashPoint) -> None:
        """Press; the worker that does it is killed."""
        if not crash_point.kind:
            self._before_the_claim(piece, verb)
            return
        seconds = 3 if crash_point.frozen else 60
        self._sandbox.inject_fault(EDITS[piece.platform][verb], crash_point.kind, seconds=seconds)
        since = self._sandbox.last()
        piece.press(self._artisan, verb)
        held = self._sandbox.wait_for(
            piece.platform, since, "the call is held", crash_point.is_held
        )
        pid = self._posting.pid_by_port(held["port"])
        assert pid
        if crash_point.frozen:
            self._posting.freeze([pid])
            self._sandbox.wait_for(piece.platform, since, "answered", crash_point.is_answered)
        self._posting.kill([pid])

    def _before_the_claim(self, piece: Piece, verb: str) -> None:
        self._steps.wake()
        frozen = self._steps.freeze()
        assert frozen
        begun = self._executions.tasks(piece.post_id)
        piece.press(self._artisan, verb)
        self._executions.wait_for_tasks(piece.post_id, begun + 1)
        assert piece.publication(self._artisan)["operation"]["status"] == "planned"
        self._steps.kill(frozen)


@dataclass(frozen=True)
class CrashRun:
    """The pieces of one verb, each of which lost its worker once, as they were in the end."""

    verb: str
    pieces: Mapping[str, FinalState]


@pytest.fixture(scope="module", params=CRASHES)
def crash_run(
    request: pytest.FixtureRequest,
    laptop: Laptop,
    stand_ins: SandboxClient,
    executions: Executions,
    worker_pools: WorkerPools,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[CrashRun]:
    """A piece for each platform; while one waits for its lease, the next one's worker is killed."""
    verb: str = request.param
    crashes = CRASHES[verb]
    with artisan_in(laptop, stand_ins, tmp_path_factory.mktemp("photo")) as artisan:
        made = published(artisan, stand_ins, tuple(crashes))
        killer = WorkerKiller(artisan, stand_ins, executions, worker_pools)
        for piece in made:
            killer.press(piece, verb, CRASH_POINTS[crashes[piece.platform]])
        url = laptop.sandbox_url
        yield CrashRun(verb, {one.platform: one.seen(artisan, stand_ins, url) for one in made})


@pytest.mark.parametrize("place", range(len(CRASH_POINTS)))
def test_it_ends_as_it_was_asked(crash_run: CrashRun, place: int) -> None:
    platform = list(CRASHES[crash_run.verb])[place]
    crash_run.pieces[platform].assert_state(crash_run.verb)


def test_an_update_and_an_unpublish_are_pressed_twice_and_published(
    artisan: Artisan, sandbox: SandboxClient, laptop: Laptop
) -> None:
    made = published(artisan, sandbox, ("facebook", "woocommerce"))
    with live_socket(laptop, artisan) as owner:
        for verb in ("update", "unpublish"):
            for piece in made:
                pressed = [piece.press(artisan, verb)["operation"] for _ in range(2)]
                assert [one["kind"] for one in pressed] == [verb] * 2
            for piece in made:
                piece.seen(artisan, sandbox, laptop.sandbox_url).assert_state(verb)
        of = {"post_id": made[0].post_id}
        asked = event_matcher(
            "PublicationChanged", operation="update", operation_status="planned", **of
        )
        done = {"operation": "unpublish", "operation_status": "confirmed", "status": "unpublished"}
        receive_until(owner, asked, event_matcher("PublicationChanged", **done, **of))
    for piece in made:
        one = piece.publication(artisan)
        assert (one["can_update"], one["can_unpublish"]) == (False, False)
