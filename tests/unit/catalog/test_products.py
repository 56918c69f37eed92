"""The use cases of products on ports in memory: photographs, races, and the trash."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from functions.catalog.errors import (
    ChangedMeanwhile,
    PhotoNotFound,
    PhotoTaken,
    PhotoUnusable,
    ProductInTrash,
    ProductNotFound,
    RestoreOver,
    TooManyPhotos,
)
from functions.catalog.events import (
    ProductArchived,
    ProductCreated,
    ProductRestored,
    ProductUpdated,
)
from functions.catalog.model.product import Product, ProductChange, Variant, new_sku
from functions.catalog.model.store import Store
from functions.catalog.service.products import ProductService, StartedProduct
from kernel.clock import SetClock
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.ids import CountedIds
from kernel.money import Money
from tests.unit.catalog.in_memory import FixedPhotos, MemoryProducts, MemoryStores

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
A, B, C = "photo_a", "photo_b", "photo_c"
DAY = 24 * 3600


class Scenario:
    """Asha's catalog."""

    def __init__(self) -> None:
        self.stores = MemoryStores()
        self.kept = MemoryProducts()
        self.photos = FixedPhotos()
        self.clock = SetClock(NOW)
        self.products = ProductService(
            self.kept, self.stores, self.photos, self.clock, CountedIds()
        )

    def start(self, *photo_ids: str, **facts: Any) -> StartedProduct:
        return self.products.start("asha", ProductChange(facts, photo_ids))

    def edit(self, product: Product, *photo_ids: str, **facts: Any) -> Product:
        change = ProductChange(facts, photo_ids or None)
        return self.products.update("asha", product.product_id, product.version, change)

    def from_photo(self, photo_id: str) -> Product:
        made = self.products.begin_from_photo("asha", photo_id)
        assert made
        return made

    def now(self, product: Product) -> Product:
        return self.products.product("asha", product.product_id)

    def living(self) -> list[str]:
        return [one.product_id for one in self.products.page("asha", None, 50, None).items]

    def said(self, kind: type[Event]) -> list[dict[str, Any]]:
        return [one.model_dump() for one in self.kept.events if isinstance(one, kind)]


@pytest.fixture
def asha() -> Scenario:
    return Scenario()


class TestBeginning:
    def test_every_fact_may_come_later(self, asha: Scenario) -> None:
        started = asha.start()

        assert started.new
        assert (started.product.title, started.product.price, started.product.status) == (
            None,
            None,
            "draft",
        )

    def test_a_product_has_craft_and_region_of_the_first_store_unless_given(
        self, asha: Scenario
    ) -> None:
        asha.stores.kept.append(Store("store_1", "asha", "One", NOW, "Dhokra", "Bastar"))

        product = asha.start(region="Jaipur").product
        assert (product.craft, product.region) == ("Dhokra", "Jaipur")
        assert asha.from_photo(A).craft == "Dhokra"

    def test_a_photograph_begins_one_product_and_its_facts_are_merged(self, asha: Scenario) -> None:
        first = asha.start(A, title="Vase", craft="Blue pottery").product
        again = asha.start(A, B, title="Blue vase")

        assert (again.new, again.product.product_id) == (False, first.product_id)
        assert (again.product.title, again.product.craft) == ("Blue vase", "Blue pottery")
        assert again.product.photo_ids == (A, B)
        assert asha.start(A, B, title="Blue vase").product == again.product
        (event,) = asha.said(ProductUpdated)
        assert event["fields"] == ["title", "photo_ids"]
        assert (event["photo_ids"], event["product_version"]) == ([A, B], 2)

    def test_products_without_photographs_are_different_ones(self, asha: Scenario) -> None:
        assert asha.start(title="Vase").new
        assert asha.start(title="Vase").new

    def test_two_at_the_same_moment_are_one_product(self, asha: Scenario) -> None:
        asha.kept.before_save = lambda: asha.start(A, title="Vase")

        assert not asha.start(A, craft="Dhokra").new
        (product,) = asha.kept.kept.values()
        assert (product.title, product.craft) == ("Vase", "Dhokra")
        assert len(asha.said(ProductCreated)) == 1

    def test_photographs_of_others_and_rejected_ones_are_refused(self, asha: Scenario) -> None:
        asha.photos.unknown, asha.photos.rejected = {A}, {B}
        for photo_id, refusal in ((A, PhotoNotFound), (B, PhotoUnusable)):
            with pytest.raises(refusal):
                asha.start(photo_id)
        product = asha.start(C).product
        with pytest.raises(PhotoNotFound):
            asha.edit(product, C, A)
        asha.photos.unknown.add(C)  # it was deleted since
        assert asha.edit(product, C, title="Vase").title == "Vase"

    def test_a_product_has_so_many_photographs_and_no_more(self, asha: Scenario) -> None:
        asha.start(*[f"photo_{number}" for number in range(10)])
        with pytest.raises(TooManyPhotos):
            asha.start("photo_0", "photo_99")


