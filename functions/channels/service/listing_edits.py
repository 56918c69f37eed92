"""Changes and takes down published listings; metrics of one that is taken down end."""

from collections.abc import Mapping
from typing import NamedTuple

from functions.channels.errors import ListingNotFound, Rejected
from functions.channels.model.capabilities import objections
from functions.channels.model.listing import Listing
from functions.channels.model.platforms import platform as known
from functions.channels.model.steps import Published
from functions.channels.ports.activity import PublishedListings
from functions.channels.ports.listing_edits import ListingEditor
from functions.channels.service.token_access import TokenAccess


class EditSupport(NamedTuple):
    """Whether Haat itself can change and take down published listings on a platform."""

    can_change: bool
    can_withdraw: bool


def tends(platform: str) -> EditSupport:
    """The platform's edit support; a feature that needs a person's help counts as none."""
    offers = known(platform).offers
    return EditSupport(offers["edit"].how == "automatic", offers["delete"].how == "automatic")


class ListingEdits:
    """Edits listings with the owner's connection; both verbs set a state and may be repeated."""

    def __init__(
        self, access: TokenAccess, keepers: Mapping[str, ListingEditor], links: PublishedListings
    ) -> None:
        self._access = access
        self._keepers = keepers
        self._links = links

    def change(self, owner_id: str, platform: str, listing: Listing, external_id: str) -> Published:
        """Update the published listing to `listing`.

        Raises `Rejected` before any call if the platform would refuse it or cannot do it, and
        `ListingNotFound` when it is not there any more.
        """
        keeper = self._keeper(platform, "edit", able=tends(platform).can_change)
        wrong = objections(listing, known(platform))
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and try again.")
        try:
            return self._access.use(
                owner_id, platform, lambda one: keeper.change(one, listing, external_id)
            )
        except ListingNotFound:
            self._links.forget(owner_id, platform, external_id)
            raise

    def withdraw(self, owner_id: str, platform: str, external_id: str) -> None:
        """Take the listing down; a missing one is no failure. Raises `Rejected` if Haat cannot."""
        keeper = self._keeper(platform, "delete", able=tends(platform).can_withdraw)
        self._access.use(owner_id, platform, lambda one: keeper.withdraw(one, external_id))
        # After the call: while it is not known to be down, its numbers are still of interest.
        self._links.forget(owner_id, platform, external_id)

    def _keeper(self, platform: str, offer: str, *, able: bool) -> ListingEditor:
        keeper = self._keepers.get(platform)
        if keeper is None or not able:
            told = known(platform)
            why = told.offers[offer].why
            raise Rejected(
                f"Haat cannot {offer} what is on {told.name}.",
                remedy=why or f"Do it on {told.name} yourself.",
            )
        return keeper
