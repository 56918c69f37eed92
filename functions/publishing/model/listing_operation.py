"""A listing operation: updating or unpublishing what a target has published.

An operation is stored in its target's row and saved with the target by one conditional write. Both
calls set a state, so that, unlike a publish, a call whose outcome is unknown is repeated, a bounded
number of times.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from functions.channels.model.listing import Listing
from kernel.effect import Effect

Kind = Literal["update", "unpublish"]


@dataclass(frozen=True, slots=True)
class EditSupport:
    """Whether Haat can update and unpublish listings on a platform, and the reasons why not."""

    can_update: bool
    can_unpublish: bool
    why_not_update: str = ""
    why_not_unpublish: str = ""


@dataclass(frozen=True, slots=True)
class ListingOperation:
    """One press of *Change* or *Take down*; `listing` is the content that an update publishes."""

    operation_id: str
    kind: Kind
    effect: Effect
    listing: Listing | None = None

    @classmethod
    def asked(
        cls, operation_id: str, kind: Kind, now: datetime, listing: Listing | None = None
    ) -> "ListingOperation":
        """A new operation, of which no call was made yet."""
        return cls(operation_id, kind, Effect("repeat", now), listing)

    def at(self, effect: Effect) -> "ListingOperation":
        """The operation when its effect has come so far."""
        return replace(self, effect=effect)
