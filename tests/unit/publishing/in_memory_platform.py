"""A platform in memory, at publishing's ports, on which a worker can crash anywhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from functions.channels.model.listing import (
    Handle,
    Listing,
    Loss,
    NotThere,
    Picture,
    Published,
    Ready,
    Undetermined,
    Waiting,
)
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.built_listing import BuiltListing
from functions.publishing.model.post import ChosenOption, Place, Post
from functions.publishing.model.publication import Publication
from functions.publishing.ports.platforms import Destination, DestinationAccount
from functions.publishing.service.publish_runner import Browse, Done, Next, PublishRunner, Wait
from kernel.clock import SetClock
from kernel.errors import OutcomeUnknown, TryLater
from kernel.money import Money
from tests.unit.publishing.in_memory_table import (
    CrashPlan,
    PostsInMemory,
    PublicationsInMemory,
    TableInMemory,
    WorkerKilled,
)

START = datetime(2026, 11, 21, 5, 30, tzinfo=UTC)
LEASE = timedelta(seconds=75)
BROWSER_LEASE = timedelta(seconds=150)


STALL = AccountRef("bazaar", "stall_1", "Asha's stall")
"""The artisan's account on the platform."""

OTHER_STALL = AccountRef("bazaar", "stall_2", "Asha's second stall")


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
    lacks: tuple[Loss, ...] = ()
    meanwhile: Callable[[], object] = lambda: None  # a field
    """What happens while a job is being made."""

    def destinations(self, owner_id: str, platforms: Sequence[str]) -> Mapping[str, Destination]:
        del owner_id
        return {"bazaar": bazaar()} if "bazaar" in platforms else {}

    def needs_browser(self, platform: str) -> bool:
        del platform
        return self.in_browser

    def start(self, publication: Publication) -> Waiting | Ready | Published:
        _fail(self.failures)
        self.crash_plan.checkpoint()
        handle = Handle(f"container-of-{publication.publication_id}", "made")
        return Waiting(handle, 2.0) if self.staged and self.waits else Ready(handle)

    def check(self, publication: Publication) -> Waiting | Ready | Published:
        assert publication.handle is not None
        _fail(self.check_failures)
        self.waits -= 1
        return Waiting(publication.handle, 2.0) if self.waits > 0 else Ready(publication.handle)

    def finish(self, publication: Publication) -> Published:
        kept = publication.handle
        assert kept is not None
        _fail(self.failures)
        _fail(self.finish_failures)
        return self._publish(publication)

    def find(self, publication: Publication) -> Published | Ready | NotThere | Undetermined:
        assert publication.handle is not None, "nobody was asked to show anything"
        if not self.can_look:
            return Undetermined(alike=self.alike)
        if self.unreadable:
            self.unreadable -= 1
            raise TryLater("the platform cannot be read", after=5)
        if self.shows_after > 0:
            self.shows_after -= 1
            return NotThere()
        if publication.publication_id in self.published:
            return Published("1", f"https://bazaar.example/{publication.publication_id}")
        return Ready(publication.handle) if self.resumes else NotThere()

    def _publish(self, publication: Publication) -> Published:
        self.crash_plan.checkpoint()
        self.published.append(publication.publication_id)
        self.crash_plan.checkpoint()
        if self.loses_answers:
            self.loses_answers -= 1
            raise OutcomeUnknown("lost")
        return Published("1", f"https://bazaar.example/{publication.publication_id}")

    def job(self, publication: Publication, *, find: bool) -> Mapping[str, object]:
        self.meanwhile()
        if self.no_job is not None:
            raise self.no_job
        return {"publication": publication, "find": find}

    def read(
        self, publication: Publication, result: Mapping[str, object]
    ) -> Published | NotThere | Undetermined:
        del publication
        answer = result["answer"]
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, Published | NotThere | Undetermined)
        return answer

    def losses(self, platform: str, listing: Listing, photos: int) -> tuple[Loss, ...]:
        del platform, listing, photos
        return self.lacks

    def field_values(
        self, owner_id: str, account: AccountRef, craft: str | None, given: Mapping[str, str]
    ) -> Mapping[str, str]:
        raise AssertionError((owner_id, account, craft, given))

    def remember(
        self, owner_id: str, account: AccountRef, craft: str, name: str, choice: ChosenOption
    ) -> None:
        raise AssertionError((owner_id, account, craft, name, choice))


def _fail(failures: list[Exception]) -> None:
    if failures:
        raise failures.pop(0)


def listing(marker: str = "pub_1") -> Listing:
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


def bazaar(*accounts: AccountRef) -> Destination:
    """The platform as a destination, with these accounts (none: the artisan's one)."""
    held = tuple(DestinationAccount(one.account_id, one.name) for one in accounts or (STALL,))
    return Destination("bazaar", "Bazaar", "web", accounts=held)


def planned() -> tuple[Post, Publication]:
    post = Post(
        "post_1",
        "user_1",
        "product_1",
        (Place(STALL),),
        "Dokra horse",
        "",
        "publishing",
        START,
        START,
        round=1,
    )
    publication = Publication(
        "pub_1", "user_1", "product_1", STALL, "post_1", listing(), "planned", "start", START, START
    )
    return post, publication


@dataclass
class PublishScenario:
    """One post in one account, and a workflow that comes back after every crash and wait."""

    platform: PlatformInMemory
    table: TableInMemory
    clock: SetClock
    publish_runner: PublishRunner
    crashes: int = 0

    @classmethod
    def with_platform(cls, platform: PlatformInMemory) -> "PublishScenario":
        table = TableInMemory(platform.crash_plan)
        table.add(*planned())
        clock = SetClock(START)
        publish_runner = PublishRunner(
            PublicationsInMemory(table),
            PostsInMemory(table),
            platform,
            clock,
            LEASE,
            BROWSER_LEASE,
        )
        return cls(platform, table, clock, publish_runner)

    @property
    def publication(self) -> Publication:
        return self.table.rows["pub_1"]

    def take_up(self) -> None:
        """Try again, as a press of the artisan does."""
        again = self.publication.taken_up(self.clock.now(), "post_1", BuiltListing(listing(), {}))
        self.table.store(again)

    def step(self) -> Next | None:
        try:
            return self.publish_runner.advance("pub_1")
        except WorkerKilled:
            self.crashes += 1
            return None

    def run(self, rounds: int = 60) -> Publication:
        """Advance until it is done, as the state machine does; time passes only in waits."""
        for _ in range(rounds):
            following = self.step()
            match following:
                case Done():
                    return self.publication
                case Wait(seconds):
                    self.clock.forward(max(1.0, seconds))
                case None:
                    self.clock.forward(5.0)
                case Browse(job):
                    raise AssertionError(job)
        raise AssertionError(self.publication)
