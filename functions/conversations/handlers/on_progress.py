"""Pushes events into the open sockets of the person whom they concern."""

from functions.conversations.schemas import RelayedEvent
from functions.conversations.wiring import container
from kernel.aws.idempotency import idempotent_consumer


def consume(event: dict[str, object]) -> None:
    """Push the event to its owner; `infra/conversations.py` subscribes to relayed events alone."""
    container().conversations.push(RelayedEvent.progress(event))


handler = idempotent_consumer(consume)
