"""Lambda events as AWS sends them, and the reply of an API handler."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

REGION = "ap-south-1"
ACCOUNT = "123456789012"  # moto's


@dataclass(frozen=True)
class LambdaContext:
    """What Lambda passes as `context`."""

    function_name: str = "test"
    memory_limit_in_mb: int = 512
    aws_request_id: str = "00000000-0000-4000-8000-00000000000f"
    invoked_function_arn: str = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:test"
    remaining_ms: int = 30_000

    def get_remaining_time_in_millis(self) -> int:
        return self.remaining_ms


def lambda_context() -> LambdaContext:
    """A context with half a minute left."""
    return LambdaContext()


def api_event(  # noqa: PLR0913  # the parts of a request, all by name
    method: str,
    path: str,
    body: object = None,
    *,
    headers: Mapping[str, str] | None = None,
    token: str | None = None,
    query: Mapping[str, str] | None = None,
    cookies: Mapping[str, str] | None = None,
    source_ip: str = "203.0.113.7",
) -> dict[str, Any]:
    """A request as API Gateway's HTTP API sends it (payload 2.0); `path` is below `/api/v1`."""
    sent = {name.lower(): value for name, value in (headers or {}).items()}
    if body is not None:
        sent.setdefault("content-type", "application/json")
    if token:
        sent["authorization"] = f"Bearer {token}"
    text = body if isinstance(body, str) or body is None else json.dumps(body)
    whole = f"/api/v1{path}"
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": whole,
        "rawQueryString": urlencode(query or {}),
        "headers": {"host": "localhost", **sent},
        "requestContext": _request_context(method, whole, source_ip),
        "isBase64Encoded": False,
    }
    if text is not None:
        event["body"] = text
    if cookies:
        event["cookies"] = [f"{name}={value}" for name, value in cookies.items()]
    return event


def _request_context(method: str, path: str, source_ip: str) -> dict[str, Any]:
    http = {"method": method, "path": path, "protocol": "HTTP/1.1"}
    return {
        "accountId": ACCOUNT,
        "apiId": "haat",
        "domainName": "localhost",
        "domainPrefix": "localhost",
        "http": {**http, "sourceIp": source_ip, "userAgent": "pytest"},
        "requestId": "test-request",
        "routeKey": "$default",
        "stage": "$default",
        "time": "21/Nov/2026:00:00:00 +0000",
        "timeEpoch": 1_795_219_200_000,
    }


@dataclass(frozen=True)
class Reply:
    """What an API handler answered; header names are lower case."""

    status: int
    headers: Mapping[str, str]
    text: str
    cookies: tuple[str, ...] = ()

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> "Reply":
        """From what the handler gave API Gateway, which decodes base64 on the way out."""
        text = answer.get("body", "")
        if answer.get("isBase64Encoded"):
            text = base64.b64decode(text).decode()
        headers = {name.lower(): value for name, value in answer.get("headers", {}).items()}
        return cls(answer["statusCode"], headers, text, tuple(answer.get("cookies", ())))

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def data(self) -> Any:
        """`data` of the success envelope; fails the test, with the answer, on anything else."""
        assert self.status < 300, f"{self.status}: {self.text}"
        return self.json["data"]

    @property
    def error(self) -> Any:
        """`error` of the failure envelope."""
        assert self.status >= 400, f"{self.status}: {self.text}"
        return self.json["error"]


def bus_event(
    source: str, name: str, content: Mapping[str, object], event_id: str = "evt_1"
) -> dict[str, Any]:
    """An event as EventBridge hands it to a Lambda."""
    return {
        "version": "0",
        "id": "00000000-0000-4000-8000-0000000000ee",
        "source": source,
        "detail-type": name,
        "account": ACCOUNT,
        "region": REGION,
        "time": "2026-11-21T00:00:00Z",
        "resources": [],
        "detail": {
            "id": event_id,
            "version": 1,
            "occurred_at": "2026-11-21T00:00:00.000Z",
            "correlation_id": f"cor_{event_id}",
            "data": dict(content),
        },
    }
