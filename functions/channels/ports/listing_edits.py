"""The ports of listing edits, options, quotas and preferences."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from functions.channels.model.api_quota import ApiQuota
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.connection import Account, AccountKey
from functions.channels.model.listing import Listing, Published
from functions.channels.model.preferences import Preferences


class ListingEditor(Protocol):
    """Updates and unpublishes published listings. Both calls set a state and may be repeated."""

    def update(self, account: Account, listing: Listing, external_id: str) -> Published:
        """Update the published piece to `listing`; raises `ListingNotFound` when it is gone.

        Raises `ForeignListing`, before anything is written, for what does not bear the listing's
        marker. Other failures as in `Channel`; after a lost answer the same call is made again.
        """
        ...

    def unpublish(self, account: Account, listing: Listing, external_id: str) -> None:
        """Unpublish the listing; one that is gone is no failure. Failures as in `update`."""
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
