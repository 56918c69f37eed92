"""The same two texts are one in every context that compares what people typed."""

import pytest
from pydantic import TypeAdapter, ValidationError

from functions.catalog.schemas.products import ProductCreate
from functions.catalog.schemas.variants import Variants
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.preferences import CraftDefault
from functions.content.model.text import distinct
from functions.media.model.library import plain, shown

SAFED, SAFED_DECOMPOSED = "स\u095eेद", "स\u092b\u093cेद"
SAME = pytest.mark.parametrize(
    ("one", "other"), [("Silk", " silk\u200b"), (SAFED, SAFED_DECOMPOSED), ("É", "e\u0301")]
)


@SAME
def test_materials(one: str, other: str) -> None:
    assert len(ProductCreate(materials=(one, other)).materials) == 1


@SAME
def test_tags_and_hashtags(one: str, other: str) -> None:
    assert len(distinct([one, other])) == 1


@SAME
def test_folders(one: str, other: str) -> None:
    assert plain(shown(one)) == plain(shown(other))


@SAME
def test_crafts_by_which_options_are_remembered(one: str, other: str) -> None:
    kept = CraftDefault(one, "category", FieldOption("1", "Stoles"))
    assert kept.is_for(other, "category")


@SAME
def test_options_of_variants(one: str, other: str) -> None:
    forms = [
        {"options": {"Colour": name}, "price": {"amount": "1", "currency": "INR"}, "quantity": 1}
        for name in (one, other)
    ]
    with pytest.raises(ValidationError, match="same options"):
        TypeAdapter(Variants).validate_python(tuple(forms))


def test_a_folder_keeps_the_signs_that_join_letters() -> None:
    assert shown("\u0d05\u0d35\u0d28\u0d4d\u200d #one") == "\u0d05\u0d35\u0d28\u0d4d\u200d one"
