"""Passes what happens on to the pages of the person that it happens to."""

from functions.conversations.model import RELAYED_EVENTS
from functions.conversations.schemas import read_progress
from functions.conversations.wiring import service
from kernel.aws.idempotency import idempotent_consumer

__all__ = ["RELAYED_EVENTS", "consume", "handler"]


def consume(event: dict[str, object]) -> None:
    """Tell the owner; an event that is not passed on is let go."""
    progress = read_progress(event)
    if progress is not None:
        service().push(progress)


handler = idempotent_consumer(consume)
