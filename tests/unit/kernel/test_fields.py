"""The types of a piece's fields, and that no other shape has the same field with another limit."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from kernel.fields import Link, Materials, Price, Quantity, Story, Title
from tests.contract.openapi_from_code import committed

PIECES = ("craft", "region", "technique", "dimensions", "story", "link", "materials", "quantity")
"""The fields that mean the same wherever they are written."""
TITLES = ("ProductCreate", "ProductUpdate", "FactsWrite")
"""The shapes whose title is the piece's; a copy or a listing has a title of its own."""


def refusal(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as error:
        TypeAdapter(kind).validate_python(value)
    return str(error.value.errors()[0]["msg"])


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b", "\u202e"])
def test_a_title_shows_something(nothing: str) -> None:
    assert "may not be empty" in refusal(Title, nothing)
    assert "may not be empty" in refusal(Story, nothing)


def test_control_characters_are_refused_and_not_taken_out_in_silence() -> None:
    assert "no control characters" in refusal(Title, "Indigo\u0000stole")
    assert "no control characters" in refusal(Story, "One\u0007two")
    assert TypeAdapter(Story).validate_python("One\r\n\ttwo") == "One\ntwo"


def test_materials_are_told_apart_as_people_do() -> None:
    materials = TypeAdapter(Materials).validate_python(["Silk", "silk ", "indigo", "S\u0131lk"])
    assert materials == ("Silk", "indigo", "S\u0131lk")
    assert "at most 13" in refusal(Materials, [f"material {number}" for number in range(14)])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Title, "x" * 141),
        (Link, "javascript:alert(1)"),
        (Link, "http://localhost"),
        (Link, f"https://asha.example/{'x' * 300}"),
        (Quantity, 1_000_000),
        (Quantity, -1),
        (Price, {"amount": "0.00", "currency": "INR"}),
        (Price, {"amount": "1.005", "currency": "INR"}),
    ],
)
def test_what_no_platform_takes_is_refused(kind: Any, value: object) -> None:
    assert refusal(kind, value)


def limits(shape: dict[str, Any]) -> str:
    """The bounds of a field, whatever else its schema says."""
    choices = [one for one in shape.get("anyOf", [shape]) if one.get("type") != "null"]
    (only,) = choices
    names = ("maxLength", "maxItems", "minimum", "maximum")
    found = {name: only[name] for name in names if name in only}
    items = only.get("items", {})
    return f"{found} {items.get('maxLength', '')}"


def written(name: str) -> Iterator[tuple[str, str]]:
    """The shapes that write this field, with its limits; what is read has been checked before."""
    schemas = committed()["components"]["schemas"]
    for owner, shape in schemas.items():
        if owner.endswith("Read"):
            continue
        if name in shape.get("properties", {}):
            yield owner, limits(shape["properties"][name])


@pytest.mark.parametrize("name", PIECES)
def test_a_field_has_the_same_limits_in_every_shape(name: str) -> None:
    found = dict(written(name))
    assert {"ProductCreate", "ProductUpdate", "FactsWrite"} <= found.keys()
    assert len(set(found.values())) == 1, found


def test_the_title_of_a_piece_has_the_same_limits_in_every_shape() -> None:
    found = {owner: limit for owner, limit in written("title") if owner in TITLES}
    assert found.keys() == set(TITLES)
    assert len(set(found.values())) == 1, found
