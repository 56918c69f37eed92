"""An artisan's preferences for one account: enabled or not, options, template, and hours.

Publishing does not wait for the hours: they are kept, and shown, as the artisan's own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from functions.channels.model.capabilities import Capabilities, FieldOption, ListingField
from kernel.normal_form import fold

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

HOME_ZONE = "Asia/Kolkata"
CRAFTS_MOST = 200
"""The most options remembered for each account; the oldest make room."""

_OTHER_TREES = ("posix", "right")
"""Copies of the zones beside the real ones; `right` counts leap seconds."""


class ListingViolation(NamedTuple):
    """What is wrong with one field, and what to do."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of some days, `start` and `end` as HH:MM of the artisan's own clock."""

    days: tuple[Day, ...]
    start: str
    end: str

    def overlaps(self, other: "Window") -> bool:
        """Whether some minute is in both; two that only touch do not overlap."""
        on_one_day = set(self.days) & set(other.days)
        return bool(on_one_day) and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class CraftDefault:
    """The option that was chosen for pieces of one craft."""

    craft: str
    name: str
    choice: FieldOption

    def is_for(self, craft: str, name: str) -> bool:
        """Whether this is the option `name` of `craft`, compared without case and extra spaces."""
        return self.name == name and _same(self.craft) == _same(craft)


@dataclass(frozen=True, slots=True)
class ResolvedDefaults:
    """What other contexts may know of an artisan's preferences for one account."""

    enabled: bool
    template_id: str | None
    windows: tuple[Window, ...]
    time_zone: str


@dataclass(frozen=True, slots=True)
class Preferences:
    """One artisan's preferences for one account; version 0 means that none were ever set.

    `field_values` are the options for every piece, by the names in `Capabilities.listing_fields`,
    and `per_craft` those remembered for a craft, the latest last.
    """

    owner_id: str
    platform: str
    account_id: str
    enabled: bool = True
    field_values: Mapping[str, FieldOption] = field(default_factory=dict)
    per_craft: tuple[CraftDefault, ...] = ()
    template_id: str | None = None
    windows: tuple[Window, ...] = ()
    time_zone: str = HOME_ZONE
    version: int = 0

    @property
    def preferred(self) -> ResolvedDefaults:
        """The part of the preferences that other contexts may know."""
        return ResolvedDefaults(self.enabled, self.template_id, self.windows, self.time_zone)

    def of_craft(self, craft: str, name: str) -> FieldOption | None:
        """The option `name` that is remembered for the craft, or None."""
        found = [one.choice for one in self.per_craft if one.is_for(craft, name)]
        return found[-1] if found else None

    def remembering(self, craft: str, name: str, choice: FieldOption) -> "Preferences":
        """The preferences with the option `choice` for pieces of this craft from now on."""
        if self.of_craft(craft, name) == choice:
            return self
        others = tuple(one for one in self.per_craft if not one.is_for(craft, name))
        latest = CraftDefault(" ".join(craft.split()), name, choice)
        return replace(self, per_craft=(*others, latest)[-CRAFTS_MOST:])

    def chosen(
        self, listing_fields: Sequence[ListingField], craft: str, given: Mapping[str, str]
    ) -> dict[str, str]:
        """The options' ids for a piece of `craft`: given ones, else the craft's, else the defaults.

        An option is dropped when its parent option is replaced, as a section of another board.
        """
        remembered = {
            one.name: self.of_craft(craft, one.name) for one in listing_fields if one.per_craft
        }
        layers = (
            {name: choice.id for name, choice in self.field_values.items()},
            {name: choice.id for name, choice in remembered.items() if choice and craft.strip()},
            given,
        )
        known = {one.name for one in listing_fields}
        chosen: dict[str, str] = {}
        for layer in layers:
            chosen = _laid_over(listing_fields, chosen, layer)
        return {name: id_ for name, id_ in chosen.items() if name in known and id_}


def _laid_over(
    listing_fields: Sequence[ListingField], below: Mapping[str, str], layer: Mapping[str, str]
) -> dict[str, str]:
    changed = {name for name, id_ in layer.items() if below.get(name) != id_}
    for one in listing_fields:  # what a choice is within comes before it
        if one.parent in changed:
            changed.add(one.name)
    return {name: id_ for name, id_ in below.items() if name not in changed} | dict(layer)


def violations(requested: Preferences, capabilities: Capabilities) -> tuple[ListingViolation, ...]:
    """The violations in the preferences, each with its field; empty when all can be kept."""
    return (
        *unknown_fields("field_values", requested.field_values, capabilities),
        *_outside(requested.field_values, capabilities.listing_fields),
        *_crafts(requested.per_craft, capabilities),
        *_windows(requested.windows),
        *_zone(requested.time_zone),
    )


def unknown_fields(
    place: str, names: Iterable[str], capabilities: Capabilities
) -> Iterator[ListingViolation]:
    """A violation for each name that is not an option of the platform."""
    known = [one.name for one in capabilities.listing_fields]
    for name in names:
        if name not in known:
            has = f"; it has {', '.join(known)}" if known else ""
            reason = f"{capabilities.name} has no choice of this name{has}. Leave it out."
            yield ListingViolation(f"{place}.{name[:40]}", reason)


def _outside(
    field_values: Mapping[str, FieldOption], listing_fields: Sequence[ListingField]
) -> Iterator[ListingViolation]:
    for one in listing_fields:
        if one.name in field_values and one.parent and one.parent not in field_values:
            yield ListingViolation(
                f"field_values.{one.name}", f"Choose the {one.parent} that it is in as well."
            )


def _crafts(
    per_craft: Sequence[CraftDefault], capabilities: Capabilities
) -> Iterator[ListingViolation]:
    known = [one.name for one in capabilities.listing_fields if one.per_craft]
    for at, one in enumerate(per_craft):
        if one.name not in known:
            yield ListingViolation(
                f"per_craft.{at}.name",
                f"{capabilities.name} keeps no choice of this name for a craft. Leave it out.",
            )
        if any(one.is_for(other.craft, other.name) for other in per_craft[:at]):
            yield ListingViolation(
                f"per_craft.{at}.craft", "This craft is there twice. Keep one choice for it."
            )


def _windows(windows: Sequence[Window]) -> Iterator[ListingViolation]:
    for at, one in enumerate(windows):
        if one.start >= one.end:
            yield ListingViolation(
                f"windows.{at}",
                "It ends before it begins. Let it end later, or split it at midnight in two.",
            )
        for before, other in enumerate(windows[:at]):
            if one.overlaps(other):
                yield ListingViolation(
                    f"windows.{at}",
                    f"It overlaps with window {before + 1} ({other.start} to {other.end})."
                    " Make one of the two, or move one.",
                )


def _zone(name: str) -> Iterator[ListingViolation]:
    if not _is_zone(name):
        yield ListingViolation(
            "time_zone", "This is not a time zone of the IANA list. Write it like Asia/Kolkata."
        )


def _is_zone(name: str) -> bool:
    if name.partition("/")[0] in _OTHER_TREES:
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones is an OSError
        return False
    return True


def _same(craft: str) -> str:
    return fold(craft)
