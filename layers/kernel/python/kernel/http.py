"""The one way out: an HTTP client that is guarded against SSRF, endless answers and long waits."""

import json as jsonlib
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx2

from kernel.addresses import Gate
from kernel.errors import Problem, TryLater

MEGABYTE = 1_000_000

# Nothing of the request has left the machine when one of these is raised.
_NOT_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)


class NotReached(TryLater):
    """No connection was made: the other side knows nothing of this request."""

    code = "not_reached"


class NoAnswer(Problem):
    """The request was sent, and no whole answer came: what happened there is unknown."""

    status = 504
    code = "no_answer"


class AnswerTooLarge(NoAnswer):
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
        """The body as JSON; raises `NotJson`."""
        try:
            return jsonlib.loads(self.body)
        except ValueError as error:
            raise NotJson(f"The answer of {httpx2.URL(self.url).host} is not JSON.") from error


class _Guarded(httpx2.BaseTransport):
    """Connects each hop, redirects too, to the address that was vetted for it."""

    def __init__(self, gate: Gate, inner: httpx2.BaseTransport) -> None:
        self._gate = gate
        self._inner = inner

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        address = self._gate.vet(str(request.url))
        host = request.url.host
        request.headers.setdefault("host", request.url.netloc.decode())
        request.extensions = {**request.extensions, "sni_hostname": host}
        request.url = request.url.copy_with(host=address)
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


class GuardedClient:
    """Sends requests to the public internet only.

    `timeout` bounds each wait and `deadline` the whole exchange, both in seconds; `max_bytes`
    bounds the answer. Redirects are not followed unless asked for, and each hop is vetted.
    """

    def __init__(
        self,
        gate: Gate,
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
            transport=_Guarded(gate, httpx2.HTTPTransport()),
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
        """Send once, never again by itself.

        Raises `AddressForbidden` (a place we do not call), `NotReached` (surely not sent) or
        `NoAnswer` (perhaps sent). Any HTTP status is an answer.
        """
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
            raise NotReached(f"{httpx2.URL(url).host} could not be reached.", after=5) from error
        except (httpx2.TransportError, httpx2.DecodingError, httpx2.TooManyRedirects) as error:
            raise NoAnswer(f"{httpx2.URL(url).host} did not answer.") from error
        return Answer(response.status_code, dict(response.headers), body, url)

    def _read(self, response: httpx2.Response, ends_at: float) -> bytes:
        body = bytearray()
        host = response.request.url.host
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self._max_bytes:
                raise AnswerTooLarge(f"The answer of {host} passes {self._max_bytes} bytes.")
            if self._monotonic() > ends_at:
                raise NoAnswer(f"{host} did not finish its answer in {self._deadline:.0f} s.")
        return bytes(body)


def guarded_client(**limits: Any) -> GuardedClient:  # noqa: ANN401  # GuardedClient's keywords
    """The client with the allow-list of this deployment (`OUTBOUND_ALLOW`; empty on AWS)."""
    allowed = filter(None, os.environ.get("OUTBOUND_ALLOW", "").split(","))
    return GuardedClient(Gate(allowed), **limits)
