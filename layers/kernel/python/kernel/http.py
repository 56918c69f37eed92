"""Outbound HTTP: a client that is guarded against SSRF, endless answers and long waits."""

import asyncio
import os
import ssl
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx2

from kernel.addresses import AddressForbidden, AddressPolicy
from kernel.errors import Problem, TryLater
from kernel.json_text import read_json

MEGABYTE = 1_000_000
AsyncClient = httpx2.AsyncClient
"""The type that `guarded_async_client` returns, for callers that pass such a client on."""

# Nothing of the request has left the machine when one of these is raised.
_NOT_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
# One client calls a host for different people: it keeps what none of them was given.
_NO_COOKIES = CookieJar(DefaultCookiePolicy(allowed_domains=[]))


class ConnectFailed(TryLater):
    """No connection was made, so the server received nothing of this request."""

    code = "not_reached"


class ResponseLost(Problem):
    """The request was sent and no whole answer came: whether the server acted on it is unknown."""

    status = 504
    code = "no_answer"


class ResponseTooLarge(ResponseLost):
    """The answer passed the size that the caller allowed."""

    code = "answer_too_large"


class NotJson(Problem):
    """The answer was to be JSON and is not (an HTML error page, a cut body)."""

    status = 502
    code = "not_json"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole HTTP answer; header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    def json(self) -> Any:  # noqa: ANN401  # any JSON value
        """The body as JSON; raises `NotJson`, also for JSON that nothing of ours could hold."""
        try:
            return read_json(self.body)
        except ValueError as error:
            raise NotJson(f"The answer of {httpx2.URL(self.url).host} is not JSON.") from error


class _Guarded(httpx2.BaseTransport):
    """A transport that connects each hop, redirects too, to the address vetted for that hop."""

    def __init__(self, gate: AddressPolicy) -> None:
        self._gate = gate
        self._inner: dict[str, httpx2.HTTPTransport] = {}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        pointed = _pointed(request, self._gate.vet(str(request.url)))
        # Connections are kept by address: two names on one address must not share a certificate.
        host = request.url.host
        if host not in self._inner:
            self._inner[host] = httpx2.HTTPTransport(verify=_trusted())
        return self._inner[host].handle_request(pointed)

    def close(self) -> None:
        for inner in self._inner.values():
            inner.close()


class _AsyncGuarded(httpx2.AsyncBaseTransport):
    """An async `_Guarded` that also limits the answer's size, for libraries driving the client."""

    def __init__(self, gate: AddressPolicy, max_bytes: int) -> None:
        self._gate = gate
        self._inner: dict[str, httpx2.AsyncHTTPTransport] = {}
        self._max_bytes = max_bytes

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        host = request.url.host
        pointed = _pointed(request, await asyncio.to_thread(self._gate.vet, str(request.url)))
        # Bytes are counted as they come: a packed answer could unpack to any size.
        pointed.headers["accept-encoding"] = "identity"
        if host not in self._inner:
            self._inner[host] = httpx2.AsyncHTTPTransport(verify=_trusted())
        response = await self._inner[host].handle_async_request(pointed)
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _Capped(response.stream, self._max_bytes, host)
        return response

    async def aclose(self) -> None:
        for inner in self._inner.values():
            await inner.aclose()


class _Capped(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream, max_bytes: int, host: str) -> None:
        self._inner = inner
        self._max_bytes = max_bytes
        self._host = host

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = self._max_bytes
        async for chunk in self._inner:
            left -= len(chunk)
            if left < 0:
                raise ResponseTooLarge(
                    f"The answer of {self._host} passes {self._max_bytes} bytes."
                )
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()


@lru_cache
def _trusted() -> ssl.SSLContext:
    # Reading the certificates takes 20 ms, and every host's connections can share them.
    return httpx2.create_ssl_context(trust_env=False)


def _pointed(request: httpx2.Request, address: str) -> httpx2.Request:
    """A copy of `request` to the vetted address; the name stays in the Host header and in TLS.

    `request` itself keeps its URL, against which a relative redirect is resolved.
    """
    headers = httpx2.Headers(request.headers)
    headers.setdefault("host", request.url.netloc.decode())
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )


