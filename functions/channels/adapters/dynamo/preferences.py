"""Artisans' preferences in the context's table."""

from dataclasses import replace

from functions.channels.model.preferences import Preferences
from kernel.aws.table import Key, Put, Table, all_pages


class DynamoPreferences:
    """Implements `PreferencesRepository`; preferences stay when a connection goes."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, owner_id: str, platform: str) -> Preferences:
        """The preferences, or those of somebody who has set none."""
        found = self._table.get(Preferences, _key(owner_id, platform))
        return found or Preferences(owner_id, platform)

    def save(self, preferences: Preferences) -> Preferences:
        """Store the preferences if their version is the stored one; else raises `StaleWrite`."""
        kept = replace(preferences, version=preferences.version + 1)
        known: dict[str, object] = (
            {"version": preferences.version} if preferences.version else {"pk": None}
        )
        key = _key(kept.owner_id, kept.platform)
        self._table.write(Put(key, kept, expect=known))
        return kept

    def disabled(self, owner_id: str) -> frozenset[str]:
        """The platforms that the owner switched off; reads one row per platform at most."""
        every = all_pages(self._table, Preferences, f"owner#{owner_id}", "preferences#")
        return frozenset(one.platform for one in every if not one.enabled)


def _key(owner_id: str, platform: str) -> Key:
    return Key(f"owner#{owner_id}", f"preferences#{platform}")
