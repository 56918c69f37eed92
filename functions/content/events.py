"""What content says to the other contexts: ids and facts only."""

from typing import ClassVar

from kernel.events import Event


class RewriteRequested(Event):
    """A writer is to write the draft; `draft_version` is the version that asked for it."""

    source: ClassVar[str] = "content"

    draft_id: str
    owner_id: str
    draft_version: int


class RewritePlanned(RewriteRequested):
    """As `RewriteRequested`, but heard after a pause: while somebody types, nobody writes."""


class DraftPhotosChosen(Event):
    """From now on the draft is about these photos, the first above all."""

    source: ClassVar[str] = "content"

    draft_id: str
    owner_id: str
    photo_ids: list[str]


class DraftReady(Event):
    """The words are there for the artisan to read; `writer` names who wrote them."""

    source: ClassVar[str] = "content"

    draft_id: str
    owner_id: str
    photo_id: str
    writer: str
    draft_version: int
    languages: list[str]
    photo_ids: list[str]


class DraftApproved(Event):
    """The words may be published as they are; `by` is `artisan`, or `approver` with a link."""

    source: ClassVar[str] = "content"

    draft_id: str
    owner_id: str
    draft_version: int
    languages: list[str]
    photo_ids: list[str]
    by: str


class DraftRejected(Event):
    """The words may not be published like this; `reason` is in the words of who decided."""

    source: ClassVar[str] = "content"

    draft_id: str
    owner_id: str
    draft_version: int
    photo_ids: list[str]
    by: str
    reason: str


class DraftDeleted(Event):
    """The draft is gone, and with it its history and links."""

    source: ClassVar[str] = "content"

    draft_id: str
    owner_id: str
    photo_ids: list[str]


class CopyRequested(Event):
    """A writer is to carry out this job: words about a piece, or one field of a draft anew."""

    source: ClassVar[str] = "content"

    job_id: str
    owner_id: str


class ImageRequested(Event):
    """A painter is to carry out this job."""

    source: ClassVar[str] = "content"

    job_id: str
    owner_id: str


class JobChanged(Event):
    """A job went on; `progress` is in per cent, and 100 is the end, good or bad."""

    source: ClassVar[str] = "content"

    job_id: str
    owner_id: str
    status: str
    progress: int
