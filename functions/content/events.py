"""What content says to the other contexts: ids and facts only."""

from typing import ClassVar

from kernel.events import Event


class RewriteRequested(Event):
    """A writer is to write the draft; `draft_version` is the version that asked for it."""

    source: ClassVar[str] = "content"

    draft_id: str
    owner_id: str
    draft_version: int


class DraftReady(Event):
    """The words are there for the artisan to read; `writer` names who wrote them."""

    source: ClassVar[str] = "content"

    draft_id: str
    owner_id: str
    photo_id: str
    writer: str


class DraftApproved(Event):
    """The artisan approved the words as they are."""

    source: ClassVar[str] = "content"

    draft_id: str
    owner_id: str
