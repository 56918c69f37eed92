"""Makes a photo ready again, as the artisan wished."""

from typing import Any, ClassVar

from functions.media import wiring
from kernel.aws.idempotency import idempotent_consumer
from kernel.events import Event, receive


class ProcessRequested(Event):
    """What is read of media/ProcessRequested."""

    source: ClassVar[str] = "media"
    photo_id: str
    edition: int


def consume(event: dict[str, Any]) -> None:
    """Make this edition, unless a newer one is wanted by now."""
    asked = receive(ProcessRequested, event).data
    wiring.image_processor().process(asked.photo_id, asked.edition)


handler = idempotent_consumer(consume)
