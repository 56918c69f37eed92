"""The port to listings that are live on a platform."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from functions.channels.model.listing import (
    Listing,
    Part,
    ShownListing,
    StockLevel,
)
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.publication import Brought, Publication
from functions.publishing.model.stock_sent import StockFound
from kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class DriftFound:
    """Somebody changed `parts` there, so that nothing was brought; `shown` is what is there."""

    parts: tuple[Part, ...]
    shown: ShownListing


class ListingEditor(Protocol):
    """Works on published listings. Every call sets a state or only reads, and may be repeated.

    Each proves first that what is there is ours. Failures as in `Channels`; besides,
    `ListingNotFound`, `ListingForeign`, and `AccountMissing` when the account is not connected.
    """

    def edit_support(self, platform: str) -> EditSupport:
        """What Haat can do to listings on the platform; without I/O."""
        ...

    def inspect(self, publication: Publication) -> ShownListing:
        """What the account shows of the listing now."""
        ...

    def update(
        self,
        publication: Publication,
        listing: Listing,
        parts: Sequence[Part],
        known: Mapping[Part, str],
    ) -> Brought | DriftFound:
        """Bring these parts, unless one of them is not as in `known`, by the digests there."""
        ...

    def set_stock(self, publication: Publication, levels: Sequence[StockLevel]) -> StockFound:
        """Set these numbers by comparison; answers what was there, and what is there then."""
        ...

    def adopt(self, publication: Publication) -> Brought:
        """Give our marker to what has the publication's id there, and does not bear it."""
        ...

    def unpublish(self, publication: Publication) -> None:
        """Unpublish the listing; a listing that is gone already is no failure."""
        ...


class ListingNotFound(Exception):
    """The published listing is no longer on the platform."""


class ListingForeign(Refused):
    """What has the listing's id in the account does not bear our marker; nothing was touched."""

    code = "listing_foreign"


class AccountMissing(Refused):
    """The account is not connected now; nothing was sent."""

    code = "account_missing"
