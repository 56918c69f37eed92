"""Refuses requests that reach a Lambda without the front door, such as at API Gateway's address."""

import json
from typing import Any

from kernel.aws.idempotency import Handler
from kernel.errors import Forbidden
from kernel.front_door import passed_on
from kernel.observability import log_security_event
from kernel.responses import failure


def only_passed_on(handle: Handler) -> Handler:
    """An API Gateway handler that answers 403 unless the front door passed the request on."""

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401  # Lambda's
        return refusal(event) or handle(event, context)

    return handler


def refusal(event: dict[str, Any]) -> dict[str, Any] | None:
    """The answer 403 to a request, or to a socket that opens; None if the front door passed it."""
    if passed_on(event.get("headers") or {}):
        return None
    log_security_event("FrontDoorBypassed")
    problem = Forbidden(
        "Haat takes no requests at this address.", remedy="Use the address of the web app."
    )
    return {
        "statusCode": problem.status,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(failure(problem)),
    }
