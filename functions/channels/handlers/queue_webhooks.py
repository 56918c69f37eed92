"""Woken by the queue of stored webhooks: acts on each, and reports those to bring again."""

import json
from typing import Any, ClassVar

from functions.channels import wiring
from kernel.errors import Problem
from kernel.events import Event, receive
from kernel.observability import log_failure


class WebhookReceived(Event):
    """Of channels itself."""

    source: ClassVar[str] = "channels"
    platform: str
    message: str


def handler(event: dict[str, Any], _context: object) -> dict[str, object]:
    """Handle a batch; https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html."""
    again = []
    for record in event["Records"]:
        data = receive(WebhookReceived, json.loads(record["body"])).data
        try:
            wiring.webhook_processor().handle(data.platform, data.message)
        except Problem as problem:
            log_failure("WebhookNotHandled", problem, platform=data.platform)
            again.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": again}
