"""A publication, with what listing operations do to it once it is live."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from functions.channels.model.listing import Part, ShownListing
from functions.publishing.model.listing_operation import Kind, ListingOperation, Operations
from functions.publishing.model.parts import brought
from functions.publishing.model.publication_state import Drift
from functions.publishing.model.publishing_steps import PublishingSteps
from functions.publishing.model.stock_sent import StockFound, StockSent, set_there
from kernel.effect import Effect


@dataclass(frozen=True, slots=True)
class Brought:
    """What an account shows after an update: its address, and its parts as they were read.

    `note` is what the platform still does, such as a review. `drifted` are parts that somebody had
    changed there, and that were not to be brought.
    """

    url: str
    shown: ShownListing
    note: str = ""
    drifted: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication(PublishingSteps):
    """A product in one account, and each step that its state may take."""

    def asked(self, now: datetime, operation: ListingOperation) -> "Publication":
        """The publication with one operation more; of one kind the newest that waits is kept."""
        return self._next(now, operations=_asked(self.operations, operation))

    def with_operation(self, now: datetime, operation: ListingOperation) -> "Publication":
        """The publication with a new or changed listing operation; its own status stays."""
        return self._next(now, operations=self._with(operation))

    def stock_planned(self, now: datetime, operation: ListingOperation | None) -> "Publication":
        """The publication with this plan of its stock, or none, in place of an earlier one."""
        kept = {
            kind: rest
            for kind, one in self.operations.items()
            if (rest := one.without_stock_plan()) is not None
        }
        return self._next(now, operations=_asked(kept, operation) if operation else kept)

    def resumed(self, now: datetime, ids: Mapping[Kind, str]) -> "Publication":
        """The publication when its account is connected again: what waited for it is due."""
        due = {
            kind: one.resumed(now, ids[kind]) if kind in ids else one
            for kind, one in self.operations.items()
        }
        return self._next(now, operations=due)

    def _with(self, operation: ListingOperation) -> Mapping[Kind, ListingOperation]:
        return {**self.operations, operation.kind: operation}

    def brought(
        self, now: datetime, done: ListingOperation, effect: Effect, found: Brought
    ) -> "Publication":
        """The publication after an update or adoption: the account shows the operation's parts.

        A part may show itself in another, so that all are known anew, but for what else somebody
        changed there. Of a part that was brought and cannot be read yet nothing is known.
        """
        parts = set(done.due(self.listing))
        shown = {
            part: one for part, one in found.shown.digests.items() if part not in found.drifted
        }
        kept = {part: one for part, one in self.shown.items() if part not in parts}
        also: dict[str, str] = {part: found.shown.parts.get(part, "") for part in found.drifted}
        left = {part: one for part, one in self.drift.items() if part not in parts}
        return self._next(
            now,
            operations=self._with(done.at(effect)),
            listing=brought(self.listing, done.listing, parts) if done.listing else self.listing,
            accepted=done.accepts or self.accepted,
            url=found.url or self.url,
            shown={**kept, **shown},
            drift=_drift(left, also),
            sent={**done.sent, **self.sent},
            is_foreign=False,
        )

    def stocked(
        self, now: datetime, done: ListingOperation, effect: Effect, found: StockFound
    ) -> "Publication":
        """The publication after its numbers were set; one that is not there as set is drift."""
        after = found.after
        drift = "\n".join(
            f"{one.sku}: {after[one.sku]}"
            for one in done.levels
            if after.get(one.sku, one.quantity) != one.quantity
        )
        sent = set_there(self.sent, done.sent, done.levels, found)
        return self._next(
            now,
            operations=self._with(done.over(sent).at(effect)),
            sent=sent,
            drift=_drift(self.drift, {"stock": drift}),
            is_foreign=False,
        )

    def inspected(
        self, now: datetime, done: ListingOperation, effect: Effect, shown: ShownListing, drift: str
    ) -> "Publication":
        """The publication once its account was read: what is not as we brought it is drift.

        A part of which nothing was known before is known from now on.
        """
        changed: dict[str, str] = {part: shown.parts[part] for part in shown.differing(self.shown)}
        return self._next(
            now,
            operations=self._with(done.at(effect)),
            shown={**shown.digests, **self.shown},
            drift=_drift({}, {**changed, "stock": drift}),
            is_foreign=False,
        )

    def drifted(
        self,
        now: datetime,
        operation: ListingOperation,
        parts: Collection[Part],
        shown: ShownListing,
    ) -> "Publication":
        """The publication when an update would have written over what somebody changed there."""
        found: dict[str, str] = {part: shown.parts.get(part, "") for part in parts}
        return self._next(
            now, operations=self._with(operation), drift=_drift(self.drift, found), is_foreign=False
        )

    def kept(self, now: datetime, parts: Collection[Part]) -> "Publication":
        """The publication when a person keeps what was changed there: it is what we know now."""
        known = {part: self.drift[part].digest for part in parts if part in self.drift}
        drift = {part: one for part, one in self.drift.items() if part not in known}
        return self._next(now, shown={**self.shown, **known}, drift=drift)

    def counted(self, now: datetime, sent: Mapping[str, StockSent]) -> "Publication":
        """The publication when a person has set these numbers there herself."""
        drift = {part: one for part, one in self.drift.items() if part != "stock"}
        return self._next(now, sent=sent, drift=drift)

    def foreign(self, now: datetime, operation: ListingOperation) -> "Publication":
        """The publication when what has its id there does not bear our marker."""
        return self._next(now, operations=self._with(operation), is_foreign=True)

    def missing(
        self, now: datetime, operation: ListingOperation, reason: str, remedy: str
    ) -> "Publication":
        """The state when the account does not have the listing: a person says what became of it."""
        return self._next(
            now,
            status="unknown",
            needs_review=True,
            operations=_ended(self._with(operation)),
            reason=reason,
            remedy=remedy,
        )

    def gone(self, now: datetime) -> "Publication":
        """The state when a person says that what was live is not there any more."""
        return self._closed(now, status="unpublished", live_since=None, reason=None, remedy=None)

    def unpublished(self, now: datetime, operation: ListingOperation) -> "Publication":
        """The state after unpublishing: the listing is gone, by this operation or before it."""
        sold_out = operation.cause == "stock"
        return self._next(
            now,
            status="unpublished",
            live_since=None,
            operations=_ended(self._with(operation)),
            drift={},
            reason="It is sold out." if sold_out else None,
            remedy="Publish it again when you have more of it." if sold_out else None,
        )


def _asked(operations: Operations, operation: ListingOperation) -> Operations:
    """The operations and one more; of one kind that is begun the newer one waits."""
    held = operations.get(operation.kind)
    if held is not None and not held.is_over:
        operation = held.followed_by(operation)
    return {**operations, operation.kind: operation}


def _drift(before: Mapping[str, Drift], found: Mapping[str, str]) -> dict[str, Drift]:
    """The drift with what was found now; a part of which there is nothing to say is none."""
    now = {part: Drift.of(text) for part, text in found.items()}
    return {part: one for part, one in {**before, **now}.items() if one.there}


def _ended(operations: Mapping[Kind, ListingOperation]) -> dict[Kind, ListingOperation]:
    """The operations that are over: what waits has nothing to be done to any more."""
    return {kind: one for kind, one in operations.items() if one.is_over}
