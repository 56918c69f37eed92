"""A walk of one product through two accounts on each of two platforms; its rules are the tests'."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.post import NewPlace, NewPost
from functions.publishing.model.publication import Publication
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.listing_watch import ListingWatch
from functions.publishing.service.operation_runner import OperationRunner
from functions.publishing.service.operations import OperationService
from functions.publishing.service.posts import PostService
from functions.publishing.service.present_listings import PresentListings
from functions.publishing.service.publish_runner import Done, PublishRunner, Wait
from functions.publishing.service.stock_follower import StockFollower
from kernel.clock import SetClock
from kernel.errors import Conflict
from kernel.ids import CountedIds
from tests.unit.publishing.in_memory_platform import BROWSER_LEASE, LEASE, START
from tests.unit.publishing.in_memory_table import (
    CrashPlan,
    PostsInMemory,
    PublicationsInMemory,
    TableInMemory,
    WorkerKilled,
)
from tests.unit.publishing.market_in_memory import (
    ACCOUNTS,
    MarketInMemory,
    PieceInMemory,
)
from tests.unit.publishing.operation_scenario import RunsInMemory

OWNER, PRODUCT = "user_1", "product_1"
PIECES = 5


class PieceWalk(RuleBasedStateMachine):
    """The artisan, her workers and the market; a worker may be killed, and an answer be lost."""

    def prepare(self) -> None:
        """A product that is shown nowhere yet."""
        self.crash_plan = CrashPlan()
        self.market = MarketInMemory(self.crash_plan)
        self.table = TableInMemory(self.crash_plan)
        self.publications = PublicationsInMemory(self.table)
        posts, self.piece, runs = PostsInMemory(self.table), PieceInMemory(), RunsInMemory()
        self.piece.begin(PIECES)
        self.clock, ids = SetClock(START), CountedIds()
        sources = ListingSources(self.piece, self.piece, self.piece, self.market)
        publications = self.publications
        self.posts = PostService(posts, publications, sources, runs, self.clock, ids)
        self.present = PresentListings(posts, sources, self.market)
        self.operations = OperationService(
            publications, self.present, sources, self.market, runs, self.clock, ids
        )
        self.publish_runner = PublishRunner(
            publications, posts, self.market, self.clock, LEASE, BROWSER_LEASE
        )
        self.operation_runner = OperationRunner(
            publications, self.piece, self.market, self.clock, LEASE
        )
        self.stock = StockFollower(publications, self.piece, self.market, self.operations)
        self.watch = ListingWatch(publications, self.market, self.operations, self.stock)
        self.wishes: Counter[AccountRef] = Counter()

    def wish(self, account: AccountRef, *, again: bool = False, twice: bool = False) -> int:
        """Press *Publish*, perhaps twice, each time with a key of its own; how many were begun."""
        new = NewPost(PRODUCT, (NewPlace(account.platform, account.account_id, again),))
        begun = 0
        for _ in range(1 + twice):
            self.wishes[account] += 1
            try:
                self.posts.create(OWNER, new, publish=True)
                begun += 1
            except Conflict:
                self.wishes[account] -= 1
            except WorkerKilled:
                self.survive()  # nobody knows whether it was written
        return begun

    @rule(checkpoint=st.integers(1, 6), loses=st.booleans())
    def misfortune(self, checkpoint: int, *, loses: bool) -> None:
        """From now on a worker is killed at the n-th checkpoint, or an answer is lost."""
        self.crash_plan.crash_after = self.crash_plan.passed + checkpoint
        self.market.loses = loses

    @rule(seconds=st.sampled_from([1, 10, 100]))
    def work(self, seconds: int) -> None:
        """Each publication is advanced once, after some time."""
        self.clock.forward(seconds)
        for one in list(self.table.rows.values()):
            self._advance(one.publication_id)

    def work_until_quiet(self) -> None:
        for _ in range(80):
            self.work(100)
            if all(one.moves_on_at is None for one in self.table.rows.values()):
                break

    def calm_down(self) -> None:
        """From now on nothing goes wrong, and every account is connected."""
        self.market.connected = set(ACCOUNTS)
        self.crash_plan.crash_after = -1
        self.market.loses = False
        for account in ACCOUNTS:
            self.stock.resume(OWNER, account)
        self.work_until_quiet()

    def everything_is_as_said(self) -> None:
        for one in self.table.rows.values():
            assert one.is_settled, one
            assert one.moves_on_at is None, one
            if one.status == "failed":
                assert self.seen(one) is None, "said to have failed, and is there"

    def of(self, account: AccountRef) -> list[Publication]:
        found = self.publications.of_product(OWNER, PRODUCT)
        return [one for one in found if one.account == account]

    def seen(self, publication: Publication) -> str | None:
        there = self.market.things[publication.account]
        for key, one in there.items():
            if one.marker == publication.publication_id and one.is_shown:
                return f"https://market.example/{key}"
        return None

    def _advance(self, publication_id: str) -> None:
        try:
            following = self.publish_runner.advance(publication_id)
            if isinstance(following, Done):
                following = self.operation_runner.advance(publication_id)
            assert isinstance(following, Done | Wait)
        except WorkerKilled:
            self.survive()

    @contextmanager
    def pressing(self) -> Iterator[None]:
        """A press may be refused, and its worker may be killed."""
        try:
            yield
        except Conflict:
            return
        except WorkerKilled:
            self.survive()

    def survive(self) -> None:
        self.crash_plan.crash_after = -1
