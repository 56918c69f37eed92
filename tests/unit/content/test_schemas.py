import pytest
from pydantic import ValidationError

from functions.content.model.edits import CopyEdit, TextEdit
from functions.content.model.facts import Facts
from functions.content.schemas.drafts import DraftUpdate
from functions.content.schemas.facts import FactsWrite
from functions.content.schemas.words import dollars
from kernel.money import Money


def test_only_given_facts_are_taken_over() -> None:
    shape = {"title": "  Blue\u202e vase\n", "region": None}
    assert FactsWrite.model_validate(shape).to_facts() == Facts(title="Blue vase")


def test_money_and_materials() -> None:
    shape = {
        "price": {"amount": "1250.00", "currency": "INR"},
        "materials": ["glass", " Glass ", "borax"],
    }
    facts = FactsWrite.model_validate(shape).to_facts()
    assert facts.price == Money(125_000, "INR")
    assert facts.materials == ("glass", "borax")


@pytest.mark.parametrize(
    ("shape", "field"),
    [
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "http://localhost"}, "link"),
        ({"price": {"amount": "0.00", "currency": "INR"}}, "price"),
        ({"materials": ["\u200b"]}, "materials"),
        ({"story": "x" * 3001}, "story"),
        ({"title": "\u200b"}, "title"),
        ({"craft": "x" * 81}, "craft"),
        ({"materials": ["x" * 46]}, "materials"),
        ({"materials": [f"material {number}" for number in range(14)]}, "materials"),
        ({"quantity": 1_000_000}, "quantity"),
        ({"quantity": -1}, "quantity"),
        ({"craft": "half a \ud83c character"}, "craft"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_what_is_no_fact_is_refused_by_name(shape: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        FactsWrite.model_validate(shape)
    assert refusal.value.errors()[0]["loc"][0] == field


def test_an_edit_knows_what_was_left_out() -> None:
    edit = DraftUpdate.model_validate(
        {
            "copy": {"hashtags": ["blue pottery", "#BluePottery", "#Jaipur"]},
            "platforms": {"etsy": {"tags": [], "title": "A\u0000 vase"}},
        }
    ).to_edit()
    assert edit.copy == CopyEdit(hashtags=("#BluePottery", "#Jaipur"))
    assert edit.platforms == {"etsy": TextEdit(title="A vase", tags=())}


@pytest.mark.parametrize(
    ("micros", "shown"), [(0, "0.0000"), (1, "0.0001"), (100, "0.0001"), (1_234_500, "1.2345")]
)
def test_dollars_are_shown_to_a_hundredth_of_a_cent(micros: int, shown: str) -> None:
    assert dollars(micros) == shown
