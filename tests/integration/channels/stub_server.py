"""A stub server over real HTTP, for vendor responses that no stand-in gives."""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

from kernel.addresses import AddressPolicy
from kernel.http import GuardedClient

Manner = Literal["whole", "cut", "silent", "closed"]
SILENCE = 60.0
"""Seconds; longer than any client of these tests waits."""
PATIENCE = 10.0
IMPATIENCE = 0.05
"""Seconds that a client waits for an answer, and for one that it knows to stay away."""


@dataclass(frozen=True)
class Stub:
    """One answer; `body` is JSON unless it is text. How it is given: whole, cut in half, never."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    manner: Manner = "whole"

    @property
    def content(self) -> bytes:
        """The bytes of the body."""
        if self.body is None:
            return b""
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return text.encode()


class StubServer:
    """The response to the next request, how many requests came, and the last one."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.response = Stub()
        self.asked = 0
        self.path = ""
        self.received = b""

    @property
    def host(self) -> str:
        """Where it listens, as an allow-list names it."""
        return self.url.removeprefix("http://")


def client_for(server: StubServer, case: Mapping[str, object]) -> GuardedClient:
    """A client of the server; in a case of silence it gives up early."""
    given = case.values()
    silent = "silence" in given or any(
        isinstance(one, Stub) and one.manner == "silent" for one in given
    )
    return GuardedClient(
        AddressPolicy([server.host]),
        timeout=IMPATIENCE if silent else PATIENCE,
        deadline=PATIENCE,
        max_bytes=100_000,
    )


def _handler(server: StubServer, ended: threading.Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            server.received = self.rfile.read(int(self.headers.get("content-length", "0")))
            server.path = self.path
            server.asked += 1
            stub = server.response
            self.close_connection = True
            if stub.manner == "silent":
                ended.wait(SILENCE)
            if stub.manner in ("silent", "closed"):
                return
            content = stub.content
            self.send_response(stub.status)
            for name, text in stub.headers.items():
                self.send_header(name, text)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if stub.manner == "cut" else content)

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    for method in ("GET", "PUT", "PATCH", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.do_POST)
    return Handler


@contextmanager
def stub_server() -> Iterator[StubServer]:
    """The server on a port of this machine."""
    ended, stubs = threading.Event(), StubServer("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stubs, ended))
    server.daemon_threads = True
    stubs.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield stubs
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


def took(since: float) -> float:
    """Seconds since a reading of `time.monotonic`."""
    return time.monotonic() - since
