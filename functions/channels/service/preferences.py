"""Stores an artisan's preferences for an account, and resolves the options for a piece."""

from collections.abc import Mapping

from functions.channels.errors import InvalidPreferences, PreferencesChangedMeanwhile
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.connection import AccountKey
from functions.channels.model.platforms import platform as known
from functions.channels.model.preferences import Preferences, unknown_fields, violations
from functions.channels.ports.listing_edits import PreferencesRepository
from kernel.conflicts import retry_on_conflict
from kernel.errors import StaleWrite


class PreferenceService:
    """Reads and changes preferences; needs no connection."""

    def __init__(self, repository: PreferencesRepository) -> None:
        self._repository = repository

    def preferences(self, owner_id: str, platform: str, account_id: str) -> Preferences:
        """The owner's preferences for the account; raises `PlatformNotFound`."""
        return self._repository.get(owner_id, known(platform).platform, account_id)

    def disabled(self, owner_id: str) -> frozenset[AccountKey]:
        """The accounts that the owner has switched off."""
        return self._repository.disabled(owner_id)

    def keep(self, requested: Preferences) -> Preferences:
        """Replace the preferences of `requested.version` by `requested`; equal ones change nothing.

        Raises `InvalidPreferences` and `PreferencesChangedMeanwhile`.
        """
        wrong = violations(requested, known(requested.platform))
        if wrong:
            raise InvalidPreferences(wrong)
        held = self._repository.get(requested.owner_id, requested.platform, requested.account_id)
        if held.version != requested.version:
            raise PreferencesChangedMeanwhile
        if held == requested:
            return held
        try:
            return self._repository.save(requested)
        except StaleWrite as error:
            raise PreferencesChangedMeanwhile from error

    def field_values(
        self,
        owner_id: str,
        platform: str,
        account_id: str,
        craft: str,
        given: Mapping[str, str],
    ) -> dict[str, str]:
        """The account's ids for a piece of `craft`, by name; `given` goes before what is kept.

        Raises `InvalidPreferences` for a name in `given` that the platform does not have.
        """
        capabilities = known(platform)
        wrong = tuple(unknown_fields("field_values", given, capabilities))
        if wrong:
            raise InvalidPreferences(wrong)
        if not capabilities.listing_fields:
            return {}
        return self._repository.get(owner_id, platform, account_id).chosen(
            capabilities.listing_fields, craft, given
        )

    def remember(  # an account, and what is remembered for it
        self,
        owner_id: str,
        platform: str,
        account_id: str,
        craft: str,
        name: str,
        choice: FieldOption,
    ) -> None:
        """Remember the option `choice` for pieces of this craft from now on.

        Without a craft, or for a field that is not `per_craft`, nothing is remembered.
        """
        per_craft = {one.name for one in known(platform).listing_fields if one.per_craft}
        if name not in per_craft or not craft.strip():
            return

        def remember() -> None:
            held = self._repository.get(owner_id, platform, account_id)
            later = held.remembering(craft, name, choice)
            if later != held:
                self._repository.save(later)

        retry_on_conflict(remember)
