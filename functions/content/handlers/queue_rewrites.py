"""Writes drafts whose facts or languages changed, from a queue that delays each request."""

from functions.content.events import RewritePlanned
from functions.content.wiring.container import container
from kernel.aws.consumers import queue_consumer
from kernel.observability import log_event


@queue_consumer(RewritePlanned)
def handler(planned: RewritePlanned) -> None:
    """Write the draft, unless a newer request voided this one.

    A message that comes twice finds its draft written and is dropped.
    """
    wanted = container().writing.copy_writing.write(
        planned.owner_id, planned.draft_id, planned.draft_version
    )
    log_event("DraftWritten" if wanted else "RewriteSuperseded", draft_id=planned.draft_id)
