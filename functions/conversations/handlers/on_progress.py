"""Pushes events into the open sockets of the person whom they concern."""

from functions.conversations.model import RELAYED_EVENTS
from functions.conversations.schemas import read_progress
from functions.conversations.wiring import container
from kernel.aws.idempotency import idempotent_consumer

__all__ = ["RELAYED_EVENTS", "consume", "handler"]


def consume(event: dict[str, object]) -> None:
    """Push the event to its owner; an event that is not in `RELAYED_EVENTS` is ignored."""
    progress = read_progress(event)
    if progress is not None:
        container().conversations.push(progress)


handler = idempotent_consumer(consume)
