"""Shows what an artisan may choose on a platform, and how much the platform still takes today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from functions.channels.errors import NothingToRead, PreferencesUnfit
from functions.channels.model.budget import Budget
from functions.channels.model.capabilities import Choosing
from functions.channels.model.connection import Choice
from functions.channels.model.platforms import platform as known
from functions.channels.model.preferences import Misfit, Preferences, unknown_choices
from functions.channels.ports.tending import Gauge, Picker, PreferenceShelf
from functions.channels.service.access import Access


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: `words`, for a piece of `craft`, `within` what was chosen before."""

    name: str
    words: str = ""
    craft: str = ""
    within: Mapping[str, str] = field(default_factory=dict)


class Picking:
    """Looks, and changes nothing; it needs a working connection."""

    def __init__(
        self,
        shelf: PreferenceShelf,
        access: Access,
        *,
        pickers: Mapping[str, Picker],
        gauges: Mapping[str, Gauge],
    ) -> None:
        self._shelf = shelf
        self._access = access
        self._pickers = pickers
        self._gauges = gauges

    def options(self, owner_id: str, platform: str, wanted: Wanted) -> Sequence[Choice]:
        """What may be chosen: first what was chosen before, then the best matches.

        Raises `PreferencesUnfit` for a name that the platform does not have, or when the choice
        that it is within was not made, and `NotConnected`.
        """
        choosing = _choosing(platform, wanted)
        kept = _kept(self._shelf.get(owner_id, platform), choosing, wanted)
        self._access.connected(owner_id, platform)
        picker = self._pickers.get(platform)
        found: Sequence[Choice] = ()
        if picker is not None:
            found = self._access.use(
                owner_id,
                platform,
                lambda one: picker.options(one, wanted.name, wanted.words, wanted.within),
            )
        first = [next((one for one in found if one.id == kept.id), kept)] if kept else []
        return [*first, *(one for one in found if one not in first)]

    def budget(self, owner_id: str, platform: str) -> Budget:
        """The calls that are left; raises `NothingToRead` and `NotConnected`."""
        able = known(platform)
        gauge = self._gauges.get(platform)
        if gauge is None:
            raise NothingToRead(
                able.name,
                "nothing of the calls that are left",
                remedy="Publish as you like: Haat waits when it must.",
            )
        return self._access.use(owner_id, platform, gauge.budget)


def _choosing(platform: str, wanted: Wanted) -> Choosing:
    able = known(platform)
    wrong = list(unknown_choices("name", [wanted.name], able))
    for name in wanted.within:
        wrong += unknown_choices("within", [name], able)
    if wrong:
        raise PreferencesUnfit(wrong)
    choosing = next(one for one in able.chooses if one.name == wanted.name)
    if choosing.within and not wanted.within.get(choosing.within):
        reason = f"Say which {choosing.within} it is in."
        raise PreferencesUnfit([Misfit("within", reason)])
    return choosing


def _kept(preferences: Preferences, choosing: Choosing, wanted: Wanted) -> Choice | None:
    """What was chosen before, where it is of the same board."""
    if choosing.by_craft:
        of_craft = preferences.of_craft(wanted.craft or wanted.words, choosing.name)
        if of_craft:
            return of_craft
    outer = preferences.choices.get(choosing.within)
    if choosing.within and (outer is None or outer.id != wanted.within[choosing.within]):
        return None
    return preferences.choices.get(choosing.name)
