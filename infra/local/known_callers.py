"""Lets nobody reach the emulator but callers with a key of this deployment, and what is public.

By its own rules the emulator takes a caller without a key, the key `test` and any account number
for the account's root, checks no signature of root, and lets every web page read its answers.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

from ministack.app import _s3_cors_target
from ministack.core.iam_evaluator import is_root_access_key
from ministack.core.router import extract_access_key_id

from infra.local.plain_path import is_plain

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

HEALTH = "/_ministack/health"
ANSWERS = "/_ministack/cfn-response/"  # with a random token: what a custom resource answers
ITS_OWN = "/_"  # addresses of the emulator itself, where it checks no key
APIS = "/_aws/execute-api/"
MANAGEMENT = "@connections"  # sends into other people's sockets
REFUSED = b"This needs a key of this deployment.\n"
_NAMES = ("localhost", "127.0.0.1")


class KnownCallers:
    """The emulator's application behind the check of each request's host, origin, path and key."""

    def __init__(self, app: App, root_key_id: str) -> None:
        self._app = app
        self._root_key_id = root_key_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it with 403."""
        if scope["type"] == "lifespan" or self._is_known(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            named = [(b"content-type", b"text/plain"), (b"content-length", b"%d" % len(REFUSED))]
            await send({"type": "http.response.start", "status": 403, "headers": named})
            await send({"type": "http.response.body", "body": REFUSED})

    def _is_known(self, scope: Scope) -> bool:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in scope["headers"]
        }
        # Another name that was made to lead here belongs to a page of somebody else.
        is_ours = headers.get("host", "").rpartition(":")[0] in _NAMES
        if not is_ours or not is_plain(scope.get("raw_path") or scope["path"].encode()):
            return False
        bucket = _s3_cors_target(headers["host"], scope["path"])
        if "origin" in headers and not (bucket or _is_api(scope["path"])):
            return False
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if self._names_another_root(headers, query):
            return False
        key_id = extract_access_key_id(headers, query)
        has_key = key_id == self._root_key_id or (
            bool(key_id) and (_is_aws(scope["path"]) or not scope["path"].startswith(ITS_OWN))
        )
        return has_key or _is_public(scope, headers, is_bucket=bucket is not None)

    def _names_another_root(
        self, headers: Mapping[str, str], query: Mapping[str, list[str]]
    ) -> bool:
        named = [extract_access_key_id(headers), extract_access_key_id({}, query)]
        return any(
            is_root_access_key(key_id) and key_id != self._root_key_id for key_id in named if key_id
        )


def _is_aws(path: str) -> bool:
    return path.startswith(APIS)


def _is_api(path: str) -> bool:
    return _is_aws(path) and MANAGEMENT not in path


def _is_public(scope: Scope, headers: Mapping[str, str], *, is_bucket: bool) -> bool:
    """What is there for callers without a key: the APIs' own doors, and forms signed for uploads.

    A form names its key in its body, where the emulator checks the signature of each.
    """
    if scope["type"] == "websocket" or _is_api(scope["path"]):
        return _is_api(scope["path"])
    is_form = headers.get("content-type", "").startswith("multipart/form-data")
    match scope["method"]:
        case "GET" | "HEAD":
            return bool(scope["path"] == HEALTH)
        case "POST":
            return is_bucket and is_form
        case "PUT":
            return bool(scope["path"].startswith(ANSWERS))
        case method:
            return is_bucket and method == "OPTIONS"
