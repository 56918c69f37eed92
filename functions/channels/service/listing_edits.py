"""Updates and unpublishes published listings; metrics of an unpublished one are read no more."""

from collections.abc import Mapping
from typing import NamedTuple

from functions.channels.errors import ListingNotFound, Rejected
from functions.channels.model.capabilities import objections
from functions.channels.model.connection import AccountKey
from functions.channels.model.listing import Listing, Published
from functions.channels.model.platforms import platform as known
from functions.channels.ports.activity import PublishedListings
from functions.channels.ports.listing_edits import ListingEditor
from functions.channels.service.token_access import TokenAccess


class EditSupport(NamedTuple):
    """Whether Haat itself can update and unpublish published listings on a platform."""

    can_update: bool
    can_unpublish: bool


def edit_support(platform: str) -> EditSupport:
    """The platform's edit support; a feature that needs a person's help counts as none."""
    features = known(platform).features
    return EditSupport(
        features["edit"].support == "automatic", features["delete"].support == "automatic"
    )


class ListingEdits:
    """Edits listings in the account of each; both verbs set a state and may be repeated."""

    def __init__(
        self,
        access: TokenAccess,
        editors: Mapping[str, ListingEditor],
        published_listings: PublishedListings,
    ) -> None:
        self._access = access
        self._editors = editors
        self._published = published_listings

    def update(
        self, owner_id: str, platform: str, account_id: str, listing: Listing, external_id: str
    ) -> Published:
        """Update the published listing to `listing`.

        Raises `Rejected` before any call if the platform would refuse it or cannot do it,
        `ForeignListing` if what is there is not ours, and `ListingNotFound` when it is not there
        any more. Neither touches a thing.
        """
        editor = self._editor(platform, "edit", is_supported=edit_support(platform).can_update)
        wrong = objections(listing, known(platform))
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and try again.")
        account = AccountKey(owner_id, platform, account_id)
        try:
            return self._access.use(*account, lambda one: editor.update(one, listing, external_id))
        except ListingNotFound:
            self._published.forget(account, external_id)
            raise

    def unpublish(
        self, owner_id: str, platform: str, account_id: str, listing: Listing, external_id: str
    ) -> None:
        """Unpublish the listing; a missing one is no failure.

        Raises `Rejected` if Haat cannot, and `ForeignListing`, as `update` does.
        """
        editor = self._editor(platform, "delete", is_supported=edit_support(platform).can_unpublish)
        account = AccountKey(owner_id, platform, account_id)
        self._access.use(*account, lambda one: editor.unpublish(one, listing, external_id))
        # After the call: while it is not known to be down, its numbers are still of interest.
        self._published.forget(account, external_id)

    def _editor(self, platform: str, feature: str, *, is_supported: bool) -> ListingEditor:
        editor = self._editors.get(platform)
        if editor is None or not is_supported:
            target = known(platform)
            why = target.features[feature].reason
            raise Rejected(
                f"Haat cannot {feature} what is on {target.name}.",
                remedy=why or f"Do it on {target.name} yourself.",
            )
        return editor
