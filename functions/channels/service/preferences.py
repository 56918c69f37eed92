"""Stores an artisan's preferences for a platform, and resolves the options for a piece."""

from collections.abc import Mapping

from functions.channels.errors import InvalidPreferences, PreferencesChangedMeanwhile
from functions.channels.model.connection import FieldOption
from functions.channels.model.platforms import platform as known
from functions.channels.model.preferences import Preferences, misfits, unknown_choices
from functions.channels.ports.listing_edits import PreferencesRepository
from kernel.errors import StaleWrite

_TRIES = 5


class PreferenceService:
    """Reads and changes preferences; needs no connection."""

    def __init__(self, shelf: PreferencesRepository) -> None:
        self._shelf = shelf

    def preferences(self, owner_id: str, platform: str) -> Preferences:
        """The owner's preferences for the platform; raises `PlatformNotFound`."""
        return self._shelf.get(owner_id, known(platform).platform)

    def disabled(self, owner_id: str) -> frozenset[str]:
        """The platforms that the owner has switched off."""
        return self._shelf.disabled(owner_id)

    def keep(self, wished: Preferences) -> Preferences:
        """Replace the preferences of `wished.version` by `wished`; equal ones change nothing.

        Raises `InvalidPreferences` and `PreferencesChangedMeanwhile`.
        """
        wrong = misfits(wished, known(wished.platform))
        if wrong:
            raise InvalidPreferences(wrong)
        held = self._shelf.get(wished.owner_id, wished.platform)
        if held.version != wished.version:
            raise PreferencesChangedMeanwhile
        if held == wished:
            return held
        try:
            return self._shelf.save(wished)
        except StaleWrite as error:
            raise PreferencesChangedMeanwhile from error

    def choices(
        self, owner_id: str, platform: str, craft: str, given: Mapping[str, str]
    ) -> dict[str, str]:
        """The platform's ids for a piece of `craft`, by name; `given` goes before what is kept.

        Raises `InvalidPreferences` for a name in `given` that the platform does not have.
        """
        able = known(platform)
        wrong = tuple(unknown_choices("choices", given, able))
        if wrong:
            raise InvalidPreferences(wrong)
        if not able.chooses:
            return {}
        return self._shelf.get(owner_id, platform).chosen(able.chooses, craft, given)

    def remember(
        self, owner_id: str, platform: str, craft: str, name: str, choice: FieldOption
    ) -> None:
        """Remember `choice` for pieces of this craft from now on.

        Without a craft, or for an option that is not by craft, nothing is remembered.
        """
        by_craft = {one.name for one in known(platform).chooses if one.by_craft}
        if name not in by_craft or not craft.strip():
            return
        for _ in range(_TRIES):
            held = self._shelf.get(owner_id, platform)
            later = held.remembering(craft, name, choice)
            if later == held:
                return
            try:
                self._shelf.save(later)
            except StaleWrite:
                continue  # changed at this very moment: what is new goes into the new one
            return
