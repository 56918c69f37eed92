"""One product, two accounts on each of two platforms: whatever is pressed, lost or disconnected.

The invariants 1, 2, 6 and 8 of the piece: one live listing per account; nothing is written to what
does not bear the publication's marker (the market refuses it by an assertion); connections change
no publication; a press repeated makes nothing twice.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.post import NewPlace, NewPost
from functions.publishing.model.publication import Publication
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.operation_runner import OperationRunner
from functions.publishing.service.operations import OperationService
from functions.publishing.service.posts import PostService
from functions.publishing.service.publish_runner import Done, PublishRunner, Wait
from kernel.clock import SetClock
from kernel.errors import Conflict, Refused
from kernel.ids import CountedIds
from tests.unit.publishing.in_memory_platform import BROWSER_LEASE, LEASE, START, planned
from tests.unit.publishing.in_memory_table import (
    CrashPlan,
    PostsInMemory,
    PublicationsInMemory,
    TableInMemory,
    WorkerKilled,
)
from tests.unit.publishing.market_in_memory import ACCOUNTS, SHOWS, MarketInMemory, PieceInMemory
from tests.unit.publishing.operation_scenario import RunsInMemory

OWNER, PRODUCT = "user_1", "product_1"
accounts = st.sampled_from(ACCOUNTS)


class Piece(RuleBasedStateMachine):
    """The artisan, her workers, and the market."""

    @initialize()
    def begin(self) -> None:
        """A product that is shown nowhere yet."""
        self.crash_plan = CrashPlan()
        self.market = MarketInMemory(self.crash_plan)
        self.table = TableInMemory(self.crash_plan)
        self.publications = PublicationsInMemory(self.table)
        posts, self.piece, runs = PostsInMemory(self.table), PieceInMemory(), RunsInMemory()
        self.clock, ids = SetClock(START), CountedIds()
        sources = ListingSources(self.piece, self.piece, self.piece, self.market)
        publications = self.publications
        self.posts = PostService(posts, publications, sources, runs, self.clock, ids)
        self.operations = OperationService(
            publications, posts, sources, self.market, runs, self.clock, ids
        )
        self.publish_runner = PublishRunner(
            publications, posts, self.market, self.clock, LEASE, BROWSER_LEASE
        )
        self.operation_runner = OperationRunner(publications, self.market, self.clock, LEASE)
        self.wishes: Counter[AccountRef] = Counter()

    @rule(account=accounts, again=st.booleans(), twice=st.booleans())
    def publish(self, account: AccountRef, *, again: bool, twice: bool) -> None:
        """Press *Publish*, perhaps twice, each time with a key of its own."""
        new = NewPost(PRODUCT, (NewPlace(account.platform, account.account_id, again),))
        is_live = any(one.status == "confirmed" for one in self._of(account))
        begun = 0
        for _ in range(1 + twice):
            self.wishes[account] += 1
            try:
                self.posts.create(OWNER, new, publish=True)
                begun += 1
            except Conflict:
                self.wishes[account] -= 1
            except WorkerKilled:
                self._survive()  # nobody knows whether it was written
        assert begun <= 1, "a press repeated made another"
        assert again or not is_live or begun == 0, "another was made that nobody asked for"

    @rule(account=accounts)
    def try_again(self, account: AccountRef) -> None:
        """Press *Try again* on what has failed."""
        for one in self._of(account):
            with self._pressing():
                self.posts.retry(OWNER, one.post_id, (one.publication_id,))

    @rule(account=accounts, words=st.sampled_from(["A brass horse.", "A horse of bell metal."]))
    def update(self, account: AccountRef, words: str) -> None:
        """Press *Update* with these words."""
        self.piece.text = words
        for one in self._of(account):
            with self._pressing():
                self.operations.update(OWNER, one.publication_id)

    @rule(account=accounts)
    def unpublish(self, account: AccountRef) -> None:
        """Press *Take down*."""
        for one in self._of(account):
            with self._pressing():
                self.operations.unpublish(OWNER, one.publication_id)

    @rule(account=accounts)
    def disconnect(self, account: AccountRef) -> None:
        """Disconnect one account; no publication changes."""
        before = dict(self.table.rows)
        self.market.connected.discard(account)
        assert self.table.rows == before

    @rule(account=accounts)
    def reconnect(self, account: AccountRef) -> None:
        """Connect one account again; no publication changes."""
        before = dict(self.table.rows)
        self.market.connected.add(account)
        assert self.table.rows == before

    @rule(account=accounts)
    def take_down_by_hand(self, account: AccountRef) -> None:
        """Delete on the platform itself, behind our back."""
        self.market.take_down_by_hand(account)

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

    @precondition(lambda self: any(one.needs_review for one in self.table.rows.values()))
    @rule()
    def answer(self) -> None:
        """A person looks on the platform and says what is there."""
        for one in list(self.table.rows.values()):
            if one.needs_review:
                with self._pressing():
                    self.posts.resolve(OWNER, one.publication_id, self._seen(one))

    @invariant()
    def one_live_listing_per_account(self) -> None:
        """Never two of one listing, and never more posts than were asked for."""
        for account in ACCOUNTS if hasattr(self, "market") else ():
            shown = self.market.shown(account)
            assert len(shown) <= (
                1 if SHOWS[account.platform] == "listing" else self.wishes[account]
            )

    def teardown(self) -> None:
        """In the end everything is settled, and what is said of it is true."""
        if not hasattr(self, "market"):
            return
        self.market.connected = set(ACCOUNTS)
        self.crash_plan.crash_after = -1
        self.market.loses = False
        for _ in range(80):
            self.work(100)
            if all(one.moves_on_at is None for one in self.table.rows.values()):
                break
        for one in self.table.rows.values():
            assert one.is_settled, one
            assert one.moves_on_at is None, one
            if one.status == "failed":
                assert self._seen(one) is None, "said to have failed, and is there"

    def _of(self, account: AccountRef) -> list[Publication]:
        found = self.publications.of_product(OWNER, PRODUCT)
        return [one for one in found if one.account == account]

    def _seen(self, publication: Publication) -> str | None:
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
            self._survive()

    @contextmanager
    def _pressing(self) -> Iterator[None]:
        """A press may be refused, and its worker may be killed."""
        try:
            yield
        except Conflict:
            return
        except WorkerKilled:
            self._survive()

    def _survive(self) -> None:
        self.crash_plan.crash_after = -1


def test_whatever_happens_the_piece_is_shown_where_it_was_asked_for() -> None:
    run_state_machine_as_test(
        Piece, settings=settings(max_examples=150, stateful_step_count=40, deadline=None)
    )


def test_the_market_notices_a_write_to_what_is_not_ours() -> None:
    """The check itself: a number of the one account, used in the other, is somebody else's."""
    market = MarketInMemory(CrashPlan())
    _, planned_one = planned()
    astray = replace(planned_one, account=ACCOUNTS[1], external_id="1")
    with pytest.raises(AssertionError, match="not ours"):
        market.update(astray, astray.listing)
    market.connected.clear()
    with pytest.raises(Refused, match="is not connected"):
        market.update(astray, astray.listing)
