"""The two ports of the laptop cloud: what leads nowhere, and who is not let in."""

import asyncio
import http.server
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
import pytest

from infra.local.frontdoor import Behind, FrontDoor
from infra.local.known_callers import KnownCallers
from infra.local.plain_path import is_plain
from infra.local.root_key import RootKey
from infra.local.settings import Settings

ROOT = "AKIAOFTHISFOLDER"
HOST = "127.0.0.1:4566"

ASTRAY = (
    "/api/../../../../../_ministack/health",
    "/api/..",
    "/api/../",
    "/api/./v1/auth/me",
    "/api/v1/.",
    "/api/v1/../../../../restapis",
    "/api//v1/auth/me",
    "/api/v1//",
    "/api/v1/%2e%2e/%2e%2e/_ministack/health",
    "/api/v1/%2E./auth",
    "/api/v1/.%2e/auth",
    "/api/%252e%252e/%252e%252e/_ministack/reset",
    "/api/v1%2f..%2f..%2f_ministack/health",
    "/api/v1/..%2f..%2f",
    "/api/v1\\..\\..\\_ministack",
    "/api/v1/%5c..%5c..",
    "/api/v1/auth/me/../../../../../",
    "/api/%2f%2f_ministack/health",
    "//api/v1/auth/me",
    "/./api/v1/auth/me",
)
PLAIN = (
    "/",
    "/api/v1/auth/me",
    "/api/v1/products/product_1/",
    "/api/v1/drafts/..x",
    "/api/v1/drafts/x..",
    "/api/v1/drafts/...",
    "/media/a/photo.webp",
    "/api/v1/choices/%E0%A4%95",
    "/api/v1/leads/a%20b",
)


class Upstream(http.server.BaseHTTPRequestHandler):
    """Notes each path that it is asked for."""

    seen: list[str]

    def do_GET(self) -> None:
        self.seen.append(self.path)
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        del format, args


@pytest.fixture(scope="module")
def front_door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The front door of a server that stands where the emulator would be."""
    folder = tmp_path_factory.mktemp("state")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Upstream) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        settings = Settings(emulator_port=server.server_port, state=folder)
        yield FrontDoor(Behind(settings, "api1", "live1", "photos", folder)).app()
        server.shutdown()
        thread.join()


def asked(app: Any, path: str, **more: Any) -> tuple[int, dict[str, str]]:  # ASGI
    """The status and headers of an application's answer to a request with this path, as it is."""
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "method": "GET",
        "http_version": "1.1",
        "scheme": "http",
        "path": quote(path, safe="/%:@").replace("%25", "%"),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", HOST.encode())],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8080),
        **more,
    }
    answered: list[dict[str, Any]] = []
    parts = 0

    async def receive() -> dict[str, Any]:
        nonlocal parts
        parts += 1
        if parts > 1:
            await asyncio.Event().wait()  # the caller stays until it is answered
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        answered.append(message)

    asyncio.run(app(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in answered[0].get("headers", [])}
    return answered[0].get("status", 0), headers


@pytest.mark.parametrize("path", ASTRAY)
def test_a_path_that_leads_out_of_the_api_is_refused_and_asked_of_nobody(
    front_door: Any, path: str
) -> None:
    Upstream.seen = []
    assert not is_plain(path.encode())
    assert asked(front_door, path)[0] == httpx2.codes.BAD_REQUEST
    assert Upstream.seen == []


@pytest.mark.parametrize("path", PLAIN)
def test_a_plain_path_is_asked_for_as_it_came(front_door: Any, path: str) -> None:
    Upstream.seen = []
    assert is_plain(path.encode())
    if path.startswith("/api/"):
        assert asked(front_door, f"{path}?next=..%2f")[0] == httpx2.codes.OK
        assert Upstream.seen == [f"/_aws/execute-api/api1/$default{path}?next=..%2f"]


def test_the_root_key_is_random_kept_and_its_owners_alone(tmp_path: Path) -> None:
    one, other = RootKey.of(tmp_path / "one"), RootKey.of(tmp_path / "other")
    assert one == RootKey.of(tmp_path / "one") != other
    assert stat.S_IMODE((tmp_path / "one" / "secrets" / "root-key-id").stat().st_mode) == 0o600
    assert one.secret not in repr(one)


def signed(key_id: str) -> tuple[bytes, bytes]:
    scope = f"{key_id}/20261201/us-east-1/dynamodb/aws4_request"
    text = f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature={'0' * 64}"
    return b"authorization", text.encode()


async def emulator(_scope: Any, _receive: Any, send: Any) -> None:  # ASGI
    """Stands where requests come that were let in."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def is_let_in(path: str = "/", *more: tuple[bytes, bytes], **scope: Any) -> bool:  # ASGI
    headers = [(b"host", HOST.encode()), *more]
    return asked(KnownCallers(emulator, ROOT), path, **{"headers": headers, **scope})[0] == 200


@pytest.mark.parametrize("key_id", ["test", "000000000000", "123456789012", ""])
def test_what_the_emulator_takes_for_root_is_not_let_in(key_id: str) -> None:
    assert not is_let_in("/", signed(key_id))
    by_query = f"/2015-03-31/functions?X-Amz-Credential={key_id}/x&X-Amz-Signature=00"
    assert not is_let_in(by_query)
    assert not is_let_in(f"/?AWSAccessKeyId={key_id}&Signature=x")
    assert not is_let_in("/", (b"authorization", f"AWS {key_id}:x".encode()))
    assert not is_let_in(by_query, signed(ROOT)) or not key_id


def test_the_key_of_this_folder_and_keys_of_roles_are_let_in() -> None:
    assert is_let_in("/", signed(ROOT))
    assert is_let_in("/", signed("ASIA1234567890ABCDEF"))  # whose signature the emulator checks
    assert not is_let_in("/")
    assert not is_let_in("/_ministack/reset", method="POST")
    assert not is_let_in("/_ministack/reset", signed("ASIA1234567890ABCDEF"), method="POST")
    assert is_let_in("/_ministack/reset", signed(ROOT), method="POST")
    assert is_let_in("/_ministack/health")
    assert is_let_in("/_ministack/cfn-response/a-random-token", method="PUT")


def test_the_apis_are_open_but_not_their_management() -> None:
    assert is_let_in("/_aws/execute-api/api1/$default/api/v1/auth/me", method="POST")
    management = "/_aws/execute-api/live1/live/@connections/someone"
    assert not is_let_in(management, method="POST")
    assert is_let_in(management, signed("ASIA1234567890ABCDEF"), method="POST")
    assert not is_let_in("/_aws/execute-api/../../_ministack/config")


def test_another_sites_page_is_not_let_in_whatever_it_signs() -> None:
    evil = (b"origin", b"https://evil.example")
    assert not is_let_in("/2015-03-31/functions", evil, signed(ROOT))
    assert not is_let_in("/", (b"host", b"evil.example:4566"), signed(ROOT))
    rebound = {"headers": [(b"host", b"evil.example:4566"), signed(ROOT)]}
    assert not is_let_in("/", **rebound)
