"""What we send to Pinterest is valid against Pinterest's published OpenAPI."""

import re
from dataclasses import replace
from typing import Any

import pytest
from openapi_schema_validator import OAS30WriteValidator

from functions.channels.adapters.pinterest import payloads
from functions.channels.model.listing import Listing
from tests.contract.channels.journey import journey
from tests.platforms.pinterest.test_stand_in_contract import SPEC, Contract
from tests.unit.channels.sample_listing import listing

pytestmark = pytest.mark.skipif(not SPEC.exists(), reason=f"needs {SPEC.name} in HAAT_SHARED")

GRANTS = {
    "authorization_code": "OauthAccessTokenRequestCode",
    "refresh_token": "OauthAccessTokenRequestRefresh",
}


def documented(contract: Contract, path: str) -> str:
    """The path template of a call below /v5."""
    for template in sorted(contract.spec["paths"], key=lambda one: one.count("{")):
        if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path.removeprefix("/v5")):
            return str(template)
    pytest.fail(f"{path} is not in the contract")


ALWAYS = {
    ("post", "/oauth/token"),
    ("get", "/user_account"),
    ("get", "/boards"),
    ("post", "/boards"),
    ("post", "/pins"),
    ("get", "/boards/{board_id}/pins"),
    ("post", "/oauth/token/revoke"),
}
EDIT_CALLS = {
    ("get", "/boards/{board_id}/sections"),
    ("get", "/pins/{pin_id}"),
    ("patch", "/pins/{pin_id}"),
    ("delete", "/pins/{pin_id}"),
}


@pytest.mark.parametrize(("photos", "expected"), [(1, ALWAYS), (5, ALWAYS | EDIT_CALLS)])
def test_each_call_is_valid(
    photos: int, expected: set[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    contract = Contract()
    with journey("pinterest", monkeypatch, photos=photos) as entries:
        calls = [one for one in entries if one["host"] == "api.pinterest.com"]
    seen = set()
    for one in calls:
        path, method = documented(contract, one["path"]), one["method"].lower()
        seen.add((method, path))
        operation = contract.spec["paths"][path][method]
        known = {contract.resolved(each)["name"] for each in operation.get("parameters", ())}
        assert set(one["query"]) <= known
        if path.startswith("/oauth/token"):
            continue
        if method in ("post", "patch"):
            schema = contract.request_schema(path, method)
            assert contract.wrong(schema, one["fields"], OAS30WriteValidator) == []
    assert seen == expected


def section(marker: str) -> Listing:
    """A listing for which board and section were chosen."""
    return replace(listing(), marker=marker, field_values={"board": "5", "section": "7"})


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/pins", payloads.pin_body(section("target_1"), "5")),
        ("/pins", payloads.pin_body(section("target_1"), "6")),
        ("/pins/{pin_id}", payloads.changed_body(section("target_1"), 0)),
        ("/pins/{pin_id}", payloads.changed_body(section("target_1"), 5)),
        ("/pins/{pin_id}", payloads.changed_body(replace(listing(), link=""), 0)),
    ],
)
def test_each_body_is_valid_with_its_choices(path: str, body: dict[str, Any]) -> None:
    contract = Contract()
    schema = contract.request_schema(path, "patch" if "{" in path else "post")
    assert contract.wrong(schema, body, OAS30WriteValidator) == []
    assert contract.wrong(schema, {**body, "board_section_id": "Lamps"}, OAS30WriteValidator)


def test_tokens_are_asked_for_as_the_contract_says(monkeypatch: pytest.MonkeyPatch) -> None:
    contract = Contract()
    with journey("pinterest", monkeypatch) as entries:
        asked = [one for one in entries if one["path"] == "/v5/oauth/token"]
    grants = []
    for one in asked:
        # The log keeps digests of secrets: names and the grant are what can be checked.
        form: dict[str, Any] = one["fields"]
        grants.append(form["grant_type"])
        schema = contract.schema(GRANTS[form["grant_type"]])
        assert contract.wrong(schema, form, OAS30WriteValidator) == []
        assert one["headers"]["authorization"].startswith("sha256:")
    assert grants == ["authorization_code", "refresh_token"]


def test_the_contract_would_find_a_wrong_pin() -> None:
    contract = Contract()
    schema = contract.request_schema("/pins", "post")
    assert contract.wrong(schema, {"title": "x" * 101}, OAS30WriteValidator)
