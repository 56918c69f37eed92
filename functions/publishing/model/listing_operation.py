"""Listing operations: what is done to a listing that an account shows.

An operation is stored in its publication's row and saved with it by one conditional write. Every
call of an operation sets a state or only reads, so that, unlike a publish, a call whose outcome is
unknown is repeated, a bounded number of times.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from functions.channels.model.listing import PARTS, Listing, LossPart, Part, StockLevel
from functions.publishing.model.parts import outdated
from functions.publishing.model.stock_sent import StockSent, over
from kernel.effect import Effect

Kind = Literal["unpublish", "set_stock", "adopt", "update", "inspect"]
"""*Inspect* only reads what is there: what it finds is what was sent last, or drift."""

Cause = Literal["artisan", "stock"]
"""*Stock* plans anew whenever it changes; what the artisan asked for stays."""

_FIRST: tuple[Kind, ...] = ("unpublish", "set_stock", "adopt", "update", "inspect")
"""Which of several that wait goes first: a sold piece must go before its words are bettered."""


@dataclass(frozen=True, slots=True)
class EditSupport:
    """What Haat can do to listings on a platform, and the reasons why not; `parts` it updates."""

    can_update: bool
    can_unpublish: bool
    why_not_update: str = ""
    why_not_unpublish: str = ""
    can_set_stock: bool = False
    why_not_set_stock: str = ""
    parts: tuple[Part, ...] = PARTS


@dataclass(frozen=True, slots=True)
class ListingOperation:
    """One operation, and the newer one of its kind that waits for it.

    `listing` is what an update brings, in those of `parts` that are `due` when its turn comes; it
    writes over what was changed there in the parts of `overwrite` alone; those of `accepts` need
    not be shown. `levels` are the numbers that `set_stock` sets, `before` those that were there
    when it began (None until they are read), and `sent` is what the account is known to sell after
    it. With `needs_account` it waits until its account is connected again.
    """

    operation_id: str
    kind: Kind
    effect: Effect
    asked_at: datetime
    listing: Listing | None = None
    parts: tuple[Part, ...] = ()
    overwrite: tuple[Part, ...] = ()
    accepts: tuple[LossPart, ...] = ()
    levels: tuple[StockLevel, ...] = ()
    before: Mapping[str, int] | None = None
    sent: Mapping[str, StockSent] = field(default_factory=dict)
    cause: Cause = "artisan"
    needs_account: bool = False
    following: "ListingOperation | None" = None

    @classmethod
    def asked(
        cls, operation_id: str, kind: Kind, now: datetime, listing: Listing | None = None
    ) -> "ListingOperation":
        """A new operation, of which no call was made yet."""
        return cls(operation_id, kind, Effect("repeat", now), now, listing)

    def due(self, sent: Listing) -> tuple[Part, ...]:
        """The parts to bring where `sent` was sent last: what equals that is not sent again."""
        if self.listing is None:
            return ()
        behind = outdated(sent, self.listing)
        return tuple(part for part in self.parts if part in behind or part in self.overwrite)

    @property
    def is_over(self) -> bool:
        """Whether no further call of it is made, and no newer one waits."""
        return self.effect.is_over and self.following is None

    @property
    def is_under_way(self) -> bool:
        """Whether a call of it was made, or is being made, and it is not over."""
        return not self.effect.is_over and not self.effect.is_waiting

    def at(self, effect: Effect) -> "ListingOperation":
        """The operation when its effect has come so far; once over, the newer one in its place."""
        following = self.following
        if effect.is_over and following is not None:
            return following
        return replace(self, effect=effect, needs_account=False)

    def read(self, now: datetime, before: Mapping[str, int]) -> "ListingOperation":
        """The operation when it is known what is there: its call is due, and none was made yet."""
        return replace(self, before=before, effect=Effect("repeat", now))

    def over(self, sent: Mapping[str, StockSent]) -> "ListingOperation":
        """The operation where the newer one, planned while it was made, is over what was set."""
        newer = self.following
        if newer is None:
            return self
        levels = over(sent, newer.levels, newer.sent)
        known = {**sent, **{one.sku: newer.sent[one.sku] for one in levels}}
        return replace(self, following=replace(newer, levels=levels, sent=known))

    def resumed(self, now: datetime, operation_id: str) -> "ListingOperation":
        """The operation when its account is connected again: its next call is due, by a new run."""
        effect = replace(self.effect, resume_at=now)
        return replace(self, operation_id=operation_id, effect=effect, needs_account=False)

    def is_same_plan(self, held: "ListingOperation") -> bool:
        """Whether what is held already is the same, and nobody has begun it."""
        newest = held.following or held
        wanted = (self.kind, self.cause, self.levels, self.sent)
        there = (newest.kind, newest.cause, newest.levels, newest.sent)
        return newest.effect.is_waiting and wanted == there

    def without_stock_plan(self) -> "ListingOperation | None":
        """The operation without what the stock planned and nobody has begun; None if it is that."""
        following = self.following
        if following and following.cause == "stock":
            return replace(self, following=None)
        is_plan = self.cause == "stock" and self.effect.is_waiting
        return None if is_plan else self

    def followed_by(self, newer: "ListingOperation") -> "ListingOperation":
        """The operation, or `newer` in its place unless a call was made; the newest state wins."""
        return replace(self, following=newer) if self.is_under_way else newer


Operations = Mapping[Kind, ListingOperation]
"""The latest operation of each kind."""


def next_operation(operations: Iterable[ListingOperation]) -> ListingOperation | None:
    """The operation whose turn it is: one that was begun, else the most urgent that waits."""
    waiting = [one for one in operations if not one.is_over]
    begun = [one for one in waiting if one.is_under_way]
    return min(begun or waiting, key=lambda one: _FIRST.index(one.kind), default=None)
