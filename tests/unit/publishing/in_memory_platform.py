"""A platform and a table in memory, at publishing's ports, in which a worker can crash anywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from functions.channels.model.listing import (
    Handle,
    Listing,
    NotThere,
    Picture,
    Published,
    Ready,
    Undetermined,
    Waiting,
)
from functions.publishing.model.post import ChosenOption, Post
from functions.publishing.model.target import Target
from functions.publishing.ports import (
    Destination,
)
from functions.publishing.service.target_runner import Browse, Done, Next, TargetRunner, Wait
from kernel.clock import SetClock
from kernel.errors import OutcomeUnknown, StaleWrite, TryLater
from kernel.events import Event
from kernel.money import Money
from kernel.pages import Page

START = datetime(2026, 11, 21, 5, 30, tzinfo=UTC)
LEASE = timedelta(seconds=75)
BROWSER_LEASE = timedelta(seconds=150)


class WorkerKilled(BaseException):
    """The process ends here; nothing in the code under test may catch it."""


@dataclass
class CrashPlan:
    """Kills the worker at the n-th checkpoint; only counts checkpoints when n is out of reach."""

    crash_after: int = -1
    passed: int = 0

    def checkpoint(self) -> None:
        """A place where a worker may be killed."""
        self.passed += 1
        if self.passed == self.crash_after:
            raise WorkerKilled


@dataclass
class TableInMemory:
    """Conditional writes as DynamoDB does them, with a checkpoint before and after each."""

    crash_plan: CrashPlan
    posts: dict[str, Post] = field(default_factory=dict)
    rows: dict[tuple[str, str], Target] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def get(self, post_id: str) -> Post | None:
        return self.posts.get(post_id)

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Post]:
        del cursor
        return Page([post for post in self.posts.values() if post.owner_id == owner_id][:limit])

    def targets(self, post_id: str) -> list[Target]:
        return [row for (owner, _), row in self.rows.items() if owner == post_id]

    def target(self, post_id: str, platform: str) -> Target | None:
        return self.rows.get((post_id, platform))

    def save(self, post: Post, targets: Sequence[Target], *events: Event) -> None:
        self.crash_plan.checkpoint()
        stored = self.posts.get(post.post_id)
        if (stored.version if stored else 0) != post.version - 1:
            raise StaleWrite("the post moved on")
        for target in targets:
            self._expect_next(target)
        self.posts[post.post_id] = post
        self.rows |= {(one.post_id, one.platform): one for one in targets}
        self.events += events
        self.crash_plan.checkpoint()

    def save_target(self, target: Target, *events: Event) -> None:
        self.crash_plan.checkpoint()
        self._expect_next(target)
        self.rows[target.post_id, target.platform] = target
        self.events += events
        self.crash_plan.checkpoint()

    def overdue(self, now: datetime) -> list[Target]:
        return [row for row in self.rows.values() if row.moves_on_at and row.moves_on_at < now]

    def _expect_next(self, target: Target) -> None:
        stored = self.rows.get((target.post_id, target.platform))
        if (stored.version if stored else 0) != target.version - 1:
            raise StaleWrite("the target moved on")


@dataclass
class PlatformInMemory:
    """A platform that really keeps posts; `loses_answers` of them arrive without an answer.

    One that is not `staged` is ready at once; one that does not `resume` cannot say of a handle
    that it may still be used. `alike` are others that say the same.
    """

    crash_plan: CrashPlan
    staged: bool = True
    waits: int = 1
    loses_answers: int = 0
    shows_after: int = 0
    can_look: bool = True
    unreadable: int = 0
    resumes: bool = True
    alike: tuple[Published, ...] = ()
    failures: list[Exception] = field(default_factory=list)
    check_failures: list[Exception] = field(default_factory=list)
    finish_failures: list[Exception] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    in_browser: bool = False
    no_job: Exception | None = None

    def destinations(self, owner_id: str, platforms: Sequence[str]) -> Mapping[str, Destination]:
        del owner_id
        destination = Destination("bazaar", "Bazaar", "web", is_connected=True)
        return {"bazaar": destination} if "bazaar" in platforms else {}

    def needs_browser(self, platform: str) -> bool:
        del platform
        return self.in_browser

    def start(self, target: Target) -> Waiting | Ready | Published:
        _fail(self.failures)
        self.crash_plan.checkpoint()
        handle = Handle(f"container-of-{target.target_id}", "made")
        return Waiting(handle, 2.0) if self.staged and self.waits else Ready(handle)

    def check(self, target: Target) -> Waiting | Ready | Published:
        assert target.handle is not None
        _fail(self.check_failures)
        self.waits -= 1
        return Waiting(target.handle, 2.0) if self.waits > 0 else Ready(target.handle)

    def finish(self, target: Target) -> Published:
        kept = target.handle
        assert kept is not None
        _fail(self.failures)
        _fail(self.finish_failures)
        return self._publish(target)

    def find(self, target: Target) -> Published | Ready | NotThere | Undetermined:
        assert target.handle is not None, "nobody was asked to show anything"
        if not self.can_look:
            return Undetermined(alike=self.alike)
        if self.unreadable:
            self.unreadable -= 1
            raise TryLater("the platform cannot be read", after=5)
        if self.shows_after > 0:
            self.shows_after -= 1
            return NotThere()
        if target.target_id in self.published:
            return Published("1", f"https://bazaar.example/{target.target_id}")
        return Ready(target.handle) if self.resumes else NotThere()

    def _publish(self, target: Target) -> Published:
        self.crash_plan.checkpoint()
        self.published.append(target.target_id)
        self.crash_plan.checkpoint()
        if self.loses_answers:
            self.loses_answers -= 1
            raise OutcomeUnknown("lost")
        return Published("1", f"https://bazaar.example/{target.target_id}")

    def job(self, target: Target, *, find: bool) -> Mapping[str, object]:
        if self.no_job is not None:
            raise self.no_job
        return {"target": target, "find": find}

    def read(
        self, target: Target, result: Mapping[str, object]
    ) -> Published | NotThere | Undetermined:
        del target
        answer = result["answer"]
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, Published | NotThere | Undetermined)
        return answer

    def field_values(
        self, owner_id: str, platform: str, craft: str | None, given: Mapping[str, str]
    ) -> Mapping[str, str]:
        raise AssertionError((owner_id, platform, craft, given))

    def remember(
        self, owner_id: str, platform: str, craft: str, name: str, choice: ChosenOption
    ) -> None:
        raise AssertionError((owner_id, platform, craft, name, choice))


def _fail(failures: list[Exception]) -> None:
    if failures:
        raise failures.pop(0)


def listing(marker: str = "tgt_1") -> Listing:
    picture = Picture("https://haat.example/media/p/web.webp", 2048, 1536, 300_000, "webp")
    return Listing(
        marker=marker,
        title="Dokra horse",
        text="A brass horse, cast in one piece.",
        tags=("dokra",),
        alt_text="A small brass horse",
        price=Money(125_000, "INR"),
        quantity=1,
        materials=("brass",),
        link="",
        pictures={"web": picture},
    )


def planned() -> tuple[Post, Target]:
    post = Post(
        "post_1",
        "user_1",
        "draft_1",
        "product_1",
        ("bazaar",),
        "Dokra horse",
        "",
        "publishing",
        START,
        START,
        round=1,
    )
    target = Target("tgt_1", "post_1", "user_1", "bazaar", listing(), "planned", "start", START)
    return post, target


@dataclass
class TargetScenario:
    """One post on one platform, and a workflow that comes back after every crash and wait."""

    platform: PlatformInMemory
    table: TableInMemory
    clock: SetClock
    target_runner: TargetRunner
    crashes: int = 0

    @classmethod
    def with_platform(cls, platform: PlatformInMemory) -> "TargetScenario":
        table = TableInMemory(platform.crash_plan)
        post, target = planned()
        table.posts["post_1"] = post
        table.rows["post_1", "bazaar"] = target
        clock = SetClock(START)
        target_runner = TargetRunner(table, platform, clock, LEASE, BROWSER_LEASE)
        return cls(platform, table, clock, target_runner)

    @property
    def target(self) -> Target:
        return self.table.rows["post_1", "bazaar"]

    def step(self) -> Next | None:
        try:
            return self.target_runner.advance("post_1", "bazaar")
        except WorkerKilled:
            self.crashes += 1
            return None

    def run(self, rounds: int = 60) -> Target:
        """Advance until it is done, as the state machine does; time passes only in waits."""
        for _ in range(rounds):
            following = self.step()
            match following:
                case Done():
                    return self.target
                case Wait(seconds):
                    self.clock.forward(max(1.0, seconds))
                case None:
                    self.clock.forward(5.0)
                case Browse(job):
                    raise AssertionError(job)
        raise AssertionError(self.target)
