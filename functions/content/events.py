"""The domain events of content."""

from typing import ClassVar

from kernel.events import Event


class RewriteRequested(Event):
    """The artisan asked for a draft's words at once: a new draft, or a rewrite of one.

    `draft_version` is the version to write words for; a request for a newer version voids this one.
    """

    source: ClassVar[str] = "content"

    draft_id: str
    owner_id: str
    draft_version: int


class RewritePlanned(RewriteRequested):
    """A product's facts or a draft's languages changed, so that words are to be written again.

    A queue delivers the event after four seconds. A further change of facts or languages in that
    time voids the event, so that typing pays for one rewrite per pause.
    """


class DraftReady(Event):
    """A writer's words were saved in a draft, for the artisan to read and decide on.

    `writer` is `facts` or the model's name (`gemini`, `claude`, `gpt`), `draft_version` the version
    that has the words.
    """

    source: ClassVar[str] = "content"
    relayed: ClassVar[bool] = True

    draft_id: str
    owner_id: str
    product_id: str
    writer: str
    draft_version: int
    languages: list[str]


class DraftApproved(Event):
    """Version `draft_version` of a draft was approved for publication.

    `by` is `artisan`, or `approver` for a person with an approval link.
    """

    source: ClassVar[str] = "content"
    relayed: ClassVar[bool] = True

    draft_id: str
    owner_id: str
    product_id: str
    draft_version: int
    languages: list[str]
    by: str


class DraftRejected(Event):
    """Version `draft_version` of a draft was rejected, so that it cannot be published.

    `by` is `artisan`, or `approver` for a person with an approval link; `reason` is the text that
    was given with the decision.
    """

    source: ClassVar[str] = "content"
    relayed: ClassVar[bool] = True

    draft_id: str
    owner_id: str
    product_id: str
    draft_version: int
    by: str
    reason: str


class CopyRequested(Event):
    """An artisan queued a job that writes copy about a piece, or rewrites one field of a draft."""

    source: ClassVar[str] = "content"

    job_id: str
    owner_id: str


class ImageRequested(Event):
    """An artisan queued a job that generates a backdrop image."""

    source: ClassVar[str] = "content"

    job_id: str
    owner_id: str


class JobChanged(Event):
    """A worker began or ended an AI job, or the sweep ended it.

    `status` is `running`, `done` or `failed`; `progress` is in per cent and 100 at either end.
    """

    source: ClassVar[str] = "content"
    relayed: ClassVar[bool] = True

    job_id: str
    owner_id: str
    status: str
    progress: int
