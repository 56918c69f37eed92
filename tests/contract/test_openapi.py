"""The API's one description: generated, whole, valid, committed, and never breaking a client."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.contract.breaking_changes import breaking_changes
from tests.contract.openapi_from_code import MARK, committed, generated

DOCUMENT = generated()
OPERATIONS = [
    (f"{verb.upper()} {path}", operation)
    for path, methods in DOCUMENT["paths"].items()
    for verb, operation in methods.items()
]
each_operation = pytest.mark.parametrize(
    "operation", [found for _, found in OPERATIONS], ids=[place for place, _ in OPERATIONS]
)
PRODUCT = ("paths", "/api/v1/products", "post")

Change = Callable[[dict[str, Any]], object]


def test_the_committed_file_breaks_no_client_and_equals_the_code() -> None:
    assert MARK in committed()["info"], "web/openapi.json is not generated yet: `make openapi`"
    assert breaking_changes(committed(), DOCUMENT) == []
    assert committed() == DOCUMENT, "run `make openapi`"


def test_the_document_is_valid_openapi() -> None:
    assert list(OpenAPIV31SpecValidator(DOCUMENT).iter_errors()) == []


def test_generating_twice_gives_the_same() -> None:
    assert json.dumps(generated()) == json.dumps(DOCUMENT)


def test_operation_names_are_unique() -> None:
    names = [operation["operationId"] for _, operation in OPERATIONS]

    assert len(set(names)) == len(names)


@each_operation
def test_an_operation_tells_what_it_is_for_and_what_can_go_wrong(operation: Any) -> None:
    assert operation["description"]
    assert len(operation["tags"]) == 1
    assert {"401", "404", "422", "429", "500"} <= set(operation["responses"])


def answers_of(operation: Any) -> dict[str, Any]:
    """Each answer by its status; failures are kept once for all operations."""
    shared = DOCUMENT["components"]["responses"]
    return {
        status: shared[answer["$ref"].rpartition("/")[2]] if "$ref" in answer else answer
        for status, answer in operation["responses"].items()
    }


@each_operation
def test_examples_are_valid(operation: Any) -> None:
    answers = answers_of(operation).values()
    contents = [part.get("content", {}) for part in (operation.get("requestBody", {}), *answers)]
    for content in contents:
        for shown in content.values():
            if not shown.get("schema"):
                continue
            schema = {**shown["schema"], "components": DOCUMENT["components"]}
            assert "example" in shown
            Draft202012Validator(schema).validate(shown["example"])


@each_operation
def test_an_answer_is_in_an_envelope(operation: Any) -> None:
    for status, answer in answers_of(operation).items():
        if status in {"204", "303"}:
            continue
        reference = answer["content"]["application/json"]["schema"]["$ref"]
        wanted = "Success_" if status.startswith("2") else "Failure"
        assert reference.rpartition("/")[2].startswith(wanted)


def inside(document: dict[str, Any], *keys: str) -> Any:
    for key in keys:
        document = document[key]
    return document


def drop_a_field(document: dict[str, Any]) -> None:
    shape = document["components"]["schemas"]["ProductRead"]
    del shape["properties"]["quantity"]
    shape["required"].remove("quantity")


def make_it_a_number(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["ProductRead"]["properties"]["sku"]["type"] = "integer"


def demand_a_field(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["ProductCreate"].setdefault("required", []).append("craft")


def refuse_a_field(document: dict[str, Any]) -> None:
    del document["components"]["schemas"]["ProductCreate"]["properties"]["craft"]


def sometimes_leave_it_out(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["ProductRead"]["required"].remove("title")


def demand_a_parameter(document: dict[str, Any]) -> None:
    inside(document, *PRODUCT)["parameters"][0]["required"] = True


def answer_otherwise(document: dict[str, Any]) -> None:
    answers = inside(document, *PRODUCT, "responses")
    answers["200"] = answers.pop("201")


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document["paths"].pop("/api/v1/products"),
        drop_a_field,
        make_it_a_number,
        demand_a_field,
        refuse_a_field,
        sometimes_leave_it_out,
        demand_a_parameter,
        answer_otherwise,
    ],
)
def test_a_change_that_breaks_clients_is_noticed(change: Change) -> None:
    changed = copy.deepcopy(DOCUMENT)
    change(changed)

    assert breaking_changes(DOCUMENT, changed)


def offer_a_field(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["ProductCreate"]["properties"]["colour"] = {"type": "string"}


def tell_more(document: dict[str, Any]) -> None:
    shape = document["components"]["schemas"]["ProductRead"]
    shape["properties"]["colour"] = {"type": "string"}
    shape["required"].append("colour")


@pytest.mark.parametrize(
    "change",
    [offer_a_field, tell_more, lambda document: document["paths"].update({"/api/v1/new": {}})],
)
def test_a_change_that_adds_something_breaks_nobody(change: Change) -> None:
    changed = copy.deepcopy(DOCUMENT)
    change(changed)

    assert breaking_changes(DOCUMENT, changed) == []
