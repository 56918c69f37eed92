"""One product in two shops: what is sold, repriced, changed by hand in the shop, lost or told late.

The invariants 2, 3, 4 and 5 of the piece: nothing is written to what is not ours; no sold unit
returns, and numbers follow their owner; an update writes no number; what a shop shows is what was
sent last, and that is what the product is now, or a person is told of it.
"""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from functions.catalog.model.stock import OrderedLine, OrderRef, ReportedOrder
from functions.channels.model.listing import digest
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.publication import Publication
from kernel.money import Money
from tests.unit.publishing.in_memory_table import WorkerKilled
from tests.unit.publishing.market_in_memory import ACCOUNTS, SHOWS, Thing
from tests.unit.publishing.piece_walk import OWNER, PIECES, PRODUCT, PieceWalk

SHOPS = tuple(one for one in ACCOUNTS if SHOWS[one.platform] == "listing")
shops = st.sampled_from(SHOPS)


class Shops(PieceWalk):
    """Buyers, the artisan at her product, and somebody in the shops themselves."""

    @initialize()
    def begin(self) -> None:
        """A product that is live in both shops, each of which has been read once."""
        self.prepare()
        self.orders: list[tuple[AccountRef, str, int]] = []
        self.made, self.was_repriced = 0, False
        self.is_heard = True
        for account in SHOPS:
            self.wish(account)
        self.work_until_quiet()
        for account in SHOPS:
            self.look(account)
        self.work_until_quiet()

    @rule(rupees=st.sampled_from([1250, 1400, 900]))
    def reprice(self, rupees: int) -> None:
        """Change the price of the product."""
        catalog = self.piece.catalog
        if self.piece.now.price != Money(rupees * 100, "INR"):
            catalog.edit(self.piece.now, price=Money(rupees * 100, "INR"))

    @rule(account=shops, pieces=st.integers(1, 2), told=st.integers(0, 3))
    def buy(self, account: AccountRef, pieces: int, told: int) -> None:
        """A buyer orders in a shop, which counts it at once; we are told then, or some time later.

        `told` is how far the news comes at once: to catalog, to publishing, into the other shop.
        """
        thing = self.market.ours(account)
        if thing and thing.stock >= pieces:
            thing.is_in_doubt = thing.is_in_doubt or self._may_be_set(account)
            thing.stock -= pieces
            thing.sold += pieces
            self.made += 1
            self.orders.append((account, f"order_{self.made}", pieces))
            if told:
                self.tell(len(self.orders) - 1, again=False)
            if told > 1:
                self.hear()
            if told > 2:  # the last of the steps above
                self.work(1)

    @rule(which=st.integers(0, 2), again=st.booleans())
    def tell(self, which: int, *, again: bool) -> None:
        """The shop tells of an order, perhaps twice; not in the order of their making."""
        if not self.orders:
            return
        account, order, pieces = self.orders[which % len(self.orders)]
        if not again:
            self.orders.remove((account, order, pieces))
        told = (OrderedLine("1", self.piece.now.sku, pieces),)
        where = OrderRef("asha", account.platform, account.account_id, order)
        self.piece.catalog.stock.record(ReportedOrder(where, "1", told))
        self.is_heard = False

    @rule()
    def hear(self) -> None:
        """The event of the stock arrives; it comes again if its worker dies."""
        if self.is_heard:
            return
        try:
            self.stock.follow(OWNER, PRODUCT)
        except WorkerKilled:
            self.survive()
        else:
            self.is_heard = True

    @rule(account=shops, more=st.booleans())
    def change_by_hand(self, account: AccountRef, *, more: bool) -> None:
        """Somebody changes the price, or puts more into the shop, on the platform itself."""
        thing = self.market.ours(account)
        if thing and more:
            thing.stock += 3
            thing.is_raised = True
        elif thing and thing.price != Money(999_00, "INR"):  # the same once more changes nothing
            thing.price = Money(999_00, "INR")
            thing.is_repriced = self.was_repriced = True

    @rule(account=shops)
    def look(self, account: AccountRef) -> None:
        """The platform says that something was changed there."""
        for one in self.of(account):
            try:
                self.watch.went_live(one.publication_id)
                self.watch.changed_there(OWNER, account, one.external_id or "")
            except WorkerKilled:
                self.survive()

    @rule(account=shops, keep=st.booleans())
    def settle_drift(self, account: AccountRef, *, keep: bool) -> None:
        """A person keeps what was changed there, or puts hers in its place."""
        for one in self.of(account):
            parts = [part for part in one.drift if part != "stock"]
            with self.pressing():
                if parts and keep:
                    thing = self._thing(one)
                    if thing:
                        thing.is_repriced = False
                    self.operations.keep(OWNER, one.publication_id, parts)  # type: ignore[arg-type]  # "stock" is left out
                elif parts:
                    self.operations.update(OWNER, one.publication_id, parts)  # type: ignore[arg-type]  # as above
                elif one.drift:
                    self.operations.restock(OWNER, one.publication_id)

    @rule(account=shops)
    def update(self, account: AccountRef) -> None:
        """Press *Update*."""
        for one in self.of(account):
            with self.pressing():
                self.operations.update(OWNER, one.publication_id)

    @invariant()
    def no_sold_unit_returns(self) -> None:
        """A shop never sells again what it has sold, unless somebody put more there."""
        for account in SHOPS if hasattr(self, "market") else ():
            for thing in self.market.shown(account):
                assert thing.is_raised or thing.stock <= PIECES - thing.sold, thing

    def teardown(self) -> None:
        """In the end everything is settled, and what is said of it is true."""
        if not hasattr(self, "market"):
            return
        self.calm_down()
        while self.orders:
            self.tell(0, again=False)
        self.stock.follow(OWNER, PRODUCT)
        self.work_until_quiet()
        for account in SHOPS:
            self.look(account)
        self.work_until_quiet()
        self.everything_is_as_said()
        for account in SHOPS:
            for one in self.of(account):
                self._is_shown_as_said(one)

    def _is_shown_as_said(self, one: Publication) -> None:
        """Every fact there is what was sent last, and that is its owner's; or a person is told."""
        thing, sku = self._thing(one), self.piece.now.sku
        if one.status != "confirmed" or thing is None:
            return
        behind = self.present.behind([one])[one.publication_id]
        assert thing.price == one.listing.price or "price" in (*one.drift, *self._kept(one)), one
        assert one.listing.price == self.piece.now.price or "price" in behind.parts, one
        assert thing.stock == self.piece.now.quantity or "stock" in one.drift, (one, thing, sku)
        is_told_why = thing.is_raised or thing.is_in_doubt
        assert is_told_why or "stock" not in one.drift, (one, thing)
        assert self.was_repriced or not one.drift.keys() - {"stock"}, one

    def _may_be_set(self, account: AccountRef) -> bool:
        """Whether what is there was read to be written over, and no answer has come yet."""
        operations = [one.operations.get("set_stock") for one in self.of(account)]
        return any(one and not one.effect.is_over and one.before for one in operations)

    def _thing(self, one: Publication) -> Thing | None:
        things = self.market.things[one.account].values()
        return next((it for it in things if it.marker == one.publication_id and it.is_shown), None)

    def _kept(self, one: Publication) -> list[str]:
        """The parts that a person keeps as they are there."""
        thing = self._thing(one)
        return ["price"] if thing and one.shown.get("price") == digest(str(thing.price)) else []


def test_whatever_is_sold_and_changed_no_unit_returns_and_nothing_differs_untold() -> None:
    run_state_machine_as_test(
        Shops, settings=settings(max_examples=500, stateful_step_count=30, deadline=None)
    )
