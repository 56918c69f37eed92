"""The state machine `publish`, walked by hand: its Lambdas on real vendors' stand-ins and tables.

Its waits pass on the test's clock, so leases and look-ups cost no time. A worker is killed by a
signal whose handler raises in the middle of whatever the worker waits for, or at its next write.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import unescape
from types import FrameType
from typing import Any

from functions.channels.model.listing import PARTS, Listing, Picture
from functions.publishing.errors.publications import NotSettledYet
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.built_listing import BuiltListing
from functions.publishing.model.listing_operation import Kind, ListingOperation
from functions.publishing.model.post import Place, Post
from functions.publishing.model.publication import Publication
from functions.publishing.wiring import container
from infra.local.sandbox import faults, journal
from infra.local.sandbox.faults import FaultKind
from tests.calls import Call
from tests.clocks import SharedClock
from tests.integration import aws
from tests.integration.channels import oauth_client
from tests.integration.channels.oauth_client import OWNER, WEB, Artisan, inject_fault, published
from tests.integration.channels.shared_browser import BrowserThread

POST = "post_01jd0000000000000000000001"
PRODUCT = "product_01jd000000000000000000001"
NEW_WORDS = "Now with a border of peacocks."
RECOVERY = 5
"""Seconds of the state *Recover*."""
MOST_STEPS = 120
HELD = 2
"""Seconds for which a call is held, at most: within them its worker is killed."""


class WorkerKilled(BaseException):
    """The worker's process ends here; nothing in the code under test may catch it."""


@dataclass(frozen=True)
class CrashPoint:
    """Where a worker crashes, once."""

    at: Call | None = None
    kind: str = ""
    in_browser: bool = False


