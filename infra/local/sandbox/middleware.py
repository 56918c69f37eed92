"""The ASGI middleware in front of every vendor: writes the journal and injects the faults."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infra.local.sandbox import faults, journal
from infra.local.sandbox.faults import Fault, FaultKind
from infra.local.sandbox.journal import Entry
from infra.local.sandbox.vendor import OperationVendor, SharedHostVendor, Vendor
from infra.local.sandbox.world import World

LARGEST_BODY = 120 * 1024 * 1024
HTML_PAGE = (
    "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Sorry, something went wrong."
    "</h1><p>We're working on getting this fixed as soon as we can.</p></body></html>"
)
UNPROCESSED_ANSWERS = {
    FaultKind.ERROR: "error",
    FaultKind.RATE_LIMIT: "rate_limit",
    FaultKind.EXPIRED_TOKEN: "expired_token",
    FaultKind.OK_WITH_ERROR_BODY: "error",
    FaultKind.BLOCKED: "blocked",
}


@runtime_checkable
class Abortable(Protocol):
    """A connection that can be torn down at once."""

    def abort(self) -> None:
        """Close without flushing."""
        ...


@dataclass
class Answer:
    """A vendor's answer, held back."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""


@dataclass
class Call:
    """One request on its way, with all that a fault needs."""

    scope: Scope
    receive: Receive
    connection: Receive
    send: Send
    entry: Entry
    vendor: Vendor

    @property
    def request(self) -> Request:
        """The request as the vendor's code sees it."""
        return Request(self.scope)


class SandboxMiddleware:
    """Wraps the whole sandbox; only paths whose first segment is a vendor's host are touched."""

    def __init__(
        self,
        app: ASGIApp,
        world: World,
        hosts: Mapping[str, Vendor],
        shared_host_vendors: Sequence[SharedHostVendor] = (),
    ) -> None:
        self._app = app
        self._world = world
        self._hosts = hosts
        self._shared_host_vendors = shared_host_vendors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        host, _, rest = str(scope.get("path", "")).lstrip("/").partition("/")
        vendor = self._vendor(host, f"/{rest}")
        if scope["type"] != "http" or vendor is None:
            await self._app(scope, receive, send)
            return
        body = await _whole_body(receive)
        place = (vendor.VENDOR, host, f"/{rest}")
        entry = await journal.begin(self._world, scope, place, body)
        scope = {**scope, journal.ENTRY: entry}
        call = Call(
            scope, journal.replay(body, receive), receive, _noting(send, entry), entry, vendor
        )
        if isinstance(vendor, OperationVendor):
            place = (vendor.VENDOR, host, f"/{rest}#{vendor.operation(rest, body)}")
        fault = faults.take(self._world, place, scope["method"])
        if fault is None:
            await self._app(scope, call.receive, _noting(call.send, entry, "vendor_status"))
            return
        entry.note(fault=fault.kind)
        await self._misbehave(call, fault)

    def _vendor(self, host: str, path: str) -> Vendor | None:
        shared = next((one for one in self._shared_host_vendors if one.answers(host, path)), None)
        return shared or self._hosts.get(host)

    async def _misbehave(self, call: Call, fault: Fault) -> None:
        kind = fault.kind
        if kind in UNPROCESSED_ANSWERS:
            await _respond(call, self._vendor_answer(call, fault, UNPROCESSED_ANSWERS[kind]))
        elif kind is FaultKind.HTML:
            await _respond(call, HTMLResponse(HTML_PAGE, fault.answer_status))
        elif kind is FaultKind.HANG:
            await _silence(call.connection, fault.wait)
        elif kind is FaultKind.LATENCY:
            await asyncio.sleep(fault.wait)
            await self._app(
                call.scope, call.receive, _noting(call.send, call.entry, "vendor_status")
            )
        else:
            await self._process_then(call, fault)

    async def _process_then(self, call: Call, fault: Fault) -> None:
        answer = await _held_back(self._app, call)
        call.entry.note(vendor_status=answer.status)
        if fault.kind is FaultKind.ACCEPT_THEN_TIMEOUT:
            await _silence(call.connection, fault.wait)
        elif fault.kind is FaultKind.ERROR_AFTER_SUCCESS:
            await _respond(call, self._vendor_answer(call, fault, "error"))
        else:
            await _half(call, answer)

    @staticmethod
    def _vendor_answer(call: Call, fault: Fault, kind: str) -> Response:
        response = call.vendor.fault_response(kind, fault.answer_status, call.request)
        if fault.kind is FaultKind.OK_WITH_ERROR_BODY or fault.status is not None:
            response.status_code = fault.answer_status
        if fault.retry_after is not None:
            response.headers["retry-after"] = str(fault.retry_after)
        return response


async def _whole_body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            raise ValueError("a request larger than any vendor takes")
        if not message.get("more_body", False):
            return bytes(body)


def _noting(send: Send, entry: Entry, name: str = "status") -> Send:
    async def noting(message: Message) -> None:
        if message["type"] == "http.response.start":
            entry.note(**{name: message["status"]})
        await send(message)

    return noting


async def _respond(call: Call, response: Response) -> None:
    await response(call.scope, call.receive, call.send)


async def _held_back(app: ASGIApp, call: Call) -> Answer:
    answer = Answer()

    async def keep(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status, answer.headers = message["status"], list(message["headers"])
        else:
            answer.body += message.get("body", b"")

    await app(call.scope, call.receive, keep)
    return answer


async def _half(call: Call, answer: Answer) -> None:
    await call.send(
        {"type": "http.response.start", "status": answer.status, "headers": answer.headers}
    )
    half = answer.body[: len(answer.body) // 2]
    await call.send({"type": "http.response.body", "body": half, "more_body": True})
    await asyncio.sleep(0.05)  # let the bytes leave before the connection is torn down
    await _close(call.connection)


async def _silence(connection: Receive, seconds: float) -> None:
    """Say nothing until the client gives up or the seconds are over, then close."""
    try:
        async with asyncio.timeout(seconds):
            await _gone(connection)
    except TimeoutError:
        await _close(connection)
    except asyncio.CancelledError:
        # The server stops: close at once, so that the client gets no 500 of uvicorn's for it.
        _abort(connection)
        await asyncio.sleep(0)


async def _close(connection: Receive) -> None:
    """Tear the connection down: ASGI has no word for it, so reach for uvicorn's transport."""
    _abort(connection)
    await _gone(connection)


def _abort(connection: Receive) -> None:
    transport = getattr(getattr(connection, "__self__", None), "transport", None)
    if not isinstance(transport, Abortable):
        raise TypeError("only uvicorn's connections can be dropped")
    transport.abort()


async def _gone(connection: Receive) -> None:
    while (await connection())["type"] != "http.disconnect":
        pass
