"""One product, two accounts on each of two platforms: whatever is pressed, lost or disconnected.

The invariants 1, 2, 6 and 8 of the piece: one live listing per account; nothing is written to what
does not bear the publication's marker (the market refuses it by an assertion); connections change
no publication; a press repeated makes nothing twice.
"""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from functions.publishing.model.account_ref import AccountRef
from kernel.errors import Refused
from tests.unit.publishing.in_memory_platform import planned
from tests.unit.publishing.in_memory_table import CrashPlan
from tests.unit.publishing.market_in_memory import ACCOUNTS, SHOWS, MarketInMemory
from tests.unit.publishing.piece_walk import OWNER, PieceWalk

accounts = st.sampled_from(ACCOUNTS)


class Piece(PieceWalk):
    """What the artisan presses, connects and deletes."""

    @initialize()
    def begin(self) -> None:
        """A product that is shown nowhere yet."""
        self.prepare()

    @rule(account=accounts, again=st.booleans(), twice=st.booleans())
    def publish(self, account: AccountRef, *, again: bool, twice: bool) -> None:
        """Press *Publish*, perhaps twice, each time with a key of its own."""
        is_live = any(one.status == "confirmed" for one in self.of(account))
        begun = self.wish(account, again=again, twice=twice)
        assert begun <= 1, "a press repeated made another"
        assert again or not is_live or begun == 0, "another was made that nobody asked for"

    @rule(account=accounts)
    def try_again(self, account: AccountRef) -> None:
        """Press *Try again* on what has failed."""
        for one in self.of(account):
            with self.pressing():
                self.posts.retry(OWNER, one.post_id, (one.publication_id,))

    @rule(account=accounts, words=st.sampled_from(["A brass horse.", "A horse of bell metal."]))
    def update(self, account: AccountRef, words: str) -> None:
        """Press *Update* with these words."""
        self.piece.text = words
        for one in self.of(account):
            with self.pressing():
                self.operations.update(OWNER, one.publication_id)

    @rule(account=accounts)
    def unpublish(self, account: AccountRef) -> None:
        """Press *Take down*."""
        for one in self.of(account):
            with self.pressing():
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

    @precondition(lambda self: any(one.needs_review for one in self.table.rows.values()))
    @rule()
    def answer(self) -> None:
        """A person looks on the platform and says what is there."""
        for one in list(self.table.rows.values()):
            if one.needs_review:
                with self.pressing():
                    self.posts.resolve(OWNER, one.publication_id, self.seen(one))

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
        if hasattr(self, "market"):
            self.calm_down()
            self.everything_is_as_said()


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
        market.update(astray, astray.listing, ("words",), {})
    market.connected.clear()
    with pytest.raises(Refused, match="is not connected"):
        market.update(astray, astray.listing, ("words",), {})
