"""Paths that mean the same to whoever reads them.

A path is passed on behind a prefix. Dot segments (RFC 3986, 5.2.4) or empty ones in it would be
taken out later, by a client or a server, and the prefix with them.
"""

from urllib.parse import unquote_to_bytes

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_DOTS = {b".", b".."}


def is_plain(raw_path: bytes) -> bool:
    """Whether a path, as it was sent, has no dot segment, no empty one and no backslash.

    A dot or a slash that was percent-encoded counts as what it stands for, also twice encoded.
    """
    return all(_is_plain(path) for path in _decodings(raw_path.split(b"?")[0]))


def _is_plain(path: bytes) -> bool:
    first, *segments = path.split(b"/")
    is_absolute = not first and bool(segments)
    has_empty = b"" in segments[:-1]  # a slash at the end is no segment
    return is_absolute and not has_empty and b"\\" not in path and not _DOTS & set(segments)


def _decodings(path: bytes) -> list[bytes]:
    once = unquote_to_bytes(path)
    return [path, once, unquote_to_bytes(once)]


def refusal() -> PlainTextResponse:
    """The answer to a request for any other path."""
    text = "This path has an empty or a dotted part. Ask for the address as it is.\n"
    return PlainTextResponse(text, status_code=400)


class OnlyPlainPaths:
    """An application that is asked for plain paths alone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        is_request = scope["type"] == "http"
        if not is_request or is_plain(scope.get("raw_path") or scope["path"].encode()):
            await self._app(scope, receive, send)
        else:
            await refusal()(scope, receive, send)
