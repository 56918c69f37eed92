"""A live listing in memory, and its operations, in which crashes and lost answers are planned."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from functions.channels.model.listing import (
    Listing,
    Part,
    ShownListing,
    StockLevel,
)
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.parts import brought
from functions.publishing.model.publication import Brought, Publication
from functions.publishing.model.stock_sent import StockFound
from functions.publishing.ports.listing_edits import DriftFound, ListingForeign, ListingNotFound
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.listing_watch import ListingWatch
from functions.publishing.service.operation_runner import OperationRunner
from functions.publishing.service.operations import OperationService
from functions.publishing.service.posts import PostService
from functions.publishing.service.present_listings import PresentListings
from functions.publishing.service.publish_runner import Done
from functions.publishing.service.stock_follower import StockFollower
from functions.publishing.service.sweeper import Sweeper
from kernel.clock import SetClock
from kernel.errors import OutcomeUnknown
from kernel.ids import CountedIds
from tests.unit.publishing.in_memory_platform import (
    LEASE,
    START,
    listing,
    planned,
)
from tests.unit.publishing.in_memory_table import (
    CrashPlan,
    PostsInMemory,
    PublicationsInMemory,
    TableInMemory,
    WorkerKilled,
)
from tests.unit.publishing.sources_in_memory import DestinationsInMemory, SourcesInMemory


@dataclass
class EditorInMemory:
    """One piece on a platform; `shown` is what it says, None once it is down."""

    crash_plan: CrashPlan
    shown: Listing | None = field(default_factory=listing)
    loses_answers: int = 0
    failures: list[Exception] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    able: EditSupport = field(
        default_factory=lambda: EditSupport(can_update=True, can_unpublish=True)
    )
    note: str = ""
    is_ours: bool = True
    stock: dict[str, int] = field(default_factory=dict)
    updates: list[tuple[Part, ...]] = field(default_factory=list)
    """The parts of each update that was brought."""
    meanwhile: list[Callable[[], None]] = field(default_factory=list)
    """What others do while somebody asks what can be done here."""

    def edit_support(self, platform: str) -> EditSupport:
        del platform
        if self.meanwhile:
            self.meanwhile.pop()()
        return self.able

    def update(
        self,
        publication: Publication,
        listing: Listing,
        parts: Sequence[Part],
        known: Mapping[Part, str],
    ) -> Brought | DriftFound:
        self._begin("update")
        there = self._there(publication)
        drifted = tuple(part for part in there.differing(known) if part in parts)
        if drifted:
            return DriftFound(drifted, there)
        self.updates.append(tuple(parts))
        self.shown = brought(self.shown or listing, listing, parts)
        self._end()
        return Brought("https://bazaar.example/changed", self._there(publication), self.note)

    def inspect(self, publication: Publication) -> ShownListing:
        self._begin("inspect")
        there = self._there(publication)
        self._end()
        return there

    def set_stock(self, publication: Publication, levels: Sequence[StockLevel]) -> StockFound:
        self._begin("set_stock")
        before = dict(self._there(publication).stock)
        for one in levels:
            target = one.target(self.stock.get(one.sku, 0))
            self.stock[one.sku] = self.stock.get(one.sku, 0) if target is None else target
        self._end()
        return StockFound(before, dict(self.stock))

    def adopt(self, publication: Publication) -> Brought:
        self._begin("adopt")
        self.is_ours = True
        self._end()
        return Brought("https://bazaar.example/1", self._there(publication))

    def _there(self, publication: Publication) -> ShownListing:
        if self.shown is None:
            raise ListingNotFound
        if not self.is_ours:
            raise ListingForeign("It is another piece.", remedy="Look there.")
        parts: dict[Part, str] = {
            "words": f"{self.shown.title}\n{self.shown.text}",
            "price": f"{self.shown.price} {[str(one.price) for one in self.shown.variants]}",
        }
        return ShownListing(parts, dict(self.stock) if publication.sent else {})

    def unpublish(self, publication: Publication) -> None:
        assert publication.external_id
        self._begin("unpublish")
        self.shown = None
        self._end()

    def _begin(self, verb: str) -> None:
        self.calls.append(verb)
        if self.failures:
            raise self.failures.pop(0)
        self.crash_plan.checkpoint()

    def _end(self) -> None:
        self.crash_plan.checkpoint()
        if self.loses_answers:
            self.loses_answers -= 1
            raise OutcomeUnknown("lost")


@dataclass
class RunsInMemory:
    """The workflow's runs by name, each with its publications; a name starts once."""

    started: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def start(self, post_id: str, run: str, publication_ids: Sequence[str]) -> None:
        self.started.setdefault(f"{post_id}-{run}", tuple(publication_ids))


class OperationScenario:
    """One live piece, requests to edit it, and a workflow that comes back after crashes."""

    def __init__(
        self, crash_plan: CrashPlan | None = None, editor: EditorInMemory | None = None
    ) -> None:
        self.crash_plan = crash_plan or CrashPlan()
        self.editor = editor or EditorInMemory(self.crash_plan)
        self.table = TableInMemory(self.crash_plan)
        self.clock = SetClock(START)
        self.runs = RunsInMemory()
        self.inputs = made = SourcesInMemory()
        post, publication = planned()
        confirmed = publication.confirmed(START, "1", "https://bazaar.example/1")
        self.table.add(post.settled(START), confirmed)
        sources = ListingSources(made, made, made, DestinationsInMemory(self.crash_plan, made))
        posts, publications = PostsInMemory(self.table), PublicationsInMemory(self.table)
        self.present = PresentListings(posts, sources, self.editor)
        self.operations = OperationService(
            publications, self.present, sources, self.editor, self.runs, self.clock, CountedIds()
        )
        self.posts = PostService(posts, publications, sources, self.runs, self.clock, CountedIds())
        self.operation_runner = OperationRunner(publications, made, self.editor, self.clock, LEASE)
        self.stock = StockFollower(publications, made, self.editor, self.operations)
        self.watch = ListingWatch(publications, self.editor, self.operations, self.stock)
        self.sweeper = Sweeper(publications, posts, self.runs, self.clock)
        self.crashes = 0

    @property
    def publication(self) -> Publication:
        return self.table.rows["pub_1"]

    @property
    def summary(self) -> tuple[str, str, str]:
        """The publication's status, and its operation's kind and status."""
        operation = self.publication.operation
        assert operation is not None
        return self.publication.status, operation.kind, operation.effect.status

    def update(self) -> None:
        self.operations.update("user_1", "pub_1")

    def unpublish(self) -> None:
        self.operations.unpublish("user_1", "pub_1")

    def run(self, rounds: int = 60) -> None:
        """Advance until it is done, as the state machine does; time passes only in waits."""
        for _ in range(rounds):
            try:
                following = self.operation_runner.advance("pub_1")
            except WorkerKilled:
                self.crashes += 1
                self.clock.forward(5.0)
                continue
            if isinstance(following, Done):
                return
            self.clock.forward(max(1.0, following.seconds))
        raise AssertionError(self.publication.operation)

    def later(self) -> None:
        """So much later that whatever is overdue is overdue."""
        self.clock.forward(timedelta(minutes=5).total_seconds())
