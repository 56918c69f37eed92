"""Starts the workflow of a round when the click that began it did not get that far."""

from typing import Any, ClassVar

from functions.publishing import wiring
from kernel.aws.idempotency import idempotent_consumer
from kernel.events import Event, receive


class PublishRequested(Event):
    """What is read of publishing/PublishRequested."""

    source: ClassVar[str] = "publishing"
    post_id: str
    round: int


def consume(event: dict[str, Any]) -> None:
    """Start the round's run; its name makes a second start harmless."""
    asked = receive(PublishRequested, event).data
    wiring.sweeper().begin(asked.post_id, asked.round)


handler = idempotent_consumer(consume)