class TestAutomaticProducts:
    def test_a_photograph_that_is_ready_makes_a_product_once(self, asha: Scenario) -> None:
        product = asha.from_photo(A)

        assert (product.origin, product.photo_ids) == ("photo", (A,))
        assert asha.products.begin_from_photo("asha", A) is None
        assert asha.living() == [product.product_id]

    def test_a_photograph_of_a_product_makes_none(self, asha: Scenario) -> None:
        asha.start(A, B)
        for photo_id in (A, B):
            assert asha.products.begin_from_photo("asha", photo_id) is None

    def test_a_photograph_of_an_archived_product_makes_none(self, asha: Scenario) -> None:
        product = asha.start(A).product
        asha.products.archive("asha", product.product_id)
        assert asha.products.begin_from_photo("asha", A) is None

    @pytest.mark.parametrize("artisan_first", [True, False])
    def test_an_artisan_and_the_photograph_at_once_make_one(
        self, asha: Scenario, *, artisan_first: bool
    ) -> None:
        if artisan_first:
            asha.kept.before_save = lambda: asha.start(A, title="Vase")
            assert asha.products.begin_from_photo("asha", A) is None
        else:
            asha.kept.before_save = lambda: asha.products.begin_from_photo("asha", A)
            assert not asha.start(A, title="Vase").new
        (product,) = asha.kept.kept.values()
        assert (product.title, product.origin) == ("Vase", "artisan")

    def test_an_untouched_one_is_archived_when_its_photograph_joins_another(
        self, asha: Scenario
    ) -> None:
        one, two = asha.from_photo(A), asha.from_photo(B)

        joined = asha.start(A, B).product
        assert joined.product_id == one.product_id
        assert asha.now(two).status == "archived"
        assert asha.living() == [one.product_id]
        assert [event["product_id"] for event in asha.said(ProductArchived)] == [two.product_id]
        assert asha.start(B).product.product_id != two.product_id

    def test_one_that_was_touched_stays(self, asha: Scenario) -> None:
        one, two = asha.from_photo(A), asha.from_photo(B)
        asha.edit(two, title="Mine")

        asha.start(A, B)
        assert sorted(asha.living()) == [one.product_id, two.product_id]
        assert asha.start(B).product.product_id == two.product_id

    def test_one_that_is_touched_at_that_moment_stays(self, asha: Scenario) -> None:
        asha.from_photo(A)
        two = asha.from_photo(B)
        asha.kept.before_save = lambda: asha.edit(two, title="Mine")

        asha.start(A, B)
        assert asha.now(two).status == "draft"

    def test_asking_for_it_is_touching_it(self, asha: Scenario) -> None:
        one, two = asha.from_photo(A), asha.from_photo(B)
        asha.start(B)

        asha.start(A, B)
        assert sorted(asha.living()) == [one.product_id, two.product_id]
        assert asha.said(ProductArchived) == []


class TestPhotographs:
    def test_their_order_is_the_artisans(self, asha: Scenario) -> None:
        product = asha.start(A, B).product
        product = asha.edit(product, B, A)

        assert product.photo_ids == (B, A)
        assert asha.start(B).product == product
        assert asha.start(A).new

    def test_one_that_is_taken_out_is_free(self, asha: Scenario) -> None:
        product = asha.start(A, B).product
        asha.edit(product, A)
        other = asha.start(B)
        assert other.new
        assert asha.products.product_of_photo("asha", B) == other.product

    def test_a_later_photograph_can_begin_a_product_of_its_own(self, asha: Scenario) -> None:
        first = asha.start(A, B).product
        own = asha.start(B)
        assert own.new
        assert asha.now(first).photo_ids == (A, B)
        assert not asha.start(B).new

    def test_one_that_begins_another_product_cannot_begin_a_second(self, asha: Scenario) -> None:
        one, two = asha.start(A).product, asha.start(B).product
        with pytest.raises(PhotoTaken) as refusal:
            asha.edit(two, A, B)
        assert refusal.value.details["product_id"] == one.product_id
        assert asha.edit(two, B, A).photo_ids == (B, A)

    def test_the_product_of_a_photograph(self, asha: Scenario) -> None:
        product = asha.start(A, B).product
        for photo_id in (A, B):
            assert asha.products.product_of_photo("asha", photo_id) == product
        assert asha.products.product_of_photo("asha", C) is None
        assert asha.products.product_of_photo("eve", A) is None
        asha.products.archive("asha", product.product_id)
        assert asha.products.product_of_photo("asha", A) is None


class TestEditing:
    def test_an_edit_counts_the_version_and_moves_the_time(self, asha: Scenario) -> None:
        made = asha.start(title="Vase").product
        asha.clock.forward(60)

        edited = asha.edit(made, quantity=2)
        assert edited == replace(made, quantity=2, version=2, updated_at=asha.clock.now())
        assert asha.edit(edited, quantity=2) == edited

    @pytest.mark.parametrize("version", [0, 2, 99])
    def test_an_edit_of_another_version_is_refused(self, asha: Scenario, version: int) -> None:
        made = asha.start().product
        with pytest.raises(ChangedMeanwhile):
            asha.edit(replace(made, version=version), quantity=2)

    def test_an_edit_that_is_overtaken_is_refused_and_not_published(self, asha: Scenario) -> None:
        made = asha.start().product
        asha.kept.before_save = lambda: asha.edit(made, quantity=1)
        with pytest.raises(ChangedMeanwhile) as refusal:
            asha.edit(made, quantity=2)
        assert refusal.value.remedy
        assert asha.now(made).quantity == 1
        assert len(asha.said(ProductUpdated)) == 1

    def test_nothing_of_another_is_found(self, asha: Scenario) -> None:
        made = asha.start().product.product_id
        attempts: tuple[Callable[[], object], ...] = (
            lambda: asha.products.product("eve", made),
            lambda: asha.products.update("eve", made, 1, ProductChange()),
            lambda: asha.products.archive("eve", made),
            lambda: asha.products.restore("eve", made),
        )
        for attempt in attempts:
            with pytest.raises(ProductNotFound):
                attempt()
        assert list(asha.products.page("eve", None, 50, None).items) == []
        assert asha.products.products("eve", (made,)) == {}


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
        assert back == replace(made, version=3)
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
