"""Lists the options of a platform's fields, and reads the calls that a platform still takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from functions.channels.errors import InvalidPreferences, NothingToRead
from functions.channels.model.api_quota import ApiQuota
from functions.channels.model.capabilities import FieldOption, ListingField
from functions.channels.model.platforms import platform as known
from functions.channels.model.preferences import ListingViolation, Preferences, unknown_fields
from functions.channels.ports.listing_edits import OptionSource, PreferencesRepository, QuotaReader
from functions.channels.service.token_access import TokenAccess


@dataclass(frozen=True, slots=True)
class OptionQuery:
    """A search for options of `name` by `words`, for a `craft`; `parents` are earlier options."""

    name: str
    words: str = ""
    craft: str = ""
    parents: Mapping[str, str] = field(default_factory=dict)


class FieldOptions:
    """Reads options and quotas by a working connection, and changes nothing."""

    def __init__(
        self,
        repository: PreferencesRepository,
        access: TokenAccess,
        *,
        option_sources: Mapping[str, OptionSource],
        quota_readers: Mapping[str, QuotaReader],
    ) -> None:
        self._repository = repository
        self._access = access
        self._option_sources = option_sources
        self._quota_readers = quota_readers

    def options(
        self, owner_id: str, platform: str, account_id: str, wanted: OptionQuery
    ) -> Sequence[FieldOption]:
        """The options: first the one that was chosen before, then the best matches.

        Raises `InvalidPreferences` for a field that the platform does not have, or without the
        option of its parent field, and `NotConnected`.
        """
        listing_field = _listing_field(platform, wanted)
        kept = _kept(self._repository.get(owner_id, platform, account_id), listing_field, wanted)
        self._access.connected(owner_id, platform, account_id)
        option_source = self._option_sources.get(platform)
        found: Sequence[FieldOption] = ()
        if option_source is not None:
            found = self._access.use(
                owner_id,
                platform,
                account_id,
                lambda one: option_source.options(one, wanted.name, wanted.words, wanted.parents),
            )
        first = [next((one for one in found if one.id == kept.id), kept)] if kept else []
        return [*first, *(one for one in found if one not in first)]

    def budget(self, owner_id: str, platform: str, account_id: str) -> ApiQuota:
        """The quota of API calls; raises `NothingToRead` and `NotConnected`."""
        capabilities = known(platform)
        quota_reader = self._quota_readers.get(platform)
        if quota_reader is None:
            raise NothingToRead(
                capabilities.name,
                "nothing of the calls that are left",
                remedy="Publish as you like: Haat waits when it must.",
            )
        return self._access.use(owner_id, platform, account_id, quota_reader.budget)


def _listing_field(platform: str, wanted: OptionQuery) -> ListingField:
    capabilities = known(platform)
    wrong = list(unknown_fields("name", [wanted.name], capabilities))
    for name in wanted.parents:
        wrong += unknown_fields("parent", [name], capabilities)
    if wrong:
        raise InvalidPreferences(wrong)
    listing_field = next(one for one in capabilities.listing_fields if one.name == wanted.name)
    if listing_field.parent and not wanted.parents.get(listing_field.parent):
        reason = f"Say which {listing_field.parent} it is in."
        raise InvalidPreferences([ListingViolation("parent", reason)])
    return listing_field


def _kept(
    preferences: Preferences, listing_field: ListingField, wanted: OptionQuery
) -> FieldOption | None:
    """The option that was chosen before, if it has the same parent option, such as a board."""
    if listing_field.per_craft:
        of_craft = preferences.of_craft(wanted.craft or wanted.words, listing_field.name)
        if of_craft:
            return of_craft
    outer = preferences.field_values.get(listing_field.parent)
    if listing_field.parent and (outer is None or outer.id != wanted.parents[listing_field.parent]):
        return None
    return preferences.field_values.get(listing_field.name)
