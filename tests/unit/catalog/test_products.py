"""The use cases of products on ports in memory: photographs, races, and the trash."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from functions.catalog.errors import (
    ChangedMeanwhile,
    PhotoNotFound,
    PhotoTaken,
    PhotoUnusable,
    ProductNotFound,
    TooManyPhotos,
)
from functions.catalog.events import (
    ProductArchived,
    ProductCreated,
    ProductUpdated,
)
from functions.catalog.model.product import ProductChange, Variant
from functions.catalog.model.store import Store
from kernel.money import Money
from tests.unit.catalog.scenario import NOW, A, B, C, Scenario


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

    def test_saying_it_again_numbers_no_variant_anew_and_empties_nothing(
        self, asha: Scenario
    ) -> None:
        size = Variant({"Size": "S"}, Money(90_000, "INR"), 2)
        first = asha.start(A, title="Vase", materials=("clay",), variants=(size,)).product
        same = replace(size, options={"size": " s"}, quantity=3)
        again = asha.start(A, title=None, materials=(), variants=(same,)).product
        assert (again.title, again.materials) == ("Vase", ("clay",))
        (before,), (after,) = first.variants, again.variants
        assert (after.variant_id, after.sku) == (before.variant_id, before.sku)
        assert after.quantity == 3
        assert asha.start(A, variants=()).product.variants == (after,)

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
            with pytest.raises(refusal) as refused:
                asha.start(photo_id)
            assert refused.value.details["photo_id"] == photo_id
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

        edited = asha.edit(made, title="Bowl")
        assert edited == replace(
            made, title="Bowl", version=2, revision=2, updated_at=asha.clock.now()
        )
        assert asha.edit(edited, title="Bowl") == edited

    @pytest.mark.parametrize("version", [0, 2, 99])
    def test_an_edit_of_another_version_is_refused(self, asha: Scenario, version: int) -> None:
        made = asha.start().product
        with pytest.raises(ChangedMeanwhile):
            asha.edit(replace(made, revision=version), quantity=2)

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