@dataclass
class PublishWorkflow:
    """One post of one artisan on one platform, published by the steps of the state machine."""

    artisan: Artisan
    platform: str
    clock: SharedClock
    browser_thread: BrowserThread
    connect: Callable[[], object]
    _crash_point: CrashPoint | None = None
    _unread: tuple[Call, str, dict[str, Any]] | None = None

    def plan(self) -> None:
        """Store the post, and its publication as *Publish* leaves it."""
        now, listing = self.clock.now(), self._listing()
        account = self._account()
        post = Post(POST, OWNER, PRODUCT, (Place(account),), "Dokra", "", "draft", now)
        container().posts.save(post)
        publication = Publication(
            listing.marker, OWNER, PRODUCT, account, POST, listing, "planned", "start", now, now
        )
        container().posts.save(post.begun(now), publications=[publication])

    def ask(self, kind: Kind) -> None:
        """Store a press of *Change* (with other words) or of *Take down*."""
        now, publication = self.clock.now(), self.publication
        listing = replace(publication.listing, text=NEW_WORDS) if kind == "update" else None
        asked = ListingOperation.asked("operation_1", kind, now, listing)
        operation = replace(asked, parts=PARTS if listing else ())
        container().publications.save(publication.with_operation(now, operation))

    def try_again(self) -> None:
        """Good days again: connect what has lost its token, and store a press of *Try again*."""
        faults.forget(self.artisan.sandbox.world)
        if self.artisan.connection(self.platform)["status"] != "connected":
            self.connect()
        post, publication = container().posts.get(POST), self.publication
        assert post
        now = self.clock.now()
        again = publication.taken_up(now, POST, BuiltListing(publication.listing, publication.sent))
        container().posts.save(post.begun(now), publications=[again])

    @property
    def publication(self) -> Publication:
        """The publication as it stands."""
        (found,) = container().publications.of_product(OWNER, PRODUCT)
        return found

    def inject_fault(self, call: Call, kind: str, **switch: Any) -> None:
        """Switch a fault on, once; silence is short."""
        inject_fault(
            self.artisan.sandbox,
            FaultKind(kind),
            call.path,
            host=call.host,
            method=call.method,
            **switch,
        )

    def cannot_be_read_at_first(self, call: Call, kind: str, **switch: Any) -> None:
        """Switch a fault on at the look-up that follows the publication."""
        self._unread = (call, kind, switch)

    @property
    def has_crash_pending(self) -> bool:
        """Whether a worker is still to crash."""
        return self._crash_point is not None

    def has_crashed(self) -> None:
        """A worker has crashed: no other is to."""
        self._crash_point = None

    def crash_at(self, crash_point: CrashPoint) -> None:
        """Let a worker crash there, once."""
        self._crash_point = crash_point
        if crash_point.at and not crash_point.in_browser:
            seconds = 0 if crash_point.kind == FaultKind.LATENCY else HELD
            self.inject_fault(crash_point.at, crash_point.kind, seconds=seconds)

    @property
    def published(self) -> list[str]:
        """What the platform really shows, by its own log."""
        return published(self.artisan.sandbox, self.platform)

    @property
    def cards(self) -> list[str]:
        """How the platform's page shows this piece to people."""
        wall = WEB.get(f"{self.artisan.sandbox.url}/people/{self.platform}").raise_for_status()
        cards = unescape(wall.text).split("<article")[1:]
        return [card for card in cards if f'"{self.publication.url}"' in card]

    def run(self) -> None:
        """Walk through the machine to the end of this publication."""
        answer = self._advance({})
        for _ in range(MOST_STEPS):
            match answer["next"]:
                case "done":
                    return
                case "wait":
                    self._pass(answer["seconds"])
                    answer = self._advance({})
                case "browse":
                    answer = self._browse(answer["job"])
        raise AssertionError(f"{self.platform} is not done: {self.publication}")

    def _pass(self, seconds: float) -> None:
        self.clock.forward(seconds)
        if self._unread and self.published:
            call, kind, switch = self._unread
            self._unread = None
            self.inject_fault(call, kind, **switch)

    def _advance(self, more: dict[str, Any]) -> dict[str, Any]:
        """*Advance*, or *Settle* where the event bears an answer; *Recover* after a crash."""
        event = {"post_id": POST, "publication_id": self.publication.publication_id, **more}
        try:
            with self._crashing():
                return dict(self.artisan.cloud.call("publishing.step_publish", event))
        except WorkerKilled:
            self._crash_point = None
        except NotSettledYet:
            pass  # how *Settle* says that it goes on
        return {"next": "wait", "seconds": RECOVERY}

    def _browse(self, job: dict[str, Any]) -> dict[str, Any]:
        """*Browse* and *Settle*: with the worker's answer, or with the news that it had none."""
        crash_point = self._crash_point
        if not (crash_point and crash_point.in_browser):
            return self._advance({"result": self._do(job), "last": True})
        self._crash_point = None
        if crash_point.kind != FaultKind.HANG:
            self._do(job)  # it submits, and its answer is lost
        return self._advance({"error": {"Error": "Killed"}, "last": True})

    def _do(self, job: dict[str, Any]) -> Any:
        event = {"post_id": POST, "job": job}
        return self.browser_thread(self.artisan.cloud.call, "publishing.step_browse", event)

    def _account(self) -> AccountRef:
        _, platform, account_id = oauth_client.account(self.platform)
        return AccountRef(platform, account_id)

    def _listing(self) -> Listing:
        given = oauth_client.listing(self.artisan.sandbox)
        pictures = {name: Picture(**_fields(one)) for name, one in given.pictures.items()}
        return Listing(**{**_fields(given), "pictures": pictures})

    @contextmanager
    def _crashing(self) -> Iterator[None]:
        """Within it the worker crashes at the pending crash point."""
        crash_point = self._crash_point
        if crash_point is None or crash_point.in_browser:
            yield
        elif crash_point.at is None:
            raise WorkerKilled
        elif crash_point.kind == FaultKind.LATENCY:
            with aws.before_calls(self._die_once_answered):
                yield
        else:
            with self._killed_at(crash_point):
                yield

    def _die_once_answered(self, request: Any) -> None:
        log = journal.entries(self.artisan.sandbox.world)
        if "dynamodb" in request.url and any(one["fault"] == FaultKind.LATENCY for one in log):
            raise WorkerKilled

    @contextmanager
    def _killed_at(self, crash_point: CrashPoint) -> Iterator[None]:
        """Kill this thread while the sandbox holds the call."""
        over = threading.Event()
        watch = threading.Thread(target=self._watch, args=(crash_point, over), daemon=True)
        before = signal.signal(signal.SIGUSR1, _die)
        watch.start()
        try:
            yield
        finally:
            over.set()
            watch.join()
            signal.signal(signal.SIGUSR1, before)

    def _watch(self, crash_point: CrashPoint, over: threading.Event) -> None:
        while not over.wait(0.005):
            if any(map(_is_held(crash_point), journal.entries(self.artisan.sandbox.world))):
                signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)
                return


def _is_held(crash_point: CrashPoint) -> Callable[[dict[str, Any]], bool]:
    done = crash_point.kind == FaultKind.ACCEPT_THEN_TIMEOUT
    return lambda one: one["fault"] == crash_point.kind and bool(one["vendor_status"] or not done)


def _die(_number: int, _frame: FrameType | None) -> None:
    raise WorkerKilled


def _fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}
