"""What becomes of a call of an internal function, by what Lambda answers over real HTTP."""

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from kernel.aws.clients import client_without_retries
from kernel.aws.internal import LambdaFunction
from kernel.errors import OutcomeUnknown, TryLater
from kernel.events import correlation
from tests.integration.channels.stub_server import Stub, StubServer, stub_server

ARN = "arn:aws:lambda:ap-south-1:123456789012:function:posting"
PATIENCE = 0.3
"""Seconds after which a caller gives a silent function up."""


@pytest.fixture(scope="module")
def _listening() -> Iterator[StubServer]:
    with stub_server() as server:
        yield server


@pytest.fixture
def lambdas(_listening: StubServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[StubServer]:
    """Lambda's endpoint, which answers as a test says."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", _listening.url)
    _listening.asked = 0
    client_without_retries.cache_clear()
    yield _listening
    client_without_retries.cache_clear()


def call(request: dict[str, Any], patience: float = 10.0) -> dict[str, Any]:
    return LambdaFunction(ARN, patience, cold_start=0).call(request)


def refused(status: int, code: str) -> Stub:
    return Stub(status, {"Type": "User", "message": "No."}, {"x-amzn-errortype": code})


def test_a_request_goes_with_its_correlation_id_and_the_answer_comes_back(
    lambdas: StubServer,
) -> None:
    lambdas.response = Stub(200, {"kind": "completed"})
    before = correlation.set("post_1")
    try:
        answer = call({"verb": "start", "title": "हाट"})
    finally:
        correlation.reset(before)

    assert answer == {"kind": "completed"}
    assert json.loads(lambdas.received) == {
        "verb": "start",
        "title": "हाट",
        "correlation_id": "post_1",
    }
    assert lambdas.path.startswith("/2015-03-31/functions/arn%3Aaws%3Alambda")
    assert lambdas.asked == 1


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (429, "TooManyRequestsException"),
        (403, "AccessDeniedException"),
        (404, "ResourceNotFoundException"),
        (413, "RequestTooLargeException"),
    ],
)
def test_what_lambda_refuses_surely_did_not_start(
    lambdas: StubServer, status: int, code: str
) -> None:
    lambdas.response = refused(status, code)
    with pytest.raises(TryLater):
        call({})
    assert lambdas.asked == 1


LOST = {
    "crash": Stub(200, {"errorMessage": "boom"}, {"x-amz-function-error": "Unhandled"}),
    "time limit": Stub(200, {"errorType": "Sandbox.Timedout"}, {"x-amz-function-error": "Handled"}),
    "service": refused(500, "ServiceException"),
    "gateway": Stub(502, "<html>Bad gateway</html>"),
    "dropped": Stub(manner="closed"),
    "cut": Stub(200, {"kind": "completed"}, manner="cut"),
    "silence": Stub(manner="silent"),
    "no JSON": Stub(200, "completed"),
    "no object": Stub(200, [1]),
}


@pytest.mark.parametrize("name", list(LOST))
def test_whose_answer_is_lost_may_have_been_carried_out_and_is_called_once(
    lambdas: StubServer, name: str
) -> None:
    lambdas.response = LOST[name]
    with pytest.raises(OutcomeUnknown):
        call({}, PATIENCE if name == "silence" else 10.0)
    assert lambdas.asked == 1


def test_a_slow_answer_is_awaited_for_the_functions_whole_time_limit(lambdas: StubServer) -> None:
    """A client of AWS of ours would give it up after 20 s; this one knows how long it may take."""
    lambdas.response = Stub(200, {})
    call({}, 45)
    client = client_without_retries("lambda", 45)
    assert client.meta.config.read_timeout == 45
    assert client.meta.config.retries["total_max_attempts"] == 1


def test_where_nobody_listens_nothing_was_started(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{free.getsockname()[1]}"
    monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", endpoint)
    client_without_retries.cache_clear()
    with pytest.raises(TryLater):
        call({})
    client_without_retries.cache_clear()


def test_where_no_connection_is_made_nothing_was_started(monkeypatch: pytest.MonkeyPatch) -> None:
    with ExitStack() as stack:
        busy = stack.enter_context(socket.socket())
        busy.bind(("127.0.0.1", 0))
        busy.listen(0)
        for _ in range(2):  # its queue is full: it answers no further one
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(busy.getsockname())
        endpoint = f"http://127.0.0.1:{busy.getsockname()[1]}"
        monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", endpoint)
        client_without_retries.cache_clear()
        with pytest.raises(TryLater):
            call({})
        client_without_retries.cache_clear()
