"""The WebSocket API: a socket belongs to nobody until it sends a hello with an access token."""

import json
from typing import Any

from functions.conversations.schemas import Hello, read_message
from functions.conversations.wiring import container
from kernel.aws.front_door import refusal
from kernel.errors import NotSignedIn
from kernel.events import correlation


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Handle $connect, $disconnect and each message: a hello, a ping, or an error reply."""
    request = event["requestContext"]
    correlation.set(request.get("requestId", ""))
    if request["routeKey"] == "$disconnect":
        container().conversations.goodbye(request["connectionId"])
    if request["routeKey"] == "$connect":
        return refusal(event) or {"statusCode": 200}
    if request["routeKey"] != "$default":
        return {"statusCode": 200}
    return _reply(_answer(request["connectionId"], event.get("body") or ""))


def _answer(connection_id: str, text: str) -> dict[str, str]:
    message = read_message(text)
    if message is None:
        return {"type": "error", "code": "malformed", "message": "Say hello or ping."}
    if not isinstance(message, Hello):
        return {"type": "pong"}
    try:
        container().conversations.hello(connection_id, message.token)
    except NotSignedIn as problem:
        return {"type": "error", "code": problem.code, "message": problem.message}
    return {"type": "hello"}


def _reply(message: dict[str, str]) -> dict[str, Any]:
    return {"statusCode": 200, "body": json.dumps(message)}
