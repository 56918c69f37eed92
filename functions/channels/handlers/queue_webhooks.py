"""Processes the stored webhook messages of an SQS queue, and reports failed ones for redelivery."""

from functions.channels.events import WebhookReceived
from functions.channels.wiring.container import container
from kernel.aws.consumers import queue_consumer


@queue_consumer(WebhookReceived)
def handler(received: WebhookReceived) -> None:
    """Process one stored webhook message of a platform."""
    container().webhooks.processor.handle(received.ref)
