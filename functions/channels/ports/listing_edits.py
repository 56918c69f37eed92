"""The ports of listing edits, options, quotas and preferences."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from functions.channels.model.api_quota import ApiQuota
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.connection import Account, AccountKey
from functions.channels.model.listing import Listing, Part, Published, ShownListing, StockLevel
from functions.channels.model.posting_commands import StockSet
from functions.channels.model.preferences import Preferences


class ListingEditor(Protocol):
    """Reads, updates and unpublishes published listings; all may be made again after lost answers.

    Each proves first that what is there is ours: it raises `ListingNotFound` when the listing is
    gone, and `ForeignListing`, before anything is written, for what does not bear the listing's
    marker. Other failures as in `Channel`.
    """

    shows_at_once: bool
    """Whether what was brought is what is read right after; else it is so some minutes later."""

    def read(self, account: Account, listing: Listing, external_id: str) -> ShownListing:
        """What the account shows of the listing now; changes nothing."""
        ...

    def update(
        self, account: Account, listing: Listing, external_id: str, parts: Collection[Part]
    ) -> Published:
        """Bring these parts of the listing and nothing else; stock only of a variant that is new.

        Whether it is on sale stays as it is.
        """
        ...

    def set_stock(
        self, account: Account, listing: Listing, external_id: str, levels: Sequence[StockLevel]
    ) -> StockSet:
        """Set each number to its level's `target`, and nothing else.

        Answers the numbers that were compared, and what is there then.

        The vendor's own comparison is used where there is one; a number that changed in between
        raises `TryLater`.
        """
        ...

    def unpublish(self, account: Account, listing: Listing, external_id: str) -> None:
        """Unpublish the listing; one that is gone is no failure."""
        ...

    def adopt(self, account: Account, listing: Listing, external_id: str) -> Published:
        """Write our marker to a listing of this account that does not have it, and nothing else.

        Raises `Rejected` where the platform's marker cannot be written, or the listing bears one
        that may be another piece's of ours and is not in `listing`.
        """
        ...


class OptionSource(Protocol):
    """Lists the options that an artisan may choose on a platform."""

    def options(
        self, account: Account, name: str, words: str, parents: Mapping[str, str]
    ) -> Sequence[FieldOption]:
        """The options for `name`, the best match for `words` first, at most 50.

        `parents` are options chosen before, such as the board whose sections are asked for.
        Failures as in `Channel`; reads only.
        """
        ...


class QuotaReader(Protocol):
    """Reads how many API calls a platform still takes of a connection."""

    def budget(self, account: Account) -> ApiQuota:
        """The quota as the platform reports it now; failures as in `Channel`, reads only."""
        ...


class PreferencesRepository(Protocol):
    """Stores artisans' preferences for each account."""

    def get(self, owner_id: str, platform: str, account_id: str) -> Preferences:
        """The preferences, read consistently; those of version 0 if none were ever stored."""
        ...

    def save(self, preferences: Preferences) -> Preferences:
        """Store the preferences, their version counted up; raises `StaleWrite` for an old one."""
        ...

    def disabled(self, owner_id: str) -> frozenset[AccountKey]:
        """The accounts that the owner has switched off."""
        ...
