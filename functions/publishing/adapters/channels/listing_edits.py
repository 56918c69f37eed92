"""Listings that are live on a platform."""

from collections.abc import Mapping, Sequence

from functions.channels import public as channels
from functions.channels.model.listing import (
    Listing,
    Part,
    ShownListing,
    StockLevel,
)
from functions.channels.model.posting_commands import (
    AdoptListing,
    Drifted,
    ReadListing,
    SetStock,
    StockSet,
    UnpublishListing,
    Updated,
    UpdateListing,
)
from functions.publishing.adapters.channels.calls import (
    PostingFunction,
    account_of,
    live_listing_of,
    unexpected,
)
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.publication import Brought, Publication
from functions.publishing.model.stock_sent import StockFound
from functions.publishing.ports.listing_edits import (
    DriftFound,
)
from kernel.aws.internal import InternalFunction


class ChannelListingEditor:
    """Implements the port `ListingEditor`; `posting` is channels' function."""

    def __init__(self, posting: InternalFunction) -> None:
        self._posting = PostingFunction(posting)

    def edit_support(self, platform: str) -> EditSupport:
        """What Haat can do to listings on the platform, and why not."""
        does = channels.edit_support(platform)
        return EditSupport(
            does.can_update,
            does.can_unpublish,
            _why(platform, "edit"),
            _why(platform, "delete"),
            does.can_set_stock,
            _why(platform, "stock"),
            does.parts,
        )

    def inspect(self, publication: Publication) -> ShownListing:
        """What the account shows of the listing now."""
        outcome = self._posting.carry_out(ReadListing(*live_listing_of(publication)))
        if isinstance(outcome, ShownListing):
            return outcome
        raise unexpected(outcome)

    def update(
        self,
        publication: Publication,
        listing: Listing,
        parts: Sequence[Part],
        known: Mapping[Part, str],
    ) -> Brought | DriftFound:
        """Bring these parts of `listing`, unless somebody changed one of them there."""
        account, external_id = account_of(publication), publication.external_id or ""
        command = UpdateListing(*account, listing, external_id, tuple(parts), known)
        outcome = self._posting.carry_out(command)
        match outcome:
            case Updated(published, shown, drifted):
                return Brought(published.url, shown, published.note, drifted)
            case Drifted(drifted, shown):
                return DriftFound(drifted, shown)
        raise unexpected(outcome)

    def set_stock(self, publication: Publication, levels: Sequence[StockLevel]) -> StockFound:
        """Set these numbers by comparison; answers what was there, and what is there then."""
        outcome = self._posting.carry_out(SetStock(*live_listing_of(publication), tuple(levels)))
        if isinstance(outcome, StockSet):
            return StockFound(outcome.before, outcome.shown.stock)
        raise unexpected(outcome)

    def adopt(self, publication: Publication) -> Brought:
        """Give our marker to what has the publication's id there."""
        outcome = self._posting.carry_out(AdoptListing(*live_listing_of(publication)))
        if isinstance(outcome, Updated):
            return Brought(outcome.published.url, outcome.shown, outcome.published.note)
        raise unexpected(outcome)

    def unpublish(self, publication: Publication) -> None:
        """Unpublish the published listing."""
        self._posting.complete(UnpublishListing(*live_listing_of(publication)))


def _why(platform: str, feature: str) -> str:
    """The reason in the platform's capabilities why Haat does not do `feature` on the platform."""
    (capabilities,) = (one for one in channels.capabilities() if one.platform == platform)
    return capabilities.features[feature].reason or f"Haat cannot do this on {capabilities.name}."
