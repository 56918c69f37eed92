"""What is known of a publication, and what may be asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from functions.channels.model.listing import Handle, Listing, LossPart, Part, digest
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.listing_operation import (
    Kind,
    ListingOperation,
    next_operation,
)
from functions.publishing.model.stock_sent import StockSent

Status = Literal["planned", "claimed", "sent", "confirmed", "failed", "unknown", "unpublished"]
Step = Literal["start", "check", "finish", "browse"]

_DRIFT_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Drift:
    """What somebody changed there: the beginning of what is there now, and the digest of it all."""

    there: str
    digest: str = ""

    @classmethod
    def of(cls, text: str) -> "Drift":
        """The drift to this text."""
        return cls(text[:_DRIFT_LONGEST], digest(text))


@dataclass(frozen=True, slots=True)
class PublicationState:
    """A product in one account: the only one there of a listing, or the `number`th of its posts.

    `publication_id` is the marker that the platform keeps. `post_id` is the wish that it answers
    now, `live_since` is set while the platform shows it. `listing` is what was sent last, `shown`
    the digests of its parts as they were read there afterwards, and `sent` the numbers that were
    set. `accepted` are the parts that the artisan knows are not shown there. `drift` has what is
    there now, in parts that somebody changed there (and as "stock" the numbers); `is_foreign` is
    whether what has its id there does not bear our marker.
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
    operations: Mapping[Kind, ListingOperation] = field(default_factory=dict)
    shown: Mapping[Part, str] = field(default_factory=dict)
    drift: Mapping[str, Drift] = field(default_factory=dict)
    sent: Mapping[str, StockSent] = field(default_factory=dict)
    accepted: tuple[LossPart, ...] = ()
    is_foreign: bool = False
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
        """The listing operation whose turn it is, or None when all are over."""
        return next_operation(self.operations.values())

    @property
    def operation(self) -> ListingOperation | None:
        """The operation that a person may want to know of: an open one, else the latest.

        One that only reads is not told of.
        """
        shown = [one for one in self.operations.values() if one.kind != "inspect"]
        latest = max(shown, key=lambda one: (one.asked_at, one.kind == "unpublish"), default=None)
        return next_operation(shown) or latest

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
        """Whether a listing operation may be asked for: not while it is being taken down."""
        return self.is_editable and not self.is_leaving

    @property
    def needs_account(self) -> bool:
        """Whether an operation waits until its account is connected again."""
        return any(one.needs_account for one in self.operations.values())

    @property
    def is_leaving(self) -> bool:
        """Whether it is being taken down, or waits for that."""
        unpublishing = self.operations.get("unpublish")
        return unpublishing is not None and not unpublishing.is_over

    @property
    def is_sold_out(self) -> bool:
        """Whether it was taken down because there was none left."""
        unpublishing = self.operations.get("unpublish")
        by_stock = unpublishing is not None and unpublishing.cause == "stock"
        return self.status == "unpublished" and by_stock

    @property
    def is_taken_down_by_person(self) -> bool:
        """Whether it is being taken down for good, or waits for that: whatever the stock is."""
        unpublishing = self.operations.get("unpublish")
        by_person = unpublishing is not None and unpublishing.cause == "artisan"
        return self.is_leaving and by_person

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
