"""Fetches a picture from the address that somebody gave."""

from typing import Any, ClassVar

from functions.media import wiring
from kernel.aws.idempotency import idempotent_consumer
from kernel.events import Event, receive


class ImportRequested(Event):
    """What is read of media/ImportRequested."""

    source: ClassVar[str] = "media"
    photo_id: str


def consume(event: dict[str, Any]) -> None:
    """Bring it into the bucket, whose notification wakes the worker that makes it ready."""
    wiring.importer().fetch(receive(ImportRequested, event).data.photo_id)


handler = idempotent_consumer(consume)
