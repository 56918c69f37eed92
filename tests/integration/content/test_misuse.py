"""Every route of drafts and templates, asked what nobody should ask: it refuses, unbroken."""

import re
from typing import Any

import pytest

from tests.contract.openapi_from_code import generated
from tests.integration.aws import Reply
from tests.integration.content.scenario import ONE, Scenario

ROUTES = [
    (verb.upper(), path.removeprefix("/api/v1"), operation)
    for path, methods in generated()["paths"].items()
    for verb, operation in methods.items()
    if operation["tags"] == ["content"]
]
WITH_IDS = [(verb, path, one) for verb, path, one in ROUTES if "{" in path]
WITH_BODY = [(verb, path, one) for verb, path, one in ROUTES if "requestBody" in one]
GUARDED = [
    (verb, path, one)
    for verb, path, one in ROUTES
    if any(parameter["name"] == "If-Match" for parameter in one.get("parameters", ()))
]
LONG = "नमस्ते " * 6000
"""Over 100 KB of Devanagari."""
BIG = 100_000


def example(operation: dict[str, Any]) -> Any:
    content = operation.get("requestBody", {}).get("content", {})
    return content.get("application/json", {}).get("example")


def at(path: str, one: str) -> str:
    """The path with `one` in every place but a number's."""
    return re.sub(r"{(\w+)}", lambda found: "1" if found[1] == "number" else one, path)


def fresh(scenario: Scenario) -> tuple[Any, str]:
    draft = scenario.ready()
    return draft, f"/drafts/{draft['draft_id']}"


def test_an_endless_id_is_of_nothing(scenario: Scenario) -> None:
    for verb, path, operation in WITH_IDS:
        reply = scenario.api(verb, at(path, "x" * 3000), example(operation), version=1)
        assert reply.status == 404, f"{verb} {path}: {reply.text}"


@pytest.mark.parametrize("number", ["0", "-1", "9" * 12, "9" * 2000, "9" * 5000, "one", "1.5"])
def test_a_version_that_cannot_be(scenario: Scenario, number: str) -> None:
    draft, path = fresh(scenario)
    got = scenario.api("GET", f"{path}/versions/{number}")
    assert got.status in {404, 422}, got.text
    restored = scenario.api("POST", f"{path}/versions/{number}/restore", version=draft["version"])
    assert restored.status in {404, 422}, restored.text


@pytest.mark.parametrize("sent", ['"²"', "9" * 5000, '"-1"', '"one"', "*", '""', '"1", "2"'])
def test_an_if_match_that_cannot_be(scenario: Scenario, sent: str) -> None:
    for verb, path, operation in GUARDED:
        reply = scenario.api(verb, at(path, "x"), example(operation), headers={"if-match": sent})
        assert reply.status in {412, 422}, f"{verb} {path}: {reply.text}"


@pytest.mark.parametrize(
    "body",
    [
        "[" * BIG,
        '{"a":' * 5000,
        "null",
        '"text"',
        "[]",
        "",
        "{",
        '{"name": "\\ud800", "body": "\\udfff", "reason": "\\ud800", "decision": "approve"}',
        '{"facts": {"story": "\\ud83d"}, "product_id": "\\ud83d", "copy": {"title": "\\udc00"}}',
    ],
    ids=["deep list", "deep object", "null", "text", "list", "empty", "cut off", "half", "halves"],
)
def test_a_body_that_is_none(scenario: Scenario, body: str) -> None:
    for verb, path, _ in WITH_BODY:
        reply = scenario.api(verb, at(path, "x"), body, version=1)
        assert reply.status in {400, 404, 422}, f"{verb} {path}: {reply.text}"


