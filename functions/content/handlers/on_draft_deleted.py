"""Deletes the history and the approval links of a deleted draft."""

from functions.content.events import DraftDeleted
from functions.content.wiring.container import container
from kernel.aws.consumers import consumer
from kernel.observability import log_event


@consumer(DraftDeleted)
def handler(gone: DraftDeleted) -> None:
    """Delete all versions and approval links of the draft."""
    container().review.history.forget(gone.draft_id)
    log_event("DraftForgotten", draft_id=gone.draft_id)
