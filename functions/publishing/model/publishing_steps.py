"""A publication: where and how a product is shown in one account of a platform, step by step.

planned → claimed → sent → confirmed | failed | unknown (design §4), and from confirmed, when the
artisan unpublishes it, to unpublished. Every step below answers a new value; the table stores a
value only if no other worker was faster (`version`).

`step` is the call that is being made or comes next; nothing can be seen before *finish* (or
*browse*, where a browser does all at once). `lease_until` is set while a worker makes a call and
None otherwise, so that the next worker may go on.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from functions.channels.model.listing import Handle
from functions.publishing.model.built_listing import BuiltListing
from functions.publishing.model.publication_state import PublicationState, Step

MOST_TRIES = 5
"""The most repetitions of calls that surely did nothing, before the artisan decides."""

SURE_AFTER = timedelta(seconds=10)
"""A platform may show a new post late: “not there” counts only this long after the call."""


@dataclass(frozen=True, slots=True)
class PublishingSteps(PublicationState):
    """A publication, and each step that its publishing may take."""

    def _next(self, now: datetime, **changes: object) -> Self:
        return replace(self, updated_at=now, version=self.version + 1, **changes)  # type: ignore[arg-type]  # names checked by the dataclass

    def claimed(self, now: datetime, lease: timedelta) -> Self:
        """The publication leased to a worker, which makes `step` next; nothing is sent yet."""
        status = "claimed" if self.status == "planned" else self.status
        return self._next(
            now,
            status=status,
            lease_until=now + lease,
            resume_at=None,
            attempts=self.attempts + (self.status == "planned"),
        )

    def held(self, now: datetime, lease: timedelta) -> Self:
        """The publication leased for a call that changes nothing: only the lease is set."""
        return self._next(now, lease_until=now + lease, resume_at=None)

    def sending(self, now: datetime, step: Step) -> Self:
        """The state saved before the call is sent: a crash from here on means “unknown”."""
        return self._next(now, status="sent", step=step, sent_at=self.sent_at or now)

    def waiting(self, now: datetime, handle: Handle, seconds: float) -> Self:
        """The state while the platform is at work; look again (read-only) after `seconds`."""
        return self._next(
            now,
            status="sent",
            step="check",
            handle=handle,
            lease_until=None,
            resume_at=now + timedelta(seconds=seconds),
        )

    def ready(self, now: datetime, handle: Handle, lease: timedelta) -> Self:
        """All is prepared: `handle` is stored before the irreversible call is made with it."""
        return self._next(now, status="sent", step="finish", handle=handle, lease_until=now + lease)

    def put_off(self, now: datetime, seconds: float, reason: str) -> Self:
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

    def started_over(self, now: datetime, seconds: float, reason: str) -> Self:
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

    def confirmed(self, now: datetime, external_id: str, url: str) -> Self:
        """The state when the platform shows the listing at `url`."""
        return self._closed(
            now,
            status="confirmed",
            external_id=external_id,
            url=url,
            live_since=self.live_since or now,
            reason=None,
            remedy=None,
        )

    def seen_by_person(self, now: datetime, found_at: str) -> Self:
        """Confirmed by a person at `found_at`; "" (or its own URL) is the proposed one."""
        if found_at not in ("", self.url):
            return self.confirmed(now, "", found_at)
        return self.confirmed(now, self.external_id or "", self.url or "")

    def failed(self, now: datetime, reason: str, remedy: str) -> Self:
        """Surely not published, for this reason; `remedy` is what the artisan can do."""
        return self._closed(
            now, status="failed", external_id=None, url=None, reason=reason, remedy=remedy
        )

    def lost(self, now: datetime, seconds: float) -> Self:
        """Perhaps published: look it up after `seconds`, and send nothing again before."""
        return self._next(
            now,
            status="unknown",
            lease_until=None,
            resume_at=now + timedelta(seconds=seconds),
            reason="We are looking whether it arrived.",
            remedy=None,
        )

    def looked(self, now: datetime, seconds: float) -> Self:
        """The state after a look-up without a certain result; look again after `seconds`."""
        return self._next(
            now,
            reconcile_attempts=self.reconcile_attempts + 1,
            lease_until=None,
            resume_at=now + timedelta(seconds=seconds),
        )

    def for_review(
        self, now: datetime, reason: str, remedy: str, proposed: tuple[str, str] | None = None
    ) -> Self:
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

    def replanned(self, now: datetime, tries: int | None = None) -> Self:
        """The state when surely nothing was sent: a worker may claim the publication again.

        With `tries`, that many were made of a submission that is not complete yet.
        """
        return self._next(
            now,
            tries=self.tries if tries is None else tries,
            status="planned",
            step="start",
            handle=None,
            lease_until=None,
            resume_at=None,
            sent_at=None,
            reconcile_attempts=0,
            reason=None,
        )

    def taken_up(self, now: datetime, post_id: str, built: BuiltListing) -> Self:
        """The state when a retry or another post begins to publish, with the listing as it is now.

        Where the publishing call may have been made, the handle stays: with it the platform is
        asked before anything is sent, so that a post that arrived very late is found and not
        doubled, and no other post is taken for it.
        """
        kept = self.may_be_there and self.status == "failed"
        return self._next(
            now,
            status="planned",
            post_id=post_id,
            step=self.step if kept else "start",
            listing=built.listing,
            handle=self.handle if kept else None,
            sent_at=self.sent_at if kept else None,
            lease_until=None,
            resume_at=None,
            tries=0,
            reconcile_attempts=0,
            reason=None,
            remedy=None,
            needs_review=False,
            external_id=None,
            url=None,
            operations={},
            shown={},
            drift={},
            sent=built.sent,
            accepted=built.accepts,
            is_foreign=False,
        )

    def _closed(self, now: datetime, **changes: object) -> Self:
        return self._next(now, lease_until=None, resume_at=None, needs_review=False, **changes)