@pytest.mark.parametrize(
    "body",
    [
        {"facts": {"story": "short"}},
        {"copy": {"title": LONG}},
        {"copies": {"en": {"description": LONG}}},
        {"copies": {"en": {"hashtags": ["#x"] * BIG}}},
        {"platforms": {"facebook": {"text": LONG}}},
        {"platforms": {"facebook": {"tags": [LONG]}}},
        {"platforms": {"facebook": {"template_id": LONG}}},
        {"platforms": {LONG: {"text": "x"}}},
        {"platforms": {f"p{number}": {} for number in range(1000)}},
        {"languages": ["en"] * BIG},
        {"nonsense": LONG},
    ],
    ids=lambda body: str(body)[:40],
)
def test_a_draft_takes_no_endless_text(scenario: Scenario, body: dict[str, Any]) -> None:
    draft, path = fresh(scenario)
    reply = scenario.api("PATCH", path, body, version=draft["version"])
    assert reply.status == 422, reply.text[:300]
    assert scenario.only() == draft


def test_neither_do_the_other_routes(scenario: Scenario) -> None:
    draft, path = fresh(scenario)
    group = {"name": "Craft", "hashtags": [LONG]}
    template = {"name": "Festive", "body": LONG}
    asked: list[tuple[str, str, Any]] = [
        ("POST", f"{path}/reject", {"reason": LONG}),
        ("POST", f"{path}/approval-link", {"name": LONG}),
        ("POST", f"{path}/approval-link", {"name": "Ravi", "expires_in_hours": 169}),
        ("POST", f"{path}/approval-link", {"name": "Ravi", "expires_in_hours": 0}),
        ("POST", f"{path}/regenerate", {"field": "title", "instruction": LONG}),
        ("POST", f"{path}/regenerate", {"field": "title", "instruction": "\u200b \n"}),
        ("POST", "/drafts", {"product_id": LONG}),
        ("POST", "/drafts", {"product_id": ""}),
        ("POST", "/ai/generate-copy", {"facts": {"story": LONG}}),
        ("POST", "/ai/generate-copy", {"facts": {"link": "https://a.example/" + "x" * BIG}}),
        ("POST", "/templates", template),
        ("POST", "/templates", {**template, "body": "\u200b\n"}),
        ("POST", "/templates", {"name": "Festive", "body": "{" + "x" * 4000 + "}"}),
        ("POST", "/templates/preview", {"template": template, "draft_id": draft["draft_id"]}),
        ("POST", "/templates/hashtag-groups", group),
        ("PUT", "/templates/voice", {"samples": [LONG] * 3}),
        ("PUT", "/templates/voice", {"samples": ["short"] * 21}),
    ]
    for verb, where, body in asked:
        reply = scenario.api(verb, where, body, version=draft["version"])
        assert reply.status == 422, f"{verb} {where}: {reply.text[:300]}"
    assert scenario.only() == draft


def test_a_draft_never_outgrows_its_table(scenario: Scenario) -> None:
    draft, path = fresh(scenario)
    languages = ["en", "hi", "bn", "ta", "te", "mr", "gu", "kn", "ml", "or", "pa", "ur"]
    draft = scenario.api("PATCH", path, {"languages": languages}, version=draft["version"]).data
    request = scenario.requests()[-1]
    long = "क" * 4900
    texts = {"facebook": {"text": "ज" * 19_000}}
    changes: list[dict[str, Any]] = [
        {"copies": {language: {"description": long, "alt_text": "त" * 450}}}
        for language in languages
    ]
    refused: list[Reply] = []
    for change in (*changes, {"platforms": texts}):
        reply = scenario.api("PATCH", path, change, version=draft["version"])
        if reply.status == 200:
            draft = reply.data
        else:
            refused.append(reply)
    assert {reply.error["code"] for reply in refused} <= {"draft_too_long", "text_rejected"}
    scenario.deliver("RewriteRequested", request)
    assert scenario.only()["status"] == "ready"
    pages = (
        scenario.cloud.client("dynamodb").get_paginator("scan").paginate(TableName="haat-content")
    )
    sizes = [size(row) for page in pages for row in page["Items"]]
    assert 200_000 < max(sizes) < 400 * 1024


