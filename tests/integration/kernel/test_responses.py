"""Envelopes, problem+json, request ids and failures, through a real handler."""

import os
from typing import Annotated, Any

import pytest

from kernel.access import IfMatch
from kernel.api import Routes, create_api, lambda_handler
from kernel.errors import (
    Conflict,
    Forbidden,
    Gone,
    NotFound,
    Permanent,
    Problem,
    TooMany,
    TryLater,
)
from kernel.ids import is_id
from kernel.responses import Success, success
from kernel.web import Query
from tests.integration.aws import Cloud, Reply, api_event, lambda_context, signed_token

PROBLEMS: dict[str, Problem] = {
    "404": NotFound("There is no such pot.", remedy="Choose one of yours."),
    "403": Forbidden("Only the potter may do this."),
    "409": Conflict("It is sold.", remedy="Choose another.", details={"pot": "pot_1"}),
    "410": Gone("It broke."),
    "429": TooMany("Too many pots.", retry_after=17),
    "503": TryLater("Later.", after=2),
    "500": Problem("Our fault."),
}

OPEN = "a stand-in for routes that anybody may call"


def build() -> Any:
    router = Routes()

    @router.get("/fail/{kind}", public=OPEN)
    def fail(kind: str) -> Success[str]:
        """Fail as asked."""
        raise PROBLEMS[kind]

    @router.get("/crash", public=OPEN)
    def crash() -> Success[str]:
        """Fail as nobody foresaw."""
        secret = "password-hunter2"
        raise RuntimeError(secret)

    @router.get("/permanent", public=OPEN)
    def permanent() -> Success[str]:
        """Fail for good."""
        raise Permanent("It can never be done.")

    @router.get("/pots")
    def pots(size: Annotated[int, Query(ge=1)] = 1) -> Success[list[int]]:
        """A list."""
        return success([1] * size, "Here they are.")

    @router.patch("/pots", public=OPEN)
    def edit(version: IfMatch) -> Success[int]:
        """An edit."""
        return success(version)

    return lambda_handler(create_api("catalog", router))


@pytest.fixture
def handler(cloud: Cloud) -> Any:
    del cloud
    os.environ["HAAT_CONTEXT"] = "catalog"
    return build()


def ask(handler: Any, method: str, path: str, **more: Any) -> Reply:
    return Reply.of(handler(api_event(method, path, **more), lambda_context()))


def test_success_is_in_its_envelope(handler: Any) -> None:
    reply = ask(handler, "GET", "/pots", token=signed_token("user_asha"), query={"size": "2"})

    body = reply.json
    assert list(body) == ["success", "data", "message", "timestamp", "request_id"]
    assert (body["success"], body["data"], body["message"]) == (True, [1, 1], "Here they are.")
    assert body["timestamp"].endswith("Z")
    assert is_id(body["request_id"], "req")
    assert reply.headers["x-request-id"] == body["request_id"]
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("kind", PROBLEMS)
def test_a_problem_is_in_the_error_envelope(handler: Any, kind: str) -> None:
    problem = PROBLEMS[kind]

    reply = ask(handler, "GET", f"/fail/{kind}")

    assert reply.status == int(kind)
    assert list(reply.json) == ["success", "error", "timestamp", "request_id"]
    assert reply.json["success"] is False
    assert (reply.error["code"], reply.error["message"]) == (problem.code, problem.message)
    assert reply.error["details"].get("remedy", "") == problem.remedy
    assert reply.headers["x-request-id"] == reply.json["request_id"]


@pytest.mark.parametrize("kind", PROBLEMS)
def test_a_problem_is_rfc_9457_when_asked_for(handler: Any, kind: str) -> None:
    headers = {"Accept": "application/problem+json"}
    reply = ask(handler, "GET", f"/fail/{kind}", headers=headers)

    assert reply.headers["content-type"] == "application/problem+json"
    body = reply.json
    names = {"type", "title", "status", "detail", "code", "request_id", "errors"}
    assert set(body) == names
    assert (body["status"], body["code"]) == (reply.status, PROBLEMS[kind].code)
    assert body["detail"].startswith(PROBLEMS[kind].message)


def test_a_limit_says_when_to_come_back(handler: Any) -> None:
    headers = ask(handler, "GET", "/fail/429").headers

    assert (headers["retry-after"], headers["ratelimit"]) == ("17", "r=0;t=17")


@pytest.mark.parametrize("accept", ["application/json", "application/problem+json"])
def test_a_crash_tells_nothing_of_its_inside(
    handler: Any, accept: str, caplog: pytest.LogCaptureFixture
) -> None:
    reply = ask(handler, "GET", "/crash", headers={"Accept": accept})

    logged = str([vars(record) for record in caplog.records])
    assert reply.status == 500
    assert is_id(reply.json["request_id"], "req")
    for leak in ("hunter2", "Traceback", "RuntimeError", ".py"):
        assert leak not in reply.text
    assert "RuntimeError" in logged
    assert "hunter2" not in logged


def test_fields_that_are_wrong_are_named_with_reasons(handler: Any) -> None:
    reply = ask(handler, "GET", "/pots", token=signed_token("u"), query={"size": "none"})

    assert reply.status == 422
    assert reply.error["code"] == "malformed"
    (field,) = reply.error["details"]["fields"]
    assert field["field"] == "size"
    assert "integer" in field["reason"]
    problem = ask(
        handler,
        "GET",
        "/pots",
        token=signed_token("u"),
        query={"size": "0"},
        headers={"accept": "application/problem+json"},
    )
    assert problem.json["errors"][0]["field"] == "size"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("PUT", "/pots", 405), ("GET", "/pots/", 404), ("GET", "", 404)],
)
def test_an_address_that_is_not_there_is_reported_in_the_envelope(
    handler: Any, method: str, path: str, status: int
) -> None:
    reply = ask(handler, method, path)

    assert reply.status == status
    assert reply.error["message"]


def test_what_asks_for_a_sign_in_says_how(handler: Any) -> None:
    for token in (None, "x"):
        reply = ask(handler, "GET", "/pots", token=token)
        assert reply.status == 401
        assert reply.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("tag", "status"),
    [
        ('"3"', 200),
        ('W/"3"', 200),
        ("3", 200),
        ("", 412),
        ('"x"', 422),
        ("*", 422),
        ("9" * 5000, 422),
    ],
)
def test_an_edit_names_a_version(handler: Any, tag: str, status: int) -> None:
    reply = ask(handler, "PATCH", "/pots", headers={"If-Match": tag} if tag else {})

    assert reply.status == status


def test_the_correlation_of_a_click_is_taken_over_and_logged(
    handler: Any, caplog: pytest.LogCaptureFixture
) -> None:
    ask(handler, "GET", "/fail/404", headers={"X-Correlation-Id": "click-" + "x" * 200})

    (answered,) = [vars(line) for line in caplog.records if line.message == "RequestAnswered"]
    assert answered["correlation_id"] == ("click-" + "x" * 200)[:64]
    assert (answered["status"], answered["method"]) == (404, "GET")
    assert answered["route"].endswith("/fail/{kind}")


def test_a_permanent_failure_is_a_conflict_for_people(handler: Any) -> None:
    assert ask(handler, "GET", "/permanent").status == 409
