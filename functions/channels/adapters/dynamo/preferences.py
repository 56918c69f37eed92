"""Artisans' preferences in the context's table."""

from functions.channels.model.connection import AccountKey
from functions.channels.model.preferences import Preferences
from kernel.aws.store import EntityStore
from kernel.aws.table import Key, Table


class DynamoPreferences:
    """Implements `PreferencesRepository`; preferences stay when a connection goes."""

    def __init__(self, table: Table) -> None:
        self._preferences = EntityStore(
            table, Preferences, lambda it: _key(it.owner_id, it.platform, it.account_id)
        )

    def get(self, owner_id: str, platform: str, account_id: str) -> Preferences:
        """The preferences for the account, or those of somebody who has set none."""
        found = self._preferences.get(_key(owner_id, platform, account_id))
        return found or Preferences(owner_id, platform, account_id)

    def save(self, preferences: Preferences) -> Preferences:
        """Store the preferences if their version is the stored one; else raises `StaleWrite`."""
        return self._preferences.save_next(preferences)

    def disabled(self, owner_id: str) -> frozenset[AccountKey]:
        """The accounts that the owner switched off; reads one row per account at most."""
        every = self._preferences.all(f"owner#{owner_id}", "preferences#")
        return frozenset(
            AccountKey(one.owner_id, one.platform, one.account_id)
            for one in every
            if not one.enabled
        )


def _key(owner_id: str, platform: str, account_id: str) -> Key:
    return Key(f"owner#{owner_id}", f"preferences#{platform}#{account_id}")
