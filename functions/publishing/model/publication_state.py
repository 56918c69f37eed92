"""What is known of a publication, and what may be asked of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from functions.channels.model.listing import Handle, Listing
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.listing_operation import ListingOperation

Status = Literal["planned", "claimed", "sent", "confirmed", "failed", "unknown", "unpublished"]
Step = Literal["start", "check", "finish", "browse"]


@dataclass(frozen=True, slots=True)
class PublicationState:
    """A product in one account: the only one there of a listing, or the `number`th of its posts.

    `publication_id` is the marker that the platform keeps. `post_id` is the wish that it answers
    now, `live_since` is set while the platform shows it.
    """

    publication_id: str
    owner_id: str
    product_id: str
    account: AccountRef
    post_id: str
    listing: Listing
    status: Status
    step: Step
    created_at: datetime
    updated_at: datetime
    handle: Handle | None = None
    lease_until: datetime | None = None
    resume_at: datetime | None = None
    sent_at: datetime | None = None
    tries: int = 0
    reconcile_attempts: int = 0
    attempts: int = 0
    url: str | None = None
    external_id: str | None = None
    reason: str | None = None
    remedy: str | None = None
    needs_review: bool = False
    operation: ListingOperation | None = None
    number: int = 1
    live_since: datetime | None = None
    version: int = 1

    @property
    def platform(self) -> str:
        """The platform of its account."""
        return self.account.platform

    @property
    def is_settled(self) -> bool:
        """Whether its publishing is over, or waits for a person's answer."""
        return self.status in ("confirmed", "failed", "unpublished") or self.needs_review

    @property
    def open_operation(self) -> ListingOperation | None:
        """The listing operation that is not over yet, or None."""
        operation = self.operation
        return operation if operation and not operation.effect.is_over else None

    @property
    def moves_on_at(self) -> datetime | None:
        """When the publication should next move on by itself; None when nothing is to be done."""
        if not self.is_settled:
            return self.lease_until or self.resume_at or self.updated_at
        return self.open_operation.effect.moves_on_at if self.open_operation else None

    @property
    def is_editable(self) -> bool:
        """Whether the listing is published, under an id by which the platform knows it."""
        return self.status == "confirmed" and bool(self.external_id)

    def can_begin(self) -> bool:
        """Whether a listing operation may begin; it replaces an update that waits."""
        operation = self.open_operation
        return self.is_editable and (operation is None or self.has_waiting_update)

    @property
    def has_waiting_update(self) -> bool:
        """Whether an update is asked for of which nothing was sent: the newest state wins."""
        operation = self.open_operation
        return operation is not None and operation.kind == "update" and operation.effect.is_waiting

    @property
    def can_retry(self) -> bool:
        """Whether the publication has failed; an unknown one is not retried: a post may exist."""
        return self.status == "failed"

    @property
    def is_free(self) -> bool:
        """Whether nothing of it is shown or may be: another wish may take it up."""
        return self.status in ("failed", "unpublished")

    @property
    def may_be_there(self) -> bool:
        """Whether the publishing call may have been made: its step is saved before the call."""
        return self.step in ("finish", "browse")

    @property
    def must_be_read(self) -> bool:
        """Whether the outcome of the publishing call is unknown: look before any other call."""
        return self.status == "unknown" or (self.status == "planned" and self.may_be_there)

    def is_held(self, now: datetime) -> bool:
        """Whether a worker is making a call right now."""
        return self.lease_until is not None and now < self.lease_until

    def lost_its_worker(self, now: datetime) -> bool:
        """Whether the lease has run out: a worker began a call and died."""
        return self.lease_until is not None and now >= self.lease_until
