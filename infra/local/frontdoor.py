"""What CloudFront is on AWS: one address for the web app, the API, the socket and the pictures."""

import argparse
import contextlib
import json
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import anyio
import httpx2
import uvicorn
from botocore.exceptions import ClientError
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from infra.local.emulator import Emulator
from infra.local.plain_path import OnlyPlainPaths, refusal
from infra.local.settings import Settings
from infra.local.web_files import ONE_YEAR, file_answer
from infra.parts import headers

# https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1, and what the client library sets itself
NOT_PASSED_ON = {
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "host",
    "content-length",
    "accept-encoding",
}
NOT_PASSED_BACK = {b"transfer-encoding", b"connection", b"keep-alive", b"date", b"server"}
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
NOT_BUILT = "The web app is not built yet: run `make web-build`. The API is at /api/v1.\n"


@dataclass(frozen=True)
class Behind:
    """What stands behind the door."""

    settings: Settings
    http_api: str
    socket_api: str
    bucket: str
    web: Path

    @property
    def http_url(self) -> str:
        """The HTTP API in the emulator."""
        return f"{self.settings.emulator_url}/_aws/execute-api/{self.http_api}/$default"

    @property
    def socket_url(self) -> str:
        """The WebSocket API in the emulator."""
        origin = self.settings.emulator_url.replace("http://", "ws://")
        return f"{origin}/_aws/execute-api/{self.socket_api}/live"

    def security(self) -> dict[str, str]:
        """The headers that CloudFront puts on each page."""
        ports = self.settings
        connect_to = [
            f"{scheme}://{host}:{port}"
            for scheme, port in (("http", ports.emulator_port), ("ws", ports.port))
            for host in ("localhost", "127.0.0.1")
        ]
        policy = headers.content_security_policy(*connect_to)
        return {"Content-Security-Policy": policy, **headers.STANDARD, **headers.OURS}


