"""DynamoDB's expressions from plain mappings: every name and value by placeholder."""

from decimal import Decimal

import pytest

from kernel.aws.expressions import AtMost, Expression, from_wire, to_wire


def test_a_condition_names_each_kind_of_expectation() -> None:
    expression = Expression()

    text = expression.condition(
        {"pk": None, "status": ("planned", "failed"), "version": 3, "lease": AtMost("2026")}
    )

    assert text == ("attribute_not_exists(#n0) AND #n1 IN (:v0, :v1) AND #n2 = :v2 AND #n3 <= :v3")
    assert expression.names == {"#n0": "pk", "#n1": "status", "#n2": "version", "#n3": "lease"}
    assert expression.values == {":v0": "planned", ":v1": "failed", ":v2": 3, ":v3": "2026"}


def test_an_update_sets_what_has_a_value_and_removes_the_rest() -> None:
    expression = Expression()

    text = expression.update({"name": "Asha", "craft": None}, ["lease"])

    assert text == "SET #n0 = :v0 REMOVE #n1, #n2"
    assert expression.names == {"#n0": "name", "#n1": "lease", "#n2": "craft"}


def test_an_update_may_only_remove() -> None:
    assert Expression().update({"craft": None}, []) == "REMOVE #n0"


def test_no_text_of_a_caller_becomes_part_of_an_expression() -> None:
    expression = Expression()
    evil = "x OR attribute_exists(pk)"

    assert evil not in expression.condition({evil: evil})


def test_empty_arguments_are_left_out() -> None:
    assert Expression().arguments() == {}


def test_items_come_back_as_they_went() -> None:
    item = {
        "text": "नीला",
        "number": 7,
        "yes": True,
        "list": ["a", 1, {"deep": [2]}],
        "map": {"minor": 145_000, "currency": "INR"},
    }

    found = from_wire(to_wire(item))

    assert found == item
    assert type(found["number"]) is int
    assert to_wire({"nothing": None}) == {}


def test_sets_are_read_in_order() -> None:
    assert from_wire({"tags": {"SS": ["b", "a"]}}) == {"tags": ["a", "b"]}


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError):
        to_wire({"price": 14.5})
    assert to_wire({"price": Decimal(14)}) == {"price": {"N": "14"}}
