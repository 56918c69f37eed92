"""A web server of pictures on loopback, which the stand-ins really fetch from."""

import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from PIL import Image


def drawn(
    width: int = 800,
    height: int = 800,
    kind: str = "JPEG",
    colour: tuple[int, int, int] = (9, 9, 9),
) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind)
    return out.getvalue()


def padded(picture: bytes, size: int) -> bytes:
    """The same JPEG with zero bytes after its end, ``size`` bytes in all."""
    return picture + b"\0" * (size - len(picture))


class PictureServer:
    """``add`` gives the address at which the bytes are served until the server closes."""

    def __init__(self) -> None:
        self._shown: dict[str, tuple[int, bytes, dict[str, str]]] = {}
        shown = self._shown

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, content, headers = shown.get(self.path, (404, b"", {}))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Stay quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def add(self, content: bytes, status: int = 200, **headers: str) -> str:
        path = f"/{len(self._shown)}"
        self._shown[path] = (status, content, headers)
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
