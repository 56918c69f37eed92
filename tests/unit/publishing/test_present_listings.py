"""What live listings do not show yet: the parts that an update brings, and numbers for a person."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest

from functions.channels.model.listing import Listing, ListingVariant, Part, StockLevel
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.parts import Behind
from functions.publishing.model.publication_state import Status
from functions.publishing.model.stock_sent import SoldThere, StockSent
from functions.publishing.ports.sources import Approved, PlatformCopy
from functions.publishing.service.present_listings import PresentListings
from kernel.errors import Conflict, NotFound
from kernel.money import Money
from tests.unit.publishing.in_memory_platform import OTHER_STALL, STALL
from tests.unit.publishing.stock_scenario import CAN_COUNT, SKU, StockScenario


@dataclass
class NoProduct:
    """The port to products, of which there is none."""

    def product(self, owner_id: str, product_id: str) -> None:
        raise NotFound(f"{owner_id} has no {product_id}.")


class BehindScenario(StockScenario):
    """A piece that is live in two accounts, as words and product say."""

    def __init__(self) -> None:
        super().__init__(5)
        self.update()
        self.run()
        self.table.store(
            replace(self.publication, publication_id="pub_2", account=OTHER_STALL, operations={})
        )

    def behind(self, present: PresentListings | None = None) -> Mapping[str, Behind]:
        found = self.operations.publications.of_product("user_1", "product_1")
        return (present or self.present).behind(found)

    def with_sources(self, **changed: object) -> PresentListings:
        """The service with other sources."""
        return replace(self.present, sources=replace(self.present.sources, **changed))  # type: ignore[arg-type]  # names checked by the dataclass

    def reprice(self) -> None:
        self.inputs.snapshot = replace(self.inputs.snapshot, price=Money(140_000, "INR"))

    def reword(self) -> None:
        copies = {"bazaar": PlatformCopy("Dokra horse", "Of bell metal.", ("dokra",))}
        self.inputs.approved_ = replace(self.inputs.approved_, copies=copies)


def test_what_shows_all_is_not_behind() -> None:
    assert BehindScenario().behind() == {"pub_1": Behind(), "pub_2": Behind()}
    assert BehindScenario().present.behind([]) == {}


def test_each_part_that_differs_is_behind_in_each_place() -> None:
    scenario = BehindScenario()
    scenario.reprice()
    scenario.reword()
    assert scenario.behind() == dict.fromkeys(("pub_1", "pub_2"), Behind(("words", "price")))


@pytest.mark.parametrize(
    ("parts", "expected"), [((), ()), (("words",), ("words",)), (("price", "options"), ("price",))]
)
def test_a_part_that_the_platform_does_not_update_is_none(
    parts: tuple[Part, ...], expected: tuple[Part, ...]
) -> None:
    scenario = BehindScenario()
    scenario.editor.able = replace(CAN_COUNT, parts=parts)
    scenario.reprice()
    scenario.reword()
    assert scenario.behind()["pub_1"] == Behind(expected)


@pytest.mark.parametrize("status", ["planned", "sent", "failed", "unknown", "unpublished"])
def test_only_what_is_live_is_behind(status: Status) -> None:
    scenario = BehindScenario()
    scenario.reprice()
    scenario.table.store(replace(scenario.publication, status=status))
    assert set(scenario.behind()) == {"pub_2"}


def test_what_has_no_number_there_cannot_be_brought_anything() -> None:
    scenario = BehindScenario()
    scenario.reprice()
    scenario.table.store(replace(scenario.publication, external_id=""))
    assert scenario.behind() == {"pub_1": Behind(), "pub_2": Behind(("price",))}


def test_what_is_not_ours_there_is_brought_nothing() -> None:
    scenario = BehindScenario()
    scenario.reprice()
    scenario.table.store(replace(scenario.publication, is_foreign=True))
    assert scenario.behind() == {"pub_1": Behind(), "pub_2": Behind(("price",))}


def test_while_words_are_not_approved_all_else_is_behind() -> None:
    scenario = BehindScenario()
    scenario.reprice()
    scenario.inputs.approved_ = Approved("Other words", "Other", {})
    scenario.inputs.unapproved = Conflict("She has not approved the words.")
    assert scenario.behind() == {"pub_1": Behind(("price",)), "pub_2": Behind(("price",))}


def test_while_the_product_lacks_something_nothing_is_behind() -> None:
    scenario = BehindScenario()
    scenario.inputs.snapshot = replace(scenario.inputs.snapshot, price=None)
    assert scenario.behind() == {"pub_1": Behind(), "pub_2": Behind()}


def test_without_its_product_nothing_is_said() -> None:
    scenario = BehindScenario()
    assert scenario.behind(scenario.with_sources(products=NoProduct())) == {}


class TwoPlatforms:
    """The platform and another like it, for which there are no pictures."""

    def __init__(self, scenario: BehindScenario) -> None:
        self._known = scenario.present.sources.platforms

    def destinations(self, owner_id: str, platforms: list[str]) -> dict[str, object]:
        (bazaar,) = self._known.destinations(owner_id, ["bazaar"]).values()
        other = replace(bazaar, platform="fair", name="Fair", rendition="story")
        return {
            name: one for name, one in (("bazaar", bazaar), ("fair", other)) if name in platforms
        }

    def losses(self, platform: str, listing: Listing, photos: int) -> tuple[()]:
        del platform, listing, photos
        return ()


def test_one_that_cannot_be_built_hides_no_other() -> None:
    scenario = BehindScenario()
    scenario.reprice()
    other = AccountRef("fair", "fair_1")
    third = replace(scenario.publication, publication_id="pub_3", account=other, operations={})
    scenario.table.store(third)
    present = scenario.with_sources(platforms=TwoPlatforms(scenario))
    assert scenario.behind(present) == {
        "pub_1": Behind(("price",)),
        "pub_2": Behind(("price",)),
        "pub_3": Behind(),
    }


def by_hand() -> BehindScenario:
    """A platform on which only a person sets numbers."""
    scenario = BehindScenario()
    scenario.editor.able = EditSupport(can_update=False, can_unpublish=False, parts=())
    return scenario


def test_numbers_that_haat_sets_are_for_no_person() -> None:
    scenario = BehindScenario()
    scenario.count(2)
    assert scenario.behind()["pub_1"].stock == ()


def test_where_haat_cannot_a_person_sets_the_number() -> None:
    scenario = by_hand()
    scenario.count(2, sold=3, by=STALL)
    assert scenario.behind() == {
        "pub_1": Behind(),  # it has sold the three itself
        "pub_2": Behind(stock=(StockLevel(SKU, 2, before=5),)),
    }


def test_of_variants_only_those_that_differ_are_to_be_set() -> None:
    scenario = by_hand()
    price = Money(90_000, "INR")
    sent = {"DOK-1": StockSent(4), "DOK-2": StockSent(3)}
    scenario.table.store(replace(scenario.publication, sent=sent))
    variants = [ListingVariant({"Size": one}, price, 3, f"DOK-{one}") for one in ("1", "2", "3")]
    sales = {STALL.key: SoldThere()}
    scenario.inputs.snapshot = replace(
        scenario.inputs.snapshot, variants=tuple(variants), sales=sales
    )
    assert scenario.behind()["pub_1"].stock == (StockLevel("DOK-1", 3, before=4),)


def test_numbers_are_reported_also_while_words_are_not_approved() -> None:
    scenario = by_hand()
    scenario.count(2)
    scenario.inputs.unapproved = Conflict("She has not approved the words.")
    assert scenario.behind()["pub_1"].stock == (StockLevel(SKU, 2, before=5),)


def test_a_post_has_no_number_to_set() -> None:
    scenario = by_hand()
    scenario.inputs.destination = replace(scenario.inputs.destination, shows="post")
    scenario.count(2)
    assert scenario.behind()["pub_1"].stock == ()


def test_what_a_person_has_set_is_reported_no_more() -> None:
    scenario = by_hand()
    scenario.count(2)
    scenario.operations.restocked_by_hand("user_1", "pub_1")
    assert scenario.behind()["pub_1"].stock == ()


def test_what_all_places_share_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of a product asks whenever something happens to it."""
    scenario = BehindScenario()
    asked: Counter[str] = Counter()

    def counted(name: str) -> None:
        ask = getattr(scenario.inputs, name)

        def count(*given: str) -> object:
            asked[name] += 1
            return ask(*given)

        monkeypatch.setattr(scenario.inputs, name, count)

    for name in ("approved", "product", "pictures"):
        counted(name)
    for price in (Money(140_000, "INR"), None):
        scenario.inputs.snapshot = replace(scenario.inputs.snapshot, price=price)
        scenario.behind()
    # Where the product lacks its price, neither words nor pictures are asked for.
    assert asked == {"product": 2, "approved": 1, "pictures": 1}
