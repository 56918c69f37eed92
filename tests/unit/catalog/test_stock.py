"""Stock: a cause moves it once, and it never falls below zero."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from functions.catalog.errors import QuantityMissing, StockMoved
from functions.catalog.events import ProductUpdated, StockChanged, StockOversold
from functions.catalog.model.product import AccountSales, Product, VariantChange, account_key
from kernel.money import Money
from tests.unit.catalog.scenario import A, Scenario

PRICE = Money(90_000, "INR")


@pytest.fixture
def asha() -> Scenario:
    """Asha's catalog, in which there is nothing yet."""
    return Scenario()


def in_sizes(asha: Scenario, *quantities: int) -> Product:
    sizes = tuple(
        VariantChange({"Size": str(at)}, PRICE, quantity) for at, quantity in enumerate(quantities)
    )
    return asha.start(A, title="Kurta", price=PRICE, variants=sizes).product


class TestSales:
    def test_a_sale_counts_once_however_often_it_is_told(self, asha: Scenario) -> None:
        product = asha.start(A, price=PRICE, quantity=5).product
        for _ in range(3):
            asha.sold(1, (product.sku, 3))
        now = asha.now(product)
        assert (now.quantity, now.stock_version) == (2, 1)
        assert now.sales == {account_key("etsy", "shop"): AccountSales({product.sku: 3})}
        (event,) = asha.said(StockChanged)
        assert (event["on_hand"], event["stock_version"]) == (2, 1)
        (moved, made) = asha.stock.movements("asha", product.product_id, 10, None).items
        assert (moved.kind, moved.deltas, moved.levels) == (
            "sale",
            {product.sku: -3},
            {product.sku: 2},
        )
        assert (moved.platform, moved.account_id, moved.order_id) == ("etsy", "shop", "41")
        assert (made.kind, made.deltas) == ("counted", {product.sku: 5})

    def test_each_variant_has_its_own_number(self, asha: Scenario) -> None:
        product = in_sizes(asha, 2, 1, 0)
        small, medium, _ = (one.sku for one in product.variants)
        asha.sold(1, (small, 1), (medium, 1))
        assert asha.now(product).levels == dict(
            zip([one.sku for one in product.variants], (1, 0, 0), strict=True)
        )

    def test_in_whatever_order_six_reports_come_they_end_the_same(self, asha: Scenario) -> None:
        """Bought, more of it, repeated, a line taken out, put back, and cancelled."""
        product = in_sizes(asha, 5, 5)
        small, medium = (one.sku for one in product.variants)
        reports = [
            (1, ((small, 2), (medium, 1))),
            (2, ((small, 4), (medium, 1))),
            (2, ((small, 4), (medium, 1))),
            (3, ((small, 4),)),
            (4, ((small, 3), (medium, 2))),
            (5, ((small, 0), (medium, 0))),
        ]
        for number, order in enumerate(permutations(reports)):
            for revision, lines in order:
                asha.sold(revision, *lines, order=f"{number}")
            assert asha.now(product).levels == {small: 5, medium: 5}, order

    def test_what_is_of_others_is_let_be(self, asha: Scenario) -> None:
        product = asha.start(A, price=PRICE, quantity=5).product
        asha.sold(1, ("", 1), ("SOMEBODY-S", 1), ("A-b-c", 2))
        assert asha.now(product) == product
        assert asha.kept.stock.held == {}

    def test_one_that_was_told_later_of_an_earlier_state_moves_nothing(
        self, asha: Scenario
    ) -> None:
        product = asha.start(A, price=PRICE, quantity=5).product
        asha.sold(2, (product.sku, 1))
        asha.sold(1, (product.sku, 3))
        assert asha.now(product).quantity == 4

    def test_two_at_the_same_moment_both_count(self, asha: Scenario) -> None:
        product = asha.start(A, price=PRICE, quantity=5).product
        asha.kept.before_save = lambda: asha.sold(1, (product.sku, 1), platform="shopify")
        asha.sold(1, (product.sku, 2))
        assert asha.now(product).quantity == 2


class TestOverselling:
    def test_sold_twice_is_a_case_and_no_number_below_zero(self, asha: Scenario) -> None:
        product = asha.start(A, price=PRICE, quantity=1).product
        asha.sold(1, (product.sku, 1))
        asha.sold(1, (product.sku, 1), platform="shopify", order="77")
        assert asha.now(product).quantity == 0
        (case,) = asha.stock.oversold("asha", product.product_id)
        assert (case.order.platform, case.order.order_id, case.short) == ("shopify", "77", 1)
        (event,) = asha.said(StockOversold)
        assert (event["order"], event["short"], event["sku"]) == ("77", 1, product.sku)

    def test_cancelling_it_closes_the_case_and_brings_back_nothing(self, asha: Scenario) -> None:
        product = asha.start(A, price=PRICE, quantity=1).product
        asha.sold(1, (product.sku, 1))
        asha.sold(1, (product.sku, 2), platform="shopify")
        asha.sold(2, (product.sku, 0), platform="shopify")
        assert asha.now(product).quantity == 0
        assert asha.stock.oversold("asha", product.product_id) == []

    def test_a_cancelled_order_gives_its_pieces_back(self, asha: Scenario) -> None:
        product = asha.start(A, price=PRICE, quantity=5).product
        asha.sold(1, (product.sku, 3))
        asha.sold(2, (product.sku, 0))
        now = asha.now(product)
        assert now.quantity == 5
        counts = {product.sku: 3}
        assert now.sales == {account_key("etsy", "shop"): AccountSales(counts, counts)}

    def test_one_of_a_kind_comes_back_by_hand_only(self, asha: Scenario) -> None:
        product = asha.start(A, price=PRICE, quantity=1, one_of_a_kind=True).product
        asha.sold(1, (product.sku, 1))
        asha.sold(2, (product.sku, 0))
        assert asha.now(product).quantity == 0
        back = asha.edit(asha.now(product), quantity=1)
        assert back.quantity == 1


