"""Pinterest's stand-in keeps to Pinterest's published OpenAPI, in answers and in refusals."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from openapi_schema_validator import OAS30ReadValidator, OAS30WriteValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4
from starlette.applications import Starlette
from starlette.routing import Route

from infra.local.sandbox import pinterest
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.pinterest.app import PinterestApp
from tests.integration.sandbox.sandbox_setup import picture, sandbox_at

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("HAAT_SHARED", ROOT.parent / "shared"))
SPEC = SHARED / "contracts" / "pinterest" / "openapi.v5.trimmed.json"
URI = "urn:pinterest"

pytestmark = pytest.mark.skipif(not SPEC.exists(), reason=f"needs {SPEC.name} in HAAT_SHARED")

Schema = dict[str, Any]


class Contract:
    """Pinterest's OpenAPI with a validator for each of its schemas."""

    def __init__(self) -> None:
        self.spec: Schema = json.loads(SPEC.read_text())
        resource = Resource.from_contents(self.spec, default_specification=DRAFT4)
        self._registry: Registry[Any] = Registry().with_resource(URI, resource)

    def resolved(self, schema: Schema) -> Schema:
        """The schema behind a reference."""
        found = schema
        while "$ref" in found:
            found = self._registry.resolver(URI).lookup(found["$ref"]).contents
        return found

    def schema(self, name: str) -> Schema:
        """A named schema."""
        found: Schema = self.spec["components"]["schemas"][name]
        return found

    def answer_schema(self, path: str, method: str, status: int) -> Schema:
        """The schema of an answer; an undocumented status falls to `default`."""
        responses = self.spec["paths"][path][method]["responses"]
        response = responses.get(str(status)) or responses["default"]
        found: Schema = response["content"]["application/json"]["schema"]
        return found

    def request_schema(self, path: str, method: str) -> Schema:
        """The schema of a JSON request."""
        body = self.spec["paths"][path][method]["requestBody"]
        return self.resolved(body["content"]["application/json"]["schema"])

    def wrong(self, schema: Schema, instance: object, kind: type = OAS30ReadValidator) -> list[str]:
        """What the schema finds wrong with an instance."""
        validator = kind(_absolute(schema), registry=self._registry)
        return [error.message for error in validator.iter_errors(instance)]


def _absolute(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            name: URI + value if name == "$ref" and value.startswith("#") else _absolute(value)
            for name, value in node.items()
        }
    return [_absolute(value) for value in node] if isinstance(node, list) else node


@pytest.fixture(scope="module")
def contract() -> Contract:
    return Contract()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        server.world.put("setting", "pinterest_write_per_minute", {"value": 10_000})
        yield server


@pytest.fixture(scope="module")
def app(sandbox: SandboxServer) -> PinterestApp:
    return PinterestApp(sandbox)


def test_the_contract_itself_refuses(contract: Contract) -> None:
    pin = contract.schema("Pin")
    assert contract.wrong(pin, {"id": "abc"})
    assert contract.wrong(pin, {})
    assert not contract.wrong(pin, {"id": "1"})


def test_every_answer_is_valid(contract: Contract, app: PinterestApp) -> None:
    board = app.call("POST", "/boards", json={"name": "Contract"}).json()["id"]
    several = {
        "source_type": "multiple_image_urls",
        "items": [{"url": app.hosted(picture(colour=name))} for name in ("red", "blue")],
    }
    pin = app.pin(board_id=board).json()["id"]
    calls: list[tuple[str, str, str, Mapping[str, Any] | None]] = [
        ("get", "/user_account", "/user_account", None),
        ("get", "/boards", "/boards", None),
        ("post", "/boards", "/boards", {"name": "Contract 2", "description": None}),
        ("post", "/boards", "/boards", {"name": "Contract"}),
        ("get", "/boards/{board_id}", f"/boards/{board}", None),
        ("get", "/boards/{board_id}", "/boards/77", None),
        ("patch", "/boards/{board_id}", f"/boards/{board}", {"privacy": "SECRET"}),
        ("get", "/boards/{board_id}/pins", f"/boards/{board}/pins?page_size=1", None),
        ("post", "/pins", "/pins", app.body(board_id=board)),
        ("post", "/pins", "/pins", app.body(board_id=board, title=None, link=None)),
        ("post", "/pins", "/pins", app.body(board_id=board, media_source=several)),
        ("post", "/pins", "/pins", {}),
        ("post", "/boards/{board_id}/sections", f"/boards/{board}/sections", {"name": "Lamps"}),
        ("get", "/boards/{board_id}/sections", f"/boards/{board}/sections", None),
        ("get", "/pins", "/pins", None),
        ("get", "/pins/{pin_id}", f"/pins/{pin}", None),
        ("get", "/pins/{pin_id}", "/pins/77", None),
        ("patch", "/pins/{pin_id}", f"/pins/{pin}", {"title": "Another"}),
    ]
    for method, path, address, body in calls:
        answer = app.call(method.upper(), address, json=body)
        schema = contract.answer_schema(path, method, answer.status_code)
        assert not contract.wrong(schema, answer.json()), (method, path, answer.text)


