"""An errand: a change or a taking down of what a target has published, and its life.

planned → sent → confirmed | failed | unknown (design §4). It lies in its target's row and moves
with it, by the same conditional writes. Both calls say a state, so that, unlike a publish, one
whose outcome is not known is simply made again, a bounded number of times.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from functions.publishing.model.listing import Listing

Kind = Literal["change", "withdraw"]
ErrandStatus = Literal["planned", "sent", "confirmed", "failed", "unknown"]

MOST_CALLS = 6
"""An errand is tried this often, whatever became of each call, before the artisan is told."""


@dataclass(frozen=True, slots=True)
class EditSupport:
    """What can be done on a platform with what is published there; `why` where it cannot."""

    can_change: bool
    can_withdraw: bool
    why_no_change: str = ""
    why_no_withdrawal: str = ""


@dataclass(frozen=True, slots=True)
class ListingOperation:
    """One press of *Change* or *Take down*; `listing` is what a change makes of the piece.

    `lease_until` is set while a worker makes the call, `resume_at` while nobody does and it is
    to be made (again). `perhaps` is whether any call so far may have arrived.
    """

    errand_id: str
    kind: Kind
    asked_at: datetime
    listing: Listing | None = None
    status: ErrandStatus = "planned"
    lease_until: datetime | None = None
    resume_at: datetime | None = None
    calls: int = 0
    perhaps: bool = False
    reason: str | None = None
    remedy: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more is done for it."""
        return self.status in ("confirmed", "failed") or (
            self.status == "unknown" and self.resume_at is None
        )

    @property
    def is_waiting(self) -> bool:
        """Whether surely nothing was sent for it yet, so that another may take its place."""
        return self.status == "planned"

    @property
    def is_spent(self) -> bool:
        """Whether it was tried as often as it may be."""
        return self.calls >= MOST_CALLS

    def lost_its_worker(self, now: datetime) -> bool:
        """Whether a call was begun and its worker never came back."""
        return self.lease_until is not None and now >= self.lease_until

    def seconds_left(self, now: datetime) -> float:
        """Seconds until it may be taken up: a worker holds it, or it was put off; else 0."""
        until = self.lease_until or self.resume_at
        return max(0.0, (until - now).total_seconds()) if until else 0.0

    def sending(self, now: datetime, lease: timedelta) -> "ListingOperation":
        """Written before the first byte leaves: from here on a crash means “unknown”."""
        return replace(
            self, status="sent", lease_until=now + lease, resume_at=None, calls=self.calls + 1
        )

    def put_off(self, now: datetime, seconds: float, reason: str) -> "ListingOperation":
        """This call surely did nothing; it is made again after `seconds`."""
        return replace(
            self,
            status="unknown" if self.perhaps else "planned",
            lease_until=None,
            resume_at=now + timedelta(seconds=seconds),
            reason=reason,
        )

    def lost(self, now: datetime, seconds: float) -> "ListingOperation":
        """Perhaps it is done: it is asked for again after `seconds`, which does no harm."""
        return replace(
            self,
            status="unknown",
            lease_until=None,
            resume_at=now + timedelta(seconds=seconds),
            perhaps=True,
            reason="We do not know yet whether it was done, and ask for it again.",
        )

    def confirmed(self, note: str = "") -> "ListingOperation":
        """The platform has done it; `note` is what the artisan should know of it."""
        return self._over("confirmed", note or None, None)

    def given_up(self, reason: str, remedy: str) -> "ListingOperation":
        """Not done, or (if any call may have arrived) perhaps done after all."""
        return self._over("unknown" if self.perhaps else "failed", reason, remedy)

    def failed(self, reason: str, remedy: str) -> "ListingOperation":
        """Surely not done, whatever was sent before."""
        return self._over("failed", reason, remedy)

    def _over(
        self, status: ErrandStatus, reason: str | None, remedy: str | None
    ) -> "ListingOperation":
        return replace(
            self, status=status, lease_until=None, resume_at=None, reason=reason, remedy=remedy
        )