class FrontDoor:
    """The four things behind the address, each as CloudFront's behaviours have it."""

    def __init__(self, behind: Behind) -> None:
        self._behind = behind
        self._security = behind.security()
        self._secret = behind.settings.front_door_secret
        self._s3 = Emulator(behind.settings).s3()
        limits = httpx2.Limits(max_connections=200, max_keepalive_connections=50)
        self._http = httpx2.AsyncClient(timeout=60, limits=limits, follow_redirects=False)

    def app(self) -> Starlette:
        """The ASGI application."""
        return Starlette(
            routes=[
                Route("/api/{path:path}", self.api, methods=METHODS),
                Route("/media/{path:path}", self.picture, methods=["GET", "HEAD"]),
                WebSocketRoute("/live", self.live),
                Route("/{path:path}", self.page, methods=["GET", "HEAD"]),
            ],
            middleware=[Middleware(OnlyPlainPaths)],
            lifespan=self._lifespan,
        )

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        yield
        await self._http.aclose()

    async def api(self, request: Request) -> Response:
        """Pass a request on to the HTTP API, whatever it answers."""
        kept = [
            (name, value)
            for name, value in request.headers.raw
            if name.decode("latin-1") not in NOT_PASSED_ON
        ]
        client = request.client.host if request.client else "127.0.0.1"
        forwarded = [*request.headers.getlist("x-forwarded-for"), client]
        ours = {"x-forwarded-for": ", ".join(forwarded), **self._passed_on(client)}
        kept = [pair for pair in kept if pair[0].decode("latin-1") not in ours]
        kept += [
            *((name.encode(), value.encode()) for name, value in ours.items()),
            (b"accept-encoding", b"identity"),  # the answer is passed on as it comes
        ]
        prefix = httpx2.URL(self._behind.http_url)
        target = prefix.copy_with(raw_path=self._raw_path(request, prefix.raw_path))
        if not target.raw_path.startswith(prefix.raw_path + b"/api/"):
            return refusal()
        # The emulator's client would add cookies of others: this one keeps none.
        self._http.cookies.clear()
        asked = self._http.build_request(
            request.method, target, headers=kept, content=await request.body()
        )
        try:
            answer = await self._http.send(asked, stream=True)
        except httpx2.TransportError:
            silent = "AWS on this machine does not answer.\n"
            return PlainTextResponse(silent, status_code=502, headers=headers.ANSWERS)
        reply = StreamingResponse(answer.aiter_raw(), answer.status_code)
        reply.raw_headers = [
            (name.lower(), value)
            for name, value in answer.headers.raw
            if name.lower() not in NOT_PASSED_BACK
        ]
        reply.headers.update(headers.ANSWERS)
        reply.background = _closing(answer)
        return reply

    @staticmethod
    def _raw_path(request: Request, prefix: bytes) -> bytes:
        path: bytes = request.scope.get("raw_path") or request.url.path.encode()
        query: bytes = request.scope["query_string"]
        return prefix + path.split(b"?")[0] + (b"?" + query if query else b"")

    def _passed_on(self, client: str) -> dict[str, str]:
        """What CloudFront adds, in place of what the client may have sent under these names."""
        return {headers.SECRET_HEADER: self._secret, headers.VIEWER_HEADER: client}

    async def live(self, socket: WebSocket) -> None:
        """Join a person's socket with one of the WebSocket API."""
        more = self._passed_on(socket.client.host if socket.client else "127.0.0.1")
        try:
            url = self._behind.socket_url
            async with connect(url, open_timeout=10, additional_headers=more) as api:
                await socket.accept(headers=_as_sent(headers.ANSWERS))
                async with anyio.create_task_group() as both:

                    async def to_api() -> None:
                        with contextlib.suppress(WebSocketDisconnect, ConnectionClosed):
                            while True:
                                await api.send(await socket.receive_text())
                        both.cancel_scope.cancel()

                    async def to_person() -> None:
                        with contextlib.suppress(WebSocketDisconnect, ConnectionClosed):
                            async for message in api:
                                await socket.send_text(str(message))
                        with contextlib.suppress(RuntimeError):  # the person left first
                            await socket.close()
                        both.cancel_scope.cancel()

                    both.start_soon(to_api)
                    both.start_soon(to_person)
        except (OSError, InvalidHandshake, TimeoutError):
            with contextlib.suppress(RuntimeError):
                await socket.close(code=1013)  # try again later

    async def picture(self, request: Request) -> Response:
        """A rendition, and nothing else, of the photo bucket."""
        key = f"media/{request.path_params['path']}"
        try:
            found = await anyio.to_thread.run_sync(
                lambda: self._s3.get_object(Bucket=self._behind.bucket, Key=key)
            )
        except ClientError:
            none = "There is no such picture.\n"
            return PlainTextResponse(none, status_code=404, headers=headers.ANSWERS)
        more = {
            "ETag": found["ETag"],
            "Cache-Control": found.get("CacheControl") or ONE_YEAR,
            **headers.ANSWERS,
        }
        if request.headers.get("if-none-match") == found["ETag"]:
            return Response(status_code=304, headers=more)
        body = await anyio.to_thread.run_sync(found["Body"].read)
        return Response(body, headers=more, media_type=found["ContentType"])

    async def page(self, request: Request) -> Response:
        """A file of the web app; each path without a dot is the app itself."""
        path = request.path_params["path"]
        if "." not in path.rsplit("/", 1)[-1]:
            path = "index.html"
        file = (self._behind.web / path).resolve()
        if not file.is_relative_to(self._behind.web) or not file.is_file():
            status, text = (503, NOT_BUILT) if path == "index.html" else (404, "Not found.\n")
            return PlainTextResponse(text, status, headers=self._security)
        return file_answer(request, file, self._security)


def _as_sent(named: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in named.items()]


def _closing(answer: httpx2.Response) -> BackgroundTask:
    return BackgroundTask(answer.aclose)


def _outputs(file: Path) -> dict[str, str]:
    """What the foundation's stack tells of itself, as soon as it is deployed."""
    while not file.exists():
        time.sleep(0.02)
    told: dict[str, str] = json.loads(file.read_text())
    return told


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--outputs", type=Path, required=True)
    parser.add_argument("--web", type=Path, required=True)
    given = parser.parse_args()
    settings = Settings.load()
    told = _outputs(given.outputs)
    apis = told["HttpApiId"], told["SocketApiId"]
    behind = Behind(settings, *apis, told["PhotoBucket"], given.web.resolve())
    uvicorn.run(
        FrontDoor(behind).app(),
        host="127.0.0.1",
        port=settings.port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=3,
    )


if __name__ == "__main__":
    main()
