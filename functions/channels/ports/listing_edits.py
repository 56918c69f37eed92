"""What tending needs from outside: what may be chosen, what is published, and what is wished."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from functions.channels.model.api_quota import ApiQuota
from functions.channels.model.connection import Account, FieldOption
from functions.channels.model.listing import Listing
from functions.channels.model.preferences import Preferences
from functions.channels.model.steps import Published


class ListingEditor(Protocol):
    """Changes and takes down what was published. Both say a state and may be repeated."""

    def change(self, account: Account, listing: Listing, external_id: str) -> Published:
        """Update the published piece to `listing`; raises `ListingNotFound` when it is gone.

        Other failures as in `Channel`; after a lost answer the same call is simply made again.
        """
        ...

    def withdraw(self, account: Account, external_id: str) -> None:
        """Take it down; one that is gone already is fine. Failures as in `Channel`."""
        ...


class OptionSource(Protocol):
    """Lists what an artisan may choose on a platform."""

    def options(
        self, account: Account, name: str, words: str, within: Mapping[str, str]
    ) -> Sequence[FieldOption]:
        """What `name` may be, the best match for `words` first, at most 50.

        `within` are the choices made before, such as the board whose sections are asked for.
        Failures as in `Channel`; reads only.
        """
        ...


class QuotaReader(Protocol):
    """Reads how many calls a platform still takes of a connection."""

    def budget(self, account: Account) -> ApiQuota:
        """What the platform says now; failures as in `Channel`, reads only."""
        ...


class PreferencesRepository(Protocol):
    """Keeps what artisans want on each platform."""

    def get(self, owner_id: str, platform: str) -> Preferences:
        """The preferences, read consistently; those of version 0 if none were ever kept."""
        ...

    def save(self, preferences: Preferences) -> Preferences:
        """Keep them, their version counted up; raises `StaleWrite` unless that is current."""
        ...

    def disabled(self, owner_id: str) -> frozenset[str]:
        """The platforms that the owner has switched off."""
        ...
