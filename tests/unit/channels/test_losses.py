"""What platforms cannot carry of a listing, said beforehand."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from functions.channels.model.listing import Loss, LossPart
from functions.channels.model.losses import losses
from functions.channels.model.platforms import platform
from kernel.money import Money
from tests.unit.channels.sample_listing import listing
from tests.unit.channels.test_variant_rows import SAREES, stole

SAID = (
    "Dokra brass elephant\n\nCast in brass. Price: ₹1,250.50\nhttps://haat.example/p/elephant "
    "#dokra #lostwax"
)


def parts(name: str, **changes: object) -> list[LossPart]:
    """The parts that are lost of the sample."""
    one = replace(listing(), **changes)  # type: ignore[arg-type]  # names checked by the dataclass
    return [loss.part for loss in losses(one, platform(name))]


def of(part: LossPart, name: str, one: object = None) -> list[str]:
    """What is said about one part."""
    found = losses(one or stole(), platform(name))  # type: ignore[arg-type]  # a listing
    return [loss.sentence for loss in found if loss.part == part]


def test_a_text_that_says_it_all_loses_only_what_is_in_no_text() -> None:
    assert parts("facebook", text=SAID) == ["quantity"]
    assert parts("instagram", text=SAID) == ["quantity"]
    assert parts("pinterest", text=SAID) == ["quantity"]
    assert parts("etsy") == ["link"]


def test_each_part_that_a_text_does_not_say_is_named() -> None:
    assert parts("facebook", text="Lovely.") == [
        "title",
        "tags",
        "link",
        "price",
        "quantity",
        "materials",
    ]
    assert parts("instagram", text="Lovely.") == parts("facebook", text="Lovely.")
    assert "link" not in parts("pinterest", text="Lovely.")
    assert "title" not in parts("pinterest", text="Lovely.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("₹1,250.50", True),
        ("Rs 1250.5/-", True),
        ("कीमत: ₹१,२५०.५०", True),
        ("\u06f1\u066c\u06f2\u06f5\u06f0\u066b\u06f5\u06f0", True),
        ("₹11,250.50", False),
        ("₹1,250.505", False),
        ("₹1,250", False),
    ],
)
def test_a_price_is_said_by_its_number(text: str, said: bool) -> None:  # noqa: FBT001  # a case
    assert ("price" not in parts("facebook", text=text)) is said


def test_a_photo_that_is_shown_enlarged_is_said_to_look_blurred() -> None:
    one = listing()
    small = replace(one.pictures["square"], width=500, height=500, enlarged_from=240)
    tiny = {"square": replace(small, enlarged_from=210)}
    blurred = replace(one, pictures={**one.pictures, "square": small}, more_pictures=(tiny,))
    (found,) = (loss for loss in losses(blurred, platform("etsy")) if loss.part == "sharpness")
    assert found == Loss(
        "sharpness",
        "210/500",
        "Etsy wants photos at least 500 pixels wide: 2 of yours have only 210, and will look "
        "blurred.",
    )
    assert not of("sharpness", "instagram", blurred)  # it is shown another picture
    assert not of("sharpness", "etsy", one)


def test_a_price_in_lakhs_is_read() -> None:
    one = replace(listing(), price=Money(12_500_000, "INR"), text="₹1,25,000")
    assert of("price", "facebook", one) == []


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Cast in Brass.", []),
        ("Cast in brass-like metal", []),
        ("Cast in brassy metal", ["brass"]),
        ("women's", ["brass"]),
    ],
)
def test_materials_are_said_as_whole_words(text: str, lost: list[str]) -> None:
    found = losses(replace(listing(), text=text), platform("facebook"))
    assert [loss.detail for loss in found if loss.part == "materials"] == lost


def test_a_word_is_whole_in_indic_scripts_too() -> None:
    cotton = replace(listing(), materials=("सूत",))
    assert of("materials", "facebook", replace(cotton, text="सूती साड़ी"))
    assert not of("materials", "facebook", replace(cotton, text="शुद्ध सूत"))


def test_a_post_shows_no_sizes() -> None:
    assert of("variants", "facebook") == [
        "Facebook Page shows no choice of size: M, L and XL are not in the post."
    ]
    said = replace(stole(), text="In M and L, women's too")
    assert of("variants", "pinterest", said) == [
        "Pinterest shows no choice of size: XL is not in the post."
    ]
    assert losses(replace(stole(), variants=()), platform("facebook")) == losses(
        replace(stole(), variants=(), quantity=9), platform("facebook")
    )
    for name in ("etsy", "shopify", "woocommerce", "catalogue", "meesho", "indiamart"):
        assert of("variants", name) == []


def test_every_variants_price_is_missed_in_a_post() -> None:
    one = replace(stole(), text="From ₹1,250")
    assert of("price", "instagram", one) == [
        "Instagram has no field for a price: 1450.00 INR and 1650.00 INR are not in the post."
    ]


def test_the_quantity_is_the_variants() -> None:
    (found,) = (one for one in losses(stole(), platform("indiamart")) if one.part == "quantity")
    assert (found.detail, found.sentence) == ("3", "IndiaMART does not show how many there are.")


def test_photographs_beyond_what_is_shown_are_counted() -> None:
    more = tuple(listing().pictures for _ in range(6))
    one = replace(listing(), more_pictures=more)
    assert of("photos", "pinterest", one) == ["Pinterest shows 5 of 7 photos."]
    assert of("photos", "etsy", one) == []
    unready = replace(one, more_pictures=(*more[:1], {}))
    assert of("photos", "pinterest", unready) == ["Pinterest shows 2 of 3 photos."]


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        (
            "snapdeal",
            {"Size": "M"},
            ["Snapdeal has no field for size: M goes into the title."],
        ),
        (
            "meesho",
            {"Finish": "Matt"},
            ["Meesho has no field for finish: Matt goes into the title."],
        ),
        ("meesho", {"Colour": "Red"}, []),
        ("indiamart", {"Finish": "Matt", "Weave": "Plain"}, []),
    ],
)
def test_options_without_a_field_go_into_the_title(
    name: str, options: Mapping[str, str], said: list[str]
) -> None:
    assert of("options", name, stole(options)) == said


def test_a_field_that_does_not_offer_a_value_says_so() -> None:
    one = stole({"Colour": "Red"}, {"Colour": "Indigo"})
    assert of("options", "meesho", one) == [
        "Meesho's field for colour does not offer everything: Indigo goes into the title."
    ]


def test_sizes_depend_on_the_category() -> None:
    (said,) = of("options", "meesho")
    assert said.startswith("Meesho has a field for size in some categories only: in others M, L")
    assert of("options", "meesho", stole(field_values={"category": SAREES})) == []
    toys = stole(field_values={"category": "Kids & Toys > Toys > Wooden Toys"})
    assert of("options", "meesho", toys) == [
        "Meesho has no field for size: M, L and XL go into the title."
    ]


def test_what_is_sold_out_and_left_out_is_named() -> None:
    assert of("sold_out", "snapdeal") == [
        "Snapdeal lists nothing that is sold out: XL is left out."
    ]
    assert of("sold_out", "meesho") == []


def test_a_loss_has_a_stable_code_and_what_is_lost() -> None:
    assert Loss("alt_text", listing().alt_text, "Meesho keeps no picture descriptions.") in losses(
        listing(), platform("meesho")
    )
    assert parts("snapdeal", title="Elephant") == ["tags", "alt_text", "link"]
    assert parts("snapdeal", materials=("bees' wax",)) == [
        "tags",
        "alt_text",
        "link",
        "materials",
    ]