def size(row: dict[str, Any]) -> int:
    """As DynamoDB counts: names and values in UTF-8, and some bytes per list or map."""
    return sum(len(name.encode()) + _size(value) for name, value in row.items())


def _size(typed: Any) -> int:
    ((_, value),) = typed.items()
    if isinstance(value, dict):
        return 3 + sum(1 + len(name.encode()) + _size(one) for name, one in value.items())
    if isinstance(value, list):
        return 3 + sum(1 + _size(one) for one in value)
    return len(str(value).encode())


def test_devanagari_comes_back_letter_by_letter(scenario: Scenario) -> None:
    draft, path = fresh(scenario)
    name, reason = "राजेश क्षत्रिय", "दाम पुराना है — ₹1,450 नहीं, ₹1,600।"
    edit = {"copy": {"title": "नीला अजरख स्टोल", "hashtags": ["अजरख कला"], "description": reason}}
    draft = scenario.api("PATCH", path, edit, version=draft["version"]).data
    assert draft["copy"]["title"] == edit["copy"]["title"]
    assert draft["copy"]["hashtags"] == ["#अजरखकला"]
    made = scenario.api("POST", f"{path}/approval-link", {"name": name}).data
    where = "/drafts/approvals/" + made["url"].rpartition("/")[2]
    verdict = {"decision": "reject", "name": name, "reason": reason}
    assert scenario.cloud.api("content", "GET", where).data["title"] == edit["copy"]["title"]
    assert scenario.cloud.api("content", "POST", where, verdict).data["name"] == name
    review = scenario.only()["review"]
    assert (review["reason"], review["by"]["name"]) == (reason, name)
    version = scenario.only()["version"]
    assert scenario.api("GET", f"{path}/versions/{version}").data["change"]["reason"] == reason


@pytest.mark.parametrize("status", ["waiting_for_photo", "writing"])
def test_too_early(scenario: Scenario, status: str) -> None:
    scenario.upload(ONE)
    if status == "writing":
        scenario.mark_ready(ONE)
    draft = scenario.start(ONE).data
    assert draft["status"] == status
    path = f"/drafts/{draft['draft_id']}"
    rewrite = {"field": "title", "language": "en", "instruction": "shorter"}
    for more, body in (
        ("approve", None),
        ("reject", {"reason": "No."}),
        ("approval-link", {"name": "Ravi"}),
        ("regenerate", rewrite),
    ):
        reply = scenario.api("POST", f"{path}/{more}", body, version=draft["version"])
        assert (reply.status, reply.error["code"]) == (409, "draft_not_ready"), more


def test_a_field_that_is_not_there_is_not_written_anew(scenario: Scenario) -> None:
    _, path = fresh(scenario)
    for rewrite in (
        {"field": "title", "language": "hi"},
        {"field": "alt_text", "platform": "etsy"},
        {"field": "title", "platform": "myspace"},
        {"field": "hashtags", "platform": "facebook", "language": "hi"},
    ):
        reply = scenario.api("POST", f"{path}/regenerate", {**rewrite, "instruction": "shorter"})
        assert (reply.status, reply.error["code"]) == (422, "field_not_found"), rewrite


def test_after_a_draft_is_gone_nothing_reaches_it(scenario: Scenario) -> None:
    draft, _ = fresh(scenario)
    scenario.change(craft="Pottery")
    (planned,) = (one["data"] for one in scenario.cloud.outbox_events("content", "RewritePlanned"))
    scenario.archive()
    assert scenario.run_planned(planned) == {"batchItemFailures": []}
    for verb, route, operation in WITH_IDS:
        if route.startswith("/drafts/{draft_id}"):
            where = at(route, draft["draft_id"])
            reply = scenario.api(verb, where, example(operation), version=draft["version"])
            assert reply.status == 404, f"{verb} {route}: {reply.text}"
    assert scenario.api("GET", "/drafts").data["items"] == []
