"""Lists the options of a platform's fields, and reads the calls that a platform still takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from functions.channels.errors import InvalidPreferences, NothingToRead
from functions.channels.model.api_quota import ApiQuota
from functions.channels.model.capabilities import ListingField
from functions.channels.model.connection import FieldOption
from functions.channels.model.platforms import platform as known
from functions.channels.model.preferences import ListingViolation, Preferences, unknown_choices
from functions.channels.ports.listing_edits import OptionSource, PreferencesRepository, QuotaReader
from functions.channels.service.token_access import TokenAccess


@dataclass(frozen=True, slots=True)
class OptionQuery:
    """A search for options of `name`: by `words`, for a `craft`, `within` earlier choices."""

    name: str
    words: str = ""
    craft: str = ""
    within: Mapping[str, str] = field(default_factory=dict)


class FieldOptions:
    """Reads options and quotas by a working connection, and changes nothing."""

    def __init__(
        self,
        shelf: PreferencesRepository,
        access: TokenAccess,
        *,
        pickers: Mapping[str, OptionSource],
        gauges: Mapping[str, QuotaReader],
    ) -> None:
        self._shelf = shelf
        self._access = access
        self._pickers = pickers
        self._gauges = gauges

    def options(self, owner_id: str, platform: str, wanted: OptionQuery) -> Sequence[FieldOption]:
        """The options: first the one that was chosen before, then the best matches.

        Raises `InvalidPreferences` for a name that the platform does not have, or when the choice
        that it is within was not made, and `NotConnected`.
        """
        choosing = _choosing(platform, wanted)
        kept = _kept(self._shelf.get(owner_id, platform), choosing, wanted)
        self._access.connected(owner_id, platform)
        picker = self._pickers.get(platform)
        found: Sequence[FieldOption] = ()
        if picker is not None:
            found = self._access.use(
                owner_id,
                platform,
                lambda one: picker.options(one, wanted.name, wanted.words, wanted.within),
            )
        first = [next((one for one in found if one.id == kept.id), kept)] if kept else []
        return [*first, *(one for one in found if one not in first)]

    def budget(self, owner_id: str, platform: str) -> ApiQuota:
        """The quota of calls; raises `NothingToRead` and `NotConnected`."""
        able = known(platform)
        gauge = self._gauges.get(platform)
        if gauge is None:
            raise NothingToRead(
                able.name,
                "nothing of the calls that are left",
                remedy="Publish as you like: Haat waits when it must.",
            )
        return self._access.use(owner_id, platform, gauge.budget)


def _choosing(platform: str, wanted: OptionQuery) -> ListingField:
    able = known(platform)
    wrong = list(unknown_choices("name", [wanted.name], able))
    for name in wanted.within:
        wrong += unknown_choices("within", [name], able)
    if wrong:
        raise InvalidPreferences(wrong)
    choosing = next(one for one in able.chooses if one.name == wanted.name)
    if choosing.within and not wanted.within.get(choosing.within):
        reason = f"Say which {choosing.within} it is in."
        raise InvalidPreferences([ListingViolation("within", reason)])
    return choosing


def _kept(
    preferences: Preferences, choosing: ListingField, wanted: OptionQuery
) -> FieldOption | None:
    """The option that was chosen before, if it is within the same outer choice, such as a board."""
    if choosing.by_craft:
        of_craft = preferences.of_craft(wanted.craft or wanted.words, choosing.name)
        if of_craft:
            return of_craft
    outer = preferences.choices.get(choosing.within)
    if choosing.within and (outer is None or outer.id != wanted.within[choosing.within]):
        return None
    return preferences.choices.get(choosing.name)
