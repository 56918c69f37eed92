"""Lambda's runtime API, as small as the runtime client needs it.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import json
import queue
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

PREFIX = "/2018-06-01/runtime/"
ARN = "arn:aws:lambda:us-east-1:000000000000:function:browse"


@dataclass(frozen=True)
class Outcome:
    """What the function made of one invocation; `kind` is response, error or init/error."""

    kind: str
    body: dict[str, Any]


@dataclass
class RuntimeApi:
    """Hands out events, collects outcomes; `with RuntimeApi() as api:` serves on loopback."""

    events: "queue.Queue[tuple[str, bytes]]" = field(default_factory=queue.Queue)
    outcomes: "queue.Queue[Outcome]" = field(default_factory=queue.Queue)
    asked: int = 0

    def __enter__(self) -> Self:
        api = self

        class Requests(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                api.asked += 1
                request_id, event = api.events.get()
                self.send_response(200)
                self.send_header("Lambda-Runtime-Aws-Request-Id", request_id)
                self.send_header("Lambda-Runtime-Deadline-Ms", str(int((time.time() + 60) * 1000)))
                self.send_header("Lambda-Runtime-Invoked-Function-Arn", ARN)
                # Lambda always sends it; the client crashes on an answer without.
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(event)))
                self.end_headers()
                self.wfile.write(event)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                kind = self.path.removeprefix(PREFIX).split("/")[-1]
                where = "init/error" if "init" in self.path else kind
                api.outcomes.put(Outcome(where, json.loads(body)))
                self.send_response(202)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Requests)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    def invoke(self, request_id: str, event: object) -> Outcome:
        """Send one event; what came back within a minute."""
        self.events.put((request_id, json.dumps(event).encode()))
        return self.outcomes.get(timeout=60)