class TestCounting:
    def test_her_own_numbers_are_movements_too(self, asha: Scenario) -> None:
        product = asha.start(A, price=PRICE, quantity=5).product
        after = asha.edit(product, quantity=7)
        assert (after.quantity, after.stock_version) == (7, 1)
        assert [one["on_hand"] for one in asha.said(StockChanged)] == [7]
        assert asha.edit(after, title="Vase").stock_version == 1

    def test_words_can_be_changed_while_pieces_are_sold(self, asha: Scenario) -> None:
        product = asha.start(A, price=PRICE, quantity=5).product
        asha.kept.before_save = lambda: asha.sold(1, (product.sku, 3))
        after = asha.edit(product, title="Brass horse")
        assert (after.title, asha.now(product).quantity) == ("Brass horse", 2)

    def test_a_number_that_she_gave_for_another_is_refused(self, asha: Scenario) -> None:
        product = asha.start(A, price=PRICE, quantity=5).product
        asha.sold(1, (product.sku, 3))
        with pytest.raises(StockMoved):
            asha.edit(product, quantity=4, stock_version=product.stock_version)
        seen = asha.now(product)
        assert asha.edit(seen, quantity=4, stock_version=seen.stock_version).quantity == 4

    def test_a_price_of_a_variant_leaves_its_number(self, asha: Scenario) -> None:
        product = in_sizes(asha, 2, 1)
        small, _ = product.variants
        asha.sold(1, (small.sku, 1))
        dearer = tuple(
            VariantChange(one.options, Money(95_000, "INR"), None, one.variant_id)
            for one in product.variants
        )
        after = asha.edit(product, variants=dearer)
        assert [one.quantity for one in after.variants] == [1, 1]
        assert [one.price.minor for one in after.variants] == [95_000, 95_000]
        (event,) = (one for one in asha.said(ProductUpdated) if "variants" in one["fields"])
        assert event["product_version"] == after.version

    def test_a_new_variant_needs_a_number(self, asha: Scenario) -> None:
        product = in_sizes(asha, 2)
        new = VariantChange({"Size": "L"}, PRICE)
        kept = VariantChange({"Size": "0"}, PRICE)
        with pytest.raises(QuantityMissing) as refused:
            asha.edit(product, variants=(kept, new))
        assert "variants.1.quantity" in str(refused.value.details)

    def test_a_variant_that_goes_takes_its_pieces_along(self, asha: Scenario) -> None:
        product = in_sizes(asha, 2, 3)
        kept = VariantChange({"Size": "1"}, PRICE)
        after = asha.edit(product, variants=(kept,))
        (gone, _) = product.variants
        (moved, _) = asha.stock.movements("asha", product.product_id, 9, None).items
        assert moved.deltas == {gone.sku: -2}
        assert after.on_hand == 3


class Shop(RuleBasedStateMachine):
    """Two sizes, sold in two accounts, counted by hand, cancelled, edited, told out of order."""

    @initialize(one_of_a_kind=st.booleans())
    def begin(self, *, one_of_a_kind: bool) -> None:
        self.asha = Scenario()
        sizes = tuple(VariantChange({"Size": size}, PRICE, 2) for size in "SM")
        self.product = self.asha.start(
            A, price=PRICE, variants=sizes, one_of_a_kind=one_of_a_kind
        ).product
        self.skus = [one.sku for one in self.product.variants]

    @rule(
        size=st.integers(0, 1),
        quantity=st.integers(0, 3),
        platform=st.sampled_from(["etsy", "shopify"]),
        order=st.sampled_from("12"),
        revision=st.integers(1, 4),
        again=st.booleans(),
    )
    def tell(
        self, size: int, quantity: int, platform: str, order: str, revision: int, *, again: bool
    ) -> None:
        for _ in range(1 + again):
            line = (self.skus[size], quantity)
            self.asha.sold(revision, line, platform=platform, order=order)

    @rule(size=st.integers(0, 1), quantity=st.integers(0, 4))
    def count(self, size: int, quantity: int) -> None:
        now = self.asha.now(self.product)
        variants = tuple(
            VariantChange(one.options, one.price, quantity if at == size else None, one.variant_id)
            for at, one in enumerate(now.variants)
        )
        self.asha.edit(now, variants=variants)

    @invariant()
    def movements_sum_up_and_nothing_is_below_zero(self) -> None:
        if not hasattr(self, "asha"):
            return
        now, total = self.asha.now(self.product), Counter[str]()
        for one in self.asha.kept.stock.moved.values():
            total.update(one.deltas)
        assert {sku: total[sku] for sku in now.levels} == now.levels
        assert min(now.levels.values()) >= 0
        for line in self.asha.kept.stock.held.values():
            assert 0 <= line.short <= line.quantity


def test_whatever_is_told_the_movements_sum_up_to_what_is_there() -> None:
    run_state_machine_as_test(
        Shop, settings=settings(max_examples=100, stateful_step_count=30, deadline=None)
    )
