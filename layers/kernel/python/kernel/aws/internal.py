"""Internal functions: Lambdas of one context that another context's Lambdas call and wait for."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn, Protocol

from kernel.aws.clients import client_without_retries
from kernel.errors import OutcomeUnknown, TryLater
from kernel.events import correlation

CORRELATION = "correlation_id"
"""The field of a request that carries the correlation id."""

COLD_START = 10.0
"""The most seconds of a cold start, which a function's time limit does not count.

https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib
"""
_CLIENT_ERRORS = range(400, 500)
_BUSY = "Haat could not begin with it yet."
_LOST = "Haat does not know yet what became of it."


class InternalFunction(Protocol):
    """A function of another context. A call is sent once, and never repeated inside."""

    def call(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Send the request with the present correlation id, wait, and return the answer.

        Raises `TryLater` if the function surely did not start, and `OutcomeUnknown` if it may have
        started and its answer was lost, or if it crashed or ran out of time.
        """
        ...


class LambdaFunction:
    """Implements `InternalFunction` by a synchronous invocation, which Lambda never repeats.

    `time_limit` is the function's own, in seconds, which counts from the end of its cold start.
    """

    def __init__(self, name: str, time_limit: float, *, cold_start: float = COLD_START) -> None:
        self._name = name
        self._patience = cold_start + time_limit

    def call(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Invoke the function once; which failure becomes which error is told by the protocol."""
        from botocore import exceptions  # noqa: PLC0415  # with boto3

        sent = json.dumps({**request, CORRELATION: correlation.get()})
        lambdas = client_without_retries("lambda", self._patience)
        try:
            answer = lambdas.invoke(FunctionName=self._name, Payload=sent)
            payload = answer["Payload"].read()
        except (exceptions.EndpointConnectionError, exceptions.ConnectTimeoutError) as unreached:
            raise TryLater(_BUSY) from unreached
        except exceptions.ClientError as error:
            _raise(error)
        except exceptions.BotoCoreError as lost:
            raise OutcomeUnknown(_LOST) from lost
        if "FunctionError" in answer:
            raise OutcomeUnknown(_LOST, details={"error": answer["FunctionError"]})
        return _read(payload)


def _raise(error: Any) -> NoReturn:  # noqa: ANN401  # botocore's ClientError, imported late
    """A status of 4xx is Lambda's refusal to start it; of 5xx nobody says whether it had begun.

    https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors
    """
    if error.response["ResponseMetadata"]["HTTPStatusCode"] in _CLIENT_ERRORS:
        raise TryLater(_BUSY) from error
    raise OutcomeUnknown(_LOST) from error


def _read(payload: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(payload)
    except ValueError as unreadable:
        raise OutcomeUnknown(_LOST) from unreadable
    if not isinstance(answer, dict):
        raise OutcomeUnknown(_LOST)
    return answer
