"""A listing operation: updating or unpublishing what a target has published, and its states.

planned → sent → confirmed | failed | unknown (design §4). An operation is stored in its target's
row and saved with the target by one conditional write. Both calls set a state, so that, unlike a
publish, a call whose outcome is unknown is repeated, a bounded number of times.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from functions.channels.model.listing import Listing

Kind = Literal["update", "unpublish"]
OperationStatus = Literal["planned", "sent", "confirmed", "failed", "unknown"]

MOST_CALLS = 6
"""The most calls of one operation, whatever became of each, before the artisan gets a result."""


@dataclass(frozen=True, slots=True)
class EditSupport:
    """Whether Haat can update and unpublish listings on a platform, and the reasons why not."""

    can_update: bool
    can_unpublish: bool
    why_not_update: str = ""
    why_not_unpublish: str = ""


@dataclass(frozen=True, slots=True)
class ListingOperation:
    """One press of *Change* or *Take down*; `listing` is the content that an update publishes.

    `lease_until` is set while a worker makes the call, `resume_at` while no worker does and the
    call is to be made (again). `may_have_executed` is whether any call so far may have arrived.
    """

    operation_id: str
    kind: Kind
    asked_at: datetime
    listing: Listing | None = None
    status: OperationStatus = "planned"
    lease_until: datetime | None = None
    resume_at: datetime | None = None
    calls: int = 0
    may_have_executed: bool = False
    reason: str | None = None
    remedy: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether no further call will be made for the operation."""
        return self.status in ("confirmed", "failed") or (
            self.status == "unknown" and self.resume_at is None
        )

    @property
    def is_waiting(self) -> bool:
        """Whether surely no call was sent yet, so that another operation may replace this one."""
        return self.status == "planned"

    @property
    def attempts_exhausted(self) -> bool:
        """Whether the operation has had its `MOST_CALLS` calls."""
        return self.calls >= MOST_CALLS

    def lost_its_worker(self, now: datetime) -> bool:
        """Whether the lease has run out: a worker began a call and died."""
        return self.lease_until is not None and now >= self.lease_until

    def seconds_left(self, now: datetime) -> float:
        """Seconds until a worker may take the operation up (its lease or pause ends); else 0."""
        until = self.lease_until or self.resume_at
        return max(0.0, (until - now).total_seconds()) if until else 0.0

    def sending(self, now: datetime, lease: timedelta) -> "ListingOperation":
        """The state saved before the call is sent: a crash from here on means “unknown”."""
        return replace(
            self, status="sent", lease_until=now + lease, resume_at=None, calls=self.calls + 1
        )

    def put_off(self, now: datetime, seconds: float, reason: str) -> "ListingOperation":
        """The state after a call that surely did nothing; the next call is after `seconds`."""
        return replace(
            self,
            status="unknown" if self.may_have_executed else "planned",
            lease_until=None,
            resume_at=now + timedelta(seconds=seconds),
            reason=reason,
        )

    def lost(self, now: datetime, seconds: float) -> "ListingOperation":
        """The state after a call with unknown outcome; the call is repeated after `seconds`."""
        return replace(
            self,
            status="unknown",
            lease_until=None,
            resume_at=now + timedelta(seconds=seconds),
            may_have_executed=True,
            reason="We do not know yet whether it was done, and ask for it again.",
        )

    def confirmed(self, note: str = "") -> "ListingOperation":
        """The state after the platform did the operation; `note` is for the artisan."""
        return self._over("confirmed", note or None, None)

    def given_up(self, reason: str, remedy: str) -> "ListingOperation":
        """The state after the last call: failed, or unknown if any call may have arrived."""
        return self._over("unknown" if self.may_have_executed else "failed", reason, remedy)

    def failed(self, reason: str, remedy: str) -> "ListingOperation":
        """The state after a final failure: surely not done, whatever was sent before."""
        return self._over("failed", reason, remedy)

    def _over(
        self, status: OperationStatus, reason: str | None, remedy: str | None
    ) -> "ListingOperation":
        return replace(
            self, status=status, lease_until=None, resume_at=None, reason=reason, remedy=remedy
        )
