"""A draft is gone: its history and its links for approval go too."""

from typing import Any, ClassVar

from functions.content.wiring.review import history
from kernel.aws.idempotency import idempotent_consumer
from kernel.events import Event, receive
from kernel.observability import log_event


class DraftDeleted(Event):
    """What the worker reads of the event."""

    source: ClassVar[str] = "content"

    draft_id: str


def consume(event: dict[str, Any]) -> None:
    """Forget everything behind the draft."""
    gone = receive(DraftDeleted, event).data
    history().forget(gone.draft_id)
    log_event("DraftForgotten", draft_id=gone.draft_id)


handler = idempotent_consumer(consume)
