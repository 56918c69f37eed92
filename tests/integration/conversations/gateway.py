"""A stand-in for API Gateway's @connections, over real HTTP on loopback."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Self
from urllib.parse import unquote


class Gateway:
    """Takes messages for sockets and closes them; `gone` and `refusing` name those that do not."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, dict[str, Any]]] = []
        self.closed: list[str] = []
        self.gone: set[str] = set()
        self.refusing: set[str] = set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        """What SOCKET_URL would be."""
        return f"http://127.0.0.1:{self._server.server_port}/live"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def take(self, path: str, content: bytes) -> int:
        """The status for a message to the socket that `path` names."""
        socket = unquote(path).removeprefix("/live/@connections/")
        if socket in self.gone:
            return 410
        if socket in self.refusing:
            return 403
        self.taken.append((socket, json.loads(content)))
        return 200

    def close(self, path: str) -> int:
        """The status for closing the socket that `path` names."""
        socket = unquote(path).removeprefix("/live/@connections/")
        if socket in self.gone:
            return 410
        if socket in self.refusing:
            return 403
        self.closed.append(socket)
        return 204

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                content = self.rfile.read(int(self.headers["content-length"]))
                self._answer(gateway.take(self.path, content))

            def do_DELETE(self) -> None:
                self._answer(gateway.close(self.path))

            def _answer(self, status: int) -> None:
                self.send_response(status)
                if status == 410:
                    self.send_header("x-amzn-ErrorType", "GoneException")
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler
