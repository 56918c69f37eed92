"""Reads, updates, stocks, adopts and unpublishes published listings, each proven to be ours."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple, TypeVar

from functions.channels.errors import ListingNotFound, Rejected
from functions.channels.model.capabilities import objections
from functions.channels.model.connection import Account, AccountKey
from functions.channels.model.listing import Listing, Part, ShownListing, StockLevel
from functions.channels.model.platforms import platform as known_platform
from functions.channels.model.posting_commands import Drifted, StockSet, Updated
from functions.channels.ports.activity import PublishedListings
from functions.channels.ports.listing_edits import ListingEditor
from functions.channels.service.token_access import TokenAccess
from kernel.errors import Problem
from kernel.observability import log_failure

R = TypeVar("R")


class EditSupport(NamedTuple):
    """What Haat itself can do to published listings on a platform; `parts` are those it updates."""

    can_update: bool
    can_unpublish: bool
    can_set_stock: bool
    parts: tuple[Part, ...]


def edit_support(platform: str) -> EditSupport:
    """The platform's edit support; a feature that needs a person's help counts as none."""
    capabilities = known_platform(platform)
    does = {name: one.support == "automatic" for name, one in capabilities.features.items()}
    return EditSupport(does["edit"], does["delete"], does["stock"], capabilities.updates)


class ListingEdits:
    """Edits listings in the account of each; every verb may be repeated.

    All raise `Rejected` before any call if Haat cannot do it on the platform, `ForeignListing` if
    what is there is not ours, and all but `unpublish` raise `ListingNotFound` when it is gone.
    """

    def __init__(
        self,
        access: TokenAccess,
        editors: Mapping[str, ListingEditor],
        published_listings: PublishedListings,
    ) -> None:
        self._access = access
        self._editors = editors
        self._published = published_listings

    def read(self, account: AccountKey, listing: Listing, external_id: str) -> ShownListing:
        """What the account shows of the listing now."""
        editor = self._editor(account.platform, "edit", is_supported=True)
        return self._with(account, external_id, lambda one: editor.read(one, listing, external_id))

    def update(
        self,
        account: AccountKey,
        listing: Listing,
        external_id: str,
        parts: Collection[Part],
        known: Mapping[Part, str],
    ) -> Updated | Drifted:
        """Bring these parts, unless one of them is not as in `known`, which are its digests.

        What is there afterwards is read; if that fails, or the platform shows it only later,
        `shown` is empty. Raises `Rejected` too if the platform would refuse the listing.
        """
        support = edit_support(account.platform)
        editor = self._editor(account.platform, "edit", is_supported=support.can_update)
        wrong = objections(listing, known_platform(account.platform), counts=False)
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and try again.")

        def bring(one: Account) -> Updated | Drifted:
            before = editor.read(one, listing, external_id)
            differing = before.differing(known)
            drifted = tuple(part for part in differing if part in parts)
            if drifted:
                return Drifted(drifted, before)
            done = editor.update(one, listing, external_id, parts)
            if not editor.shows_at_once:
                return Updated(done, ShownListing(), differing)
            try:
                return Updated(done, editor.read(one, listing, external_id), differing)
            except Problem as unread:
                log_failure("ListingNotReadBack", unread, platform=account.platform)
                return Updated(done, ShownListing(), differing)

        return self._with(account, external_id, bring)

    def set_stock(
        self, account: AccountKey, listing: Listing, external_id: str, levels: Sequence[StockLevel]
    ) -> StockSet:
        """Set how many of each variant are sold there, by comparison.

        What was there just before tells whether a number is of our doing, or the same by chance.
        `shown` is empty where the platform shows a change only later.
        """
        support = edit_support(account.platform)
        editor = self._editor(account.platform, "stock", is_supported=support.can_set_stock)

        def bring(one: Account) -> StockSet:
            done = editor.set_stock(one, listing, external_id, levels)
            # What is shown later only is not what was set, and no drift either.
            return done if editor.shows_at_once else StockSet(done.before, ShownListing())

        return self._with(account, external_id, bring)

    def adopt(self, account: AccountKey, listing: Listing, external_id: str) -> Updated:
        """Give our marker to a listing that does not have it; answers what is there then."""
        support = edit_support(account.platform)
        editor = self._editor(account.platform, "edit", is_supported=support.can_update)

        def mark(one: Account) -> Updated:
            done = editor.adopt(one, listing, external_id)
            return Updated(done, editor.read(one, listing, external_id))

        return self._with(account, external_id, mark)

    def unpublish(self, account: AccountKey, listing: Listing, external_id: str) -> None:
        """Unpublish the listing; a missing one is no failure."""
        support = edit_support(account.platform)
        editor = self._editor(account.platform, "delete", is_supported=support.can_unpublish)
        self._access.use(*account, lambda one: editor.unpublish(one, listing, external_id))
        # After the call: while it is not known to be down, its numbers are still of interest.
        self._published.forget(account, external_id)

    def _with(self, account: AccountKey, external_id: str, use: Callable[[Account], R]) -> R:
        try:
            return self._access.use(*account, use)
        except ListingNotFound:
            self._published.forget(account, external_id)
            raise

    def _editor(self, platform: str, feature: str, *, is_supported: bool) -> ListingEditor:
        editor = self._editors.get(platform)
        if editor is None or not is_supported:
            target = known_platform(platform)
            why = target.features[feature].reason
            raise Rejected(
                f"Haat cannot {feature} what is on {target.name}.",
                remedy=why or f"Do it on {target.name} yourself.",
            )
        return editor
