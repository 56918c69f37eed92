"""SKUs for life, the trash, what is live, and races, on ports in memory."""

from dataclasses import replace

import pytest

from functions.catalog.errors import (
    PhotoTaken,
    ProductInTrash,
    RestoreOver,
)
from functions.catalog.events import (
    ProductArchived,
    ProductRestored,
    ProductUpdated,
)
from functions.catalog.model.product import Variant, new_sku
from kernel.errors import StaleWrite
from kernel.ids import CountedIds
from kernel.money import Money
from tests.unit.catalog.scenario import DAY, A, B, Scenario


@pytest.fixture
def asha() -> Scenario:
    return Scenario()


class TestSkus:
    @pytest.mark.parametrize(
        ("craft", "title", "prefix"),
        [
            ("Dokra", "Horse", "DOK"),
            ("Paiṭhaṇī", None, "PAI"),
            ("ढोकरा", "Brass horse", "BRA"),
            (None, "A1 vase", "AVA"),
            ("ढोकरा", "घोड़ा", "PCE"),
            (None, "Ox", "PCE"),
            (None, None, "PCE"),
        ],
    )
    def test_a_sku_is_short_and_readable(
        self, craft: str | None, title: str | None, prefix: str
    ) -> None:
        assert new_sku(craft, title, "sku_01m7y31sg3efna1xt956tj7f3k") == f"{prefix}-7F3K"

    def test_a_sku_stays_for_life(self, asha: Scenario) -> None:
        made = asha.start(craft="Dokra").product
        assert asha.edit(made, craft="Ajrakh", title="Stole").sku == made.sku

    def test_a_sku_that_is_taken_is_not_given_again(self, asha: Scenario) -> None:
        first = new_sku("Dokra", None, CountedIds().new("sku"))
        asha.kept.skus.add(("asha", first))
        assert asha.start(craft="Dokra").product.sku != first

    def test_the_number_of_a_variant_is_never_used_again(self, asha: Scenario) -> None:
        def form(size: str) -> Variant:
            return Variant({"Size": size}, Money(100, "INR"), 1)

        made = asha.start(variants=(form("S"), form("M"))).product
        assert [one.sku for one in made.variants] == [f"{made.sku}-1", f"{made.sku}-2"]
        fewer = asha.edit(made, variants=(made.variants[0],))
        more = asha.edit(fewer, variants=(form("L"), made.variants[0]))
        assert [one.sku for one in more.variants] == [f"{made.sku}-3", f"{made.sku}-1"]


class TestTrash:
    def test_an_archived_product_comes_back_as_it_was(self, asha: Scenario) -> None:
        made = asha.start(A, title="Vase").product
        gone = asha.products.archive("asha", made.product_id)
        assert asha.products.archive("asha", made.product_id) == gone
        assert (gone.status, asha.living()) == ("archived", [])
        with pytest.raises(ProductInTrash):
            asha.edit(gone, title="Bowl")
        back = asha.products.restore("asha", made.product_id)
        assert asha.products.restore("asha", made.product_id) == back
        assert back == replace(made, version=3, revision=3)
        assert len(asha.said(ProductArchived)) == 1
        assert [one["photo_ids"] for one in asha.said(ProductRestored)] == [[A]]

    def test_after_thirty_days_it_does_not_come_back(self, asha: Scenario) -> None:
        made = asha.start().product
        asha.products.archive("asha", made.product_id)
        asha.clock.forward(30 * DAY)
        asha.products.restore("asha", made.product_id)
        asha.products.archive("asha", made.product_id)
        asha.clock.forward(30 * DAY + 1)
        with pytest.raises(RestoreOver):
            asha.products.restore("asha", made.product_id)

    def test_its_photograph_may_begin_another_product_and_then_it_waits(
        self, asha: Scenario
    ) -> None:
        old = asha.start(A).product
        asha.products.archive("asha", old.product_id)
        new = asha.start(A)
        assert new.new
        with pytest.raises(PhotoTaken):
            asha.products.restore("asha", old.product_id)
        asha.products.archive("asha", new.product.product_id)
        asha.products.restore("asha", old.product_id)
        assert asha.start(A).product.product_id == old.product_id

    def test_a_new_product_and_a_restore_at_once_leave_one(self, asha: Scenario) -> None:
        old = asha.start(A).product
        asha.products.archive("asha", old.product_id)
        asha.kept.before_save = lambda: asha.products.restore("asha", old.product_id)
        assert not asha.start(A).new
        assert asha.living() == [old.product_id]

    def test_a_restored_one_is_the_artisans_own(self, asha: Scenario) -> None:
        asha.from_photo(A)
        two = asha.from_photo(B)
        one = asha.start(A, B).product
        asha.products.restore("asha", two.product_id)
        asha.edit(one, A)
        asha.edit(asha.now(one), A, B)
        assert asha.now(two).status == "draft"


class TestPublished:
    def test_a_draft_becomes_active_once_it_is_live(self, asha: Scenario) -> None:
        made = asha.start().product
        for _ in range(2):
            asha.products.mark_live("asha", made.product_id)
        assert asha.now(made).status == "active"
        assert [one["fields"] for one in asha.said(ProductUpdated)] == [["status"]]
        asha.products.mark_live("asha", "product_unknown")

    def test_it_wins_over_an_edit_at_the_same_moment(self, asha: Scenario) -> None:
        made = asha.start().product
        asha.kept.before_save = lambda: asha.edit(made, title="Vase")
        asha.products.mark_live("asha", made.product_id)
        assert (asha.now(made).status, asha.now(made).title) == ("active", "Vase")

    def test_an_archived_one_stays_archived_and_comes_back_active(self, asha: Scenario) -> None:
        made = asha.start().product
        asha.products.archive("asha", made.product_id)
        asha.products.mark_live("asha", made.product_id)
        assert asha.now(made).status == "archived"
        assert asha.said(ProductUpdated) == []
        assert asha.products.restore("asha", made.product_id).status == "active"


def test_a_race_that_is_never_won_is_handed_back(asha: Scenario) -> None:
    def interfere() -> None:
        asha.kept.before_save = interfere
        raise StaleWrite("changed")

    asha.kept.before_save = interfere
    with pytest.raises(StaleWrite):
        asha.start(A)
