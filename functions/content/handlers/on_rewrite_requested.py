"""Writes a draft when a rewrite is requested."""

from functions.content.events import RewriteRequested
from functions.content.wiring.container import container
from kernel.aws.consumers import consumer
from kernel.observability import log_event


@consumer(RewriteRequested)
def handler(asked: RewriteRequested) -> None:
    """Write the draft at the requested version; do nothing if a newer request voided this one."""
    wanted = container().writing.copy_writing.write(
        asked.owner_id, asked.draft_id, asked.draft_version
    )
    log_event("DraftWritten" if wanted else "RewriteSuperseded", draft_id=asked.draft_id)
