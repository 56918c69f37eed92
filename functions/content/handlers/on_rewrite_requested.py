"""A draft is to be written: a writer writes it, unless a newer request made this one void."""

from typing import Any, ClassVar

from functions.content.wiring import copy_writing
from kernel.aws.idempotency import idempotent_consumer
from kernel.events import Event, receive
from kernel.observability import log_event


class RewriteRequested(Event):
    """What the writer reads of the request."""

    source: ClassVar[str] = "content"

    draft_id: str
    owner_id: str
    draft_version: int


def consume(event: dict[str, Any]) -> None:
    """Write the draft of this request."""
    asked = receive(RewriteRequested, event).data
    wanted = copy_writing().write(asked.owner_id, asked.draft_id, asked.draft_version)
    log_event("DraftWritten" if wanted else "RewriteSuperseded", draft_id=asked.draft_id)


handler = idempotent_consumer(consume)