class GuardedClient:
    """Sends requests to the public internet only.

    `timeout` bounds each wait and `deadline` the whole exchange, both in seconds; `max_bytes`
    bounds the answer. Redirects are not followed unless asked for, and each hop is vetted.
    """

    def __init__(
        self,
        gate: AddressPolicy,
        *,
        timeout: float = 10.0,
        deadline: float = 30.0,
        max_bytes: int = 5 * MEGABYTE,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._deadline = deadline
        self._max_bytes = max_bytes
        self._monotonic = monotonic
        self._client = httpx2.Client(
            transport=_Guarded(gate),
            cookies=_NO_COOKIES,
            timeout=httpx2.Timeout(timeout, connect=min(timeout, 5.0)),
            max_redirects=3,
            trust_env=False,
            headers={"user-agent": "Haat/1 (+https://haat.example)"},
        )

    def send(  # noqa: PLR0913  # the parts of a request, all by name
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        json: object = None,
        form: Mapping[str, str] | None = None,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
        auth: tuple[str, str] | None = None,
        follow_redirects: bool = False,
    ) -> Answer:
        """Send the request once, without a retry.

        Raises `AddressForbidden` (a place we do not call, or no address), `ConnectFailed` (surely
        not sent) or `ResponseLost` (perhaps sent). Any HTTP status is an answer.
        """
        host = _host(url)
        request = self._client.build_request(
            method, url, headers=headers, params=params, json=json, data=form, files=files
        )
        ends_at = self._monotonic() + self._deadline
        try:
            response = self._client.send(
                request, stream=True, auth=auth, follow_redirects=follow_redirects
            )
            try:
                body = self._read(response, ends_at)
            finally:
                response.close()
        except _NOT_SENT as error:
            raise ConnectFailed(f"{host} could not be reached.", after=5) from error
        except (httpx2.TransportError, httpx2.DecodingError, httpx2.TooManyRedirects) as error:
            raise ResponseLost(f"{host} did not answer.") from error
        return Answer(response.status_code, dict(response.headers), body, url)

    def close(self) -> None:
        """Close the connections that are kept open for the next request."""
        self._client.close()

    def _read(self, response: httpx2.Response, ends_at: float) -> bytes:
        body = bytearray()
        host = response.request.url.host
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self._max_bytes:
                raise ResponseTooLarge(f"The answer of {host} passes {self._max_bytes} bytes.")
            if self._monotonic() > ends_at:
                raise ResponseLost(f"{host} did not finish its answer in {self._deadline:.0f} s.")
        return bytes(body)


def _host(url: str) -> str:
    """The host of `url`; raises `AddressForbidden` for what no request can be built of."""
    try:
        return httpx2.URL(url).host
    except (httpx2.InvalidURL, ValueError) as error:
        raise AddressForbidden("This is not a web address.") from error


def guarded_client(**limits: Any) -> GuardedClient:  # noqa: ANN401  # GuardedClient's keywords
    """A `GuardedClient` with this deployment's allow-list (`OUTBOUND_ALLOW`; empty on AWS)."""
    return GuardedClient(_own_gate(), **limits)


def guarded_async_client(
    *, timeout: float = 10.0, max_bytes: int = 5 * MEGABYTE
) -> httpx2.AsyncClient:
    """An httpx2 client with the SSRF guard, for a library that makes its own requests.

    `timeout` bounds each wait in seconds; the caller bounds the whole exchange. Raises what httpx2
    raises, `AddressForbidden`, and `ResponseTooLarge`.
    """
    return httpx2.AsyncClient(
        transport=_AsyncGuarded(_own_gate(), max_bytes),
        cookies=_NO_COOKIES,
        timeout=httpx2.Timeout(timeout, connect=min(timeout, 5.0)),
        follow_redirects=False,
        trust_env=False,
    )


def _own_gate() -> AddressPolicy:
    return AddressPolicy(filter(None, os.environ.get("OUTBOUND_ALLOW", "").split(",")))