def test_answers_promise_no_field_that_pinterest_does_not_have(
    contract: Contract, app: PinterestApp
) -> None:
    pin = app.pin().json()
    assert set(pin) <= set(contract.schema("Pin")["properties"])
    board = app.call("GET", f"/boards/{pin['board_id']}").json()
    known = contract.schema("BoardBase")["properties"] | contract.schema("Board")["properties"]
    assert set(board) <= set(known)
    account = app.call("GET", "/user_account").json()
    assert set(account) <= set(contract.schema("Account")["properties"])


def test_token_answers_are_valid(contract: Contract, app: PinterestApp) -> None:
    code = app.exchange(app.code()).json()
    assert not contract.wrong(contract.schema("OauthAccessTokenResponseCode"), code)
    renewed = app.refresh(code["refresh_token"]).json()
    assert not contract.wrong(contract.schema("OauthAccessTokenResponseRefresh"), renewed)
    refused = app.refresh("pinr.unknown")
    assert not contract.wrong(contract.schema("Error"), refused.json())


WRONG_KINDS: dict[str, tuple[object, ...]] = {
    "string": (7, ["text"]),
    "boolean": ("yes",),
    "array": ("one",),
}


def violations(contract: Contract, schema: Schema) -> Iterator[tuple[str, object]]:
    """For each property of a request schema, values that it forbids."""
    for name, given in schema["properties"].items():
        rule = contract.resolved(given)
        for inner in rule.get("allOf", []):
            rule = rule | contract.resolved(inner)
        for value in forbidden(rule):
            yield name, value


def forbidden(rule: Schema) -> list[object]:
    """Values that one property's rule forbids."""
    values = list(WRONG_KINDS.get(rule.get("type", ""), ()))
    if "maxLength" in rule:
        values.append("x" * (rule["maxLength"] + 1))
    if "pattern" in rule:
        values.append("not-a-number!")
    if "enum" in rule:
        values.append("NO_SUCH_WORD")
    if not rule.get("nullable", False):
        values.append(None)
    return values


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/pins"),
        ("patch", "/pins/{pin_id}"),
        ("post", "/boards"),
        ("patch", "/boards/{board_id}"),
    ],
)
def test_every_violation_of_a_request_schema_is_refused(
    contract: Contract, app: PinterestApp, method: str, path: str
) -> None:
    schema = contract.request_schema(path, method)
    pin = app.pin().json()
    address = path.format(pin_id=pin["id"], board_id=pin["board_id"])
    right = app.body() if path == "/pins" else {"name": "Violated"} if path == "/boards" else {}
    tried = 0
    for name, value in violations(contract, schema):
        body = right | {name: value}
        assert contract.wrong(schema, body, OAS30WriteValidator), (name, value)
        answer = app.call(method.upper(), address, json=body)
        assert answer.status_code == 400, (name, value, answer.text)
        assert not contract.wrong(contract.schema("Error"), answer.json())
        tried += 1
    assert tried >= 6


def test_every_violation_of_a_media_source_is_refused(
    contract: Contract, app: PinterestApp
) -> None:
    encoded = {"source_type": "image_base64", "content_type": "image/jpeg", "data": "AAAA"}
    sources = {
        "PinMediaSourceImageURL": {"source_type": "image_url", "url": app.hosted()},
        "PinMediaSourceImageBase64": encoded,
    }
    for name, right in sources.items():
        schema = contract.schema(name)
        wrong = [right | {field: value} for field, value in violations(contract, schema)]
        wrong += [
            {field: value for field, value in right.items() if field != missing}
            for missing in schema["required"]
        ]
        for source in wrong:
            assert contract.wrong(schema, source), source
            assert app.pin(media_source=source).status_code == 400, source


def test_the_longest_texts_that_the_contract_allows_are_accepted(
    contract: Contract, app: PinterestApp
) -> None:
    properties = contract.schema("PinCreate")["properties"]
    longest = {name: "x" * properties[name]["maxLength"] for name in ("title", "description")}
    link = "https://example.org/".ljust(properties["link"]["maxLength"], "x")
    alt_text = "x" * properties["alt_text"]["maxLength"]
    body = app.body(**longest, link=link, alt_text=alt_text)
    assert not contract.wrong(contract.schema("PinCreate"), body, OAS30WriteValidator)
    made = app.call("POST", "/pins", json=body)
    assert made.status_code == 201, made.text
    assert made.json()["description"] == longest["description"]


def test_the_sandbox_offers_only_what_the_contract_has(
    contract: Contract, sandbox: SandboxServer
) -> None:
    api = pinterest.apps(sandbox.world)["api.pinterest.com"]
    assert isinstance(api, Starlette)
    routes = [route for route in api.routes if isinstance(route, Route)]
    assert len(routes) > 10
    for route in routes:
        operations = contract.spec["paths"][route.path.removeprefix("/v5")]
        methods = {method.lower() for method in route.methods or ()} - {"head"}
        assert methods <= set(operations), route.path
