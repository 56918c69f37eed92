"""A live listing in memory, and its operations, in which crashes and lost answers are planned."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from functions.channels.model.listing import Listing, ListingVariant, Picture, Published
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.post import ChosenOption, Post
from functions.publishing.model.target import Target
from functions.publishing.ports import (
    Approved,
    Destination,
    ListingNotFound,
    PlatformCopy,
    ProductSnapshot,
)
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.operation_runner import OperationRunner
from functions.publishing.service.operations import OperationService
from functions.publishing.service.sweeper import Sweeper
from functions.publishing.service.target_runner import Done
from kernel.clock import SetClock
from kernel.errors import NotFound, OutcomeUnknown
from kernel.ids import CountedIds
from kernel.money import Money
from tests.unit.publishing.in_memory_platform import (
    LEASE,
    START,
    CrashPlan,
    PlatformInMemory,
    TableInMemory,
    WorkerKilled,
    listing,
    planned,
)


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
    meanwhile: list[Callable[[], None]] = field(default_factory=list)
    """What others do while somebody asks what can be done here."""

    def edit_support(self, platform: str) -> EditSupport:
        del platform
        if self.meanwhile:
            self.meanwhile.pop()()
        return self.able

    def update(self, target: Target, listing: Listing) -> Published:
        self._begin("update")
        if self.shown is None:
            raise ListingNotFound
        self.shown = listing
        self._end()
        return Published(target.external_id or "", "https://bazaar.example/changed", self.note)

    def unpublish(self, target: Target) -> None:
        assert target.external_id
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
class SourcesInMemory:
    """Everything from which a listing is put together; the test changes it."""

    approved_: Approved = field(
        default_factory=lambda: Approved(
            "Dokra horse",
            "A small brass horse",
            ("photo_1",),
            "",
            {"bazaar": PlatformCopy("Dokra horse", "A brass horse, cast anew.", ("dokra",))},
        )
    )
    snapshot: ProductSnapshot = field(
        default_factory=lambda: ProductSnapshot(Money(125_000, "INR"), 1, ("brass",), "Dokra")
    )
    ready: set[str] = field(default_factory=lambda: {"photo_1", "photo_2", "photo_3"})
    deleted: set[str] = field(default_factory=set)
    destination: Destination = field(
        default_factory=lambda: Destination("bazaar", "Bazaar", "web", is_connected=True)
    )
    kept: dict[tuple[str, str], str] = field(default_factory=dict)

    def approved(self, owner_id: str, draft_id: str) -> Approved:
        del owner_id, draft_id
        return self.approved_

    def product(self, owner_id: str, product_id: str) -> ProductSnapshot:
        del owner_id, product_id
        return self.snapshot

    def pictures(self, owner_id: str, photo_id: str) -> Mapping[str, Picture]:
        del owner_id
        if photo_id in self.deleted:
            raise NotFound("There is no such photo.")
        if photo_id not in self.ready:
            return {}
        names = ("web", "square", "thumbnail")
        url = f"https://haat.example/media/{photo_id}"
        return {name: Picture(f"{url}/{name}", 2048, 1536, 300, "jpeg") for name in names}

    def add_size_variant(self) -> None:
        """From now on the piece has a second form and another price."""
        sizes = (ListingVariant({"Size": "S"}, Money(90_000, "INR"), 2),)
        price = Money(90_000, "INR")
        self.snapshot = replace(self.snapshot, price=price, variants=sizes)


class DestinationsInMemory(PlatformInMemory):
    """The platform with the destination that `inputs` describes."""

    def __init__(self, crash_plan: CrashPlan, inputs: SourcesInMemory) -> None:
        super().__init__(crash_plan)
        self.inputs = inputs

    def destinations(self, owner_id: str, platforms: Sequence[str]) -> Mapping[str, Destination]:
        del owner_id
        return {"bazaar": self.inputs.destination} if "bazaar" in platforms else {}

    def field_values(
        self, owner_id: str, platform: str, craft: str | None, given: Mapping[str, str]
    ) -> Mapping[str, str]:
        del owner_id, platform
        of_craft = {name: id_ for (one, name), id_ in self.inputs.kept.items() if one == craft}
        return {**of_craft, **given}

    def remember(
        self, owner_id: str, platform: str, craft: str, name: str, choice: ChosenOption
    ) -> None:
        del owner_id, platform
        self.inputs.kept[craft, name] = choice.id


@dataclass
class RunsInMemory:
    """The workflow's runs by name, each with its platforms; a name starts once."""

    started: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def start(self, post: Post, run: str, platforms: Sequence[str] = ()) -> None:
        self.started.setdefault(f"{post.post_id}-{run}", tuple(platforms or post.platforms))


class OperationScenario:
    """One published piece, requests to edit it, and a workflow that comes back after crashes."""

    def __init__(
        self, crash_plan: CrashPlan | None = None, editor: EditorInMemory | None = None
    ) -> None:
        self.crash_plan = crash_plan or CrashPlan()
        self.editor = editor or EditorInMemory(self.crash_plan)
        self.table = TableInMemory(self.crash_plan)
        self.clock = SetClock(START)
        self.runs = RunsInMemory()
        self.inputs = SourcesInMemory()
        post, target = planned()
        self.table.posts["post_1"] = post.settled(START)
        confirmed = target.confirmed(START, "1", "https://bazaar.example/1")
        self.table.rows["post_1", "bazaar"] = confirmed
        made = self.inputs
        sources = ListingSources(made, made, made, DestinationsInMemory(self.crash_plan, made))
        self.operations = OperationService(
            self.table, sources, self.editor, self.runs, self.clock, CountedIds()
        )
        self.operation_runner = OperationRunner(self.table, self.editor, self.clock, LEASE)
        self.sweeper = Sweeper(self.table, self.runs, self.clock)
        self.crashes = 0

    @property
    def target(self) -> Target:
        return self.table.rows["post_1", "bazaar"]

    @property
    def summary(self) -> tuple[str, str, str]:
        """The target's status, and its operation's kind and status."""
        operation = self.target.operation
        assert operation is not None
        return self.target.status, operation.kind, operation.effect.status

    def update(self) -> None:
        self.operations.update("user_1", "post_1", "bazaar")

    def unpublish(self) -> None:
        self.operations.unpublish("user_1", "post_1", "bazaar")

    def run(self, rounds: int = 60) -> None:
        """Advance until it is done, as the state machine does; time passes only in waits."""
        for _ in range(rounds):
            try:
                following = self.operation_runner.advance("post_1", "bazaar")
            except WorkerKilled:
                self.crashes += 1
                self.clock.forward(5.0)
                continue
            if isinstance(following, Done):
                return
            self.clock.forward(max(1.0, following.seconds))
        raise AssertionError(self.target.operation)

    def later(self) -> None:
        """So much later that whatever is overdue is overdue."""
        self.clock.forward(timedelta(minutes=5).total_seconds())
