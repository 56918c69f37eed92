"""A target: the one publication of a post on one platform, and its states.

planned → claimed → sent → confirmed | failed | unknown (design §4), and from confirmed, when the
artisan unpublishes it, to unpublished. Every step below answers a new value; the table stores a
value only if no other worker was faster (`version`).

`step` is the call that is being made or comes next; nothing can be seen before *finish* (or
*browse*, where a browser does all at once). `lease_until` is set while a worker makes a call and
None otherwise, so that the next worker may go on.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from functions.channels.model.listing import Handle, Listing
from functions.publishing.model.listing_operation import Kind, ListingOperation

Status = Literal["planned", "claimed", "sent", "confirmed", "failed", "unknown", "unpublished"]
Step = Literal["start", "check", "finish", "browse"]

MOST_TRIES = 5
"""The most repetitions of calls that surely did nothing, before the artisan decides."""

SURE_AFTER = timedelta(seconds=10)
"""A platform may show a new post late: “not there” counts only this long after the call."""


@dataclass(frozen=True, slots=True)
class Target:
    """One platform of a post."""

    target_id: str
    post_id: str
    owner_id: str
    platform: str
    listing: Listing
    status: Status
    step: Step
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
    version: int = 1

    @property
    def is_settled(self) -> bool:
        """Whether publishing of the target is over, or waits for a person's answer."""
        return self.status in ("confirmed", "failed", "unpublished") or self.needs_review

    @property
    def open_operation(self) -> ListingOperation | None:
        """The listing operation that is not over yet, or None."""
        operation = self.operation
        return operation if operation and not operation.effect.is_over else None

    @property
    def moves_on_at(self) -> datetime | None:
        """When the target should next move on by itself; None when nothing is to be done."""
        if not self.is_settled:
            return self.lease_until or self.resume_at or self.updated_at
        return self.open_operation.effect.moves_on_at if self.open_operation else None

    @property
    def is_editable(self) -> bool:
        """Whether the listing is published, under an id by which the platform knows it."""
        return self.status == "confirmed" and bool(self.external_id)

    def can_begin(self, kind: Kind) -> bool:
        """Whether such a listing operation may begin; unpublishing replaces a waiting update."""
        operation = self.open_operation
        displaces = (
            kind == "unpublish"
            and operation is not None
            and operation.kind == "update"
            and operation.effect.is_waiting
        )
        return self.is_editable and (operation is None or displaces)

    @property
    def can_retry(self) -> bool:
        """Whether the target has failed; an unknown one is not retried: a post may exist."""
        return self.status == "failed"

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

    def _next(self, now: datetime, **changes: object) -> "Target":
        return replace(self, updated_at=now, version=self.version + 1, **changes)  # type: ignore[arg-type]  # names checked by the dataclass

    def claimed(self, now: datetime, lease: timedelta) -> "Target":
        """The target leased to a worker, which makes `step` next; nothing is sent yet."""
        status = "claimed" if self.status == "planned" else self.status
        return self._next(
            now,
            status=status,
            lease_until=now + lease,
            resume_at=None,
            attempts=self.attempts + (self.status == "planned"),
        )

    def held(self, now: datetime, lease: timedelta) -> "Target":
        """The target leased to a worker for a call that changes nothing: only the lease is set."""
        return self._next(now, lease_until=now + lease, resume_at=None)

    def sending(self, now: datetime, step: Step) -> "Target":
        """The state saved before the call is sent: a crash from here on means “unknown”."""
        return self._next(now, status="sent", step=step, sent_at=self.sent_at or now)

    def waiting(self, now: datetime, handle: Handle, seconds: float) -> "Target":
        """The state while the platform is at work; look again (read-only) after `seconds`."""
        return self._next(
            now,
            status="sent",
            step="check",
            handle=handle,
            lease_until=None,
            resume_at=now + timedelta(seconds=seconds),
        )

    def ready(self, now: datetime, handle: Handle, lease: timedelta) -> "Target":
        """All is prepared: `handle` is stored before the irreversible call is made with it."""
        return self._next(now, status="sent", step="finish", handle=handle, lease_until=now + lease)

    def put_off(self, now: datetime, seconds: float, reason: str) -> "Target":
        """The state after a call that surely did nothing; the step is repeated after `seconds`."""
        return self._next(
            now,
            status="planned" if self.handle is None else "sent",
            step="start" if self.handle is None else self.step,
            sent_at=self.sent_at if self.handle else None,
            lease_until=None,
            resume_at=now + timedelta(seconds=seconds),
            tries=self.tries + 1,
            reason=reason,
        )

    def started_over(self, now: datetime, seconds: float, reason: str) -> "Target":
        """The state after a void preparation, nothing visible; it restarts after `seconds`."""
        return self._next(
            now,
            status="planned",
            step="start",
            handle=None,
            sent_at=None,
            lease_until=None,
            resume_at=now + timedelta(seconds=seconds),
            tries=self.tries + 1,
            reason=reason,
        )

    def confirmed(self, now: datetime, external_id: str, url: str) -> "Target":
        """The state when the platform shows the listing at `url`."""
        return self._closed(
            now, status="confirmed", external_id=external_id, url=url, reason=None, remedy=None
        )

    def seen_by_person(self, now: datetime, found_at: str) -> "Target":
        """Confirmed by a person at `found_at`; "" (or the target's own URL) is the proposed one."""
        if found_at not in ("", self.url):
            return self.confirmed(now, "", found_at)
        return self.confirmed(now, self.external_id or "", self.url or "")

    def failed(self, now: datetime, reason: str, remedy: str) -> "Target":
        """Surely not published, for this reason; `remedy` is what the artisan can do."""
        return self._closed(
            now, status="failed", external_id=None, url=None, reason=reason, remedy=remedy
        )

    def lost(self, now: datetime, seconds: float) -> "Target":
        """Perhaps published: look it up after `seconds`, and send nothing again before."""
        return self._next(
            now,
            status="unknown",
            lease_until=None,
            resume_at=now + timedelta(seconds=seconds),
            reason="We are looking whether it arrived.",
            remedy=None,
        )

    def looked(self, now: datetime, seconds: float) -> "Target":
        """The state after a look-up without a certain result; look again after `seconds`."""
        return self._next(
            now,
            reconcile_attempts=self.reconcile_attempts + 1,
            lease_until=None,
            resume_at=now + timedelta(seconds=seconds),
        )

    def for_review(
        self, now: datetime, reason: str, remedy: str, proposed: tuple[str, str] | None = None
    ) -> "Target":
        """The state when no look-up can tell: a person checks the platform and answers.

        `proposed` is the id and URL of what may be the post: for a person to look at, and no proof.
        """
        external_id, url = proposed or (None, None)
        return self._next(
            now,
            status="unknown",
            lease_until=None,
            resume_at=None,
            needs_review=True,
            external_id=external_id,
            url=url,
            reason=reason,
            remedy=remedy,
        )

    def replanned(self, now: datetime) -> "Target":
        """The state when surely nothing was sent: a worker may claim the target again."""
        return self._next(
            now,
            status="planned",
            step="start",
            handle=None,
            lease_until=None,
            resume_at=None,
            sent_at=None,
            reconcile_attempts=0,
            reason=None,
        )

    def retried(self, now: datetime, listing: Listing) -> "Target":
        """The state after the artisan's retry, with the listing as it is now.

        Where the publishing call may have been made, the handle stays: with it the platform is
        asked before anything is sent, so that a post that arrived very late is found and not
        doubled, and no other post is taken for it.
        """
        kept = self.may_be_there
        return self._next(
            now,
            status="planned",
            step=self.step if kept else "start",
            listing=listing,
            handle=self.handle if kept else None,
            sent_at=self.sent_at if kept else None,
            lease_until=None,
            resume_at=None,
            tries=0,
            reconcile_attempts=0,
            reason=None,
            remedy=None,
            needs_review=False,
        )

    def with_operation(self, now: datetime, operation: ListingOperation) -> "Target":
        """The target with a new or changed listing operation; its own status stays."""
        return self._next(now, operation=operation)

    def changed_there(self, now: datetime, operation: ListingOperation, url: str) -> "Target":
        """The target after an update: the platform shows the operation's listing."""
        listing = operation.listing or self.listing
        return self._next(now, operation=operation, listing=listing, url=url or self.url)

    def unpublished(self, now: datetime, operation: ListingOperation) -> "Target":
        """The target after unpublishing: the listing is gone, by this operation or before it."""
        return self._next(now, status="unpublished", operation=operation)

    def _closed(self, now: datetime, **changes: object) -> "Target":
        return self._next(now, lease_until=None, resume_at=None, needs_review=False, **changes)
