"""Preferences: which are valid, field values per craft, and windows that do not overlap."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.channels.errors import InvalidPreferences, PreferencesChangedMeanwhile
from functions.channels.model.capabilities import FieldOption, ListingField
from functions.channels.model.connection import AccountKey
from functions.channels.model.platforms import platform
from functions.channels.model.preferences import (
    CRAFTS_MOST,
    CraftDefault,
    Preferences,
    Window,
    violations,
)
from functions.channels.service.preferences import PreferenceService
from kernel.errors import StaleWrite

BOARD, SECTION = ListingField("board", "Board"), ListingField("section", "Section", parent="board")
CATEGORY = ListingField("category", "Category", per_craft=True)
LISTING_FIELDS = (BOARD, SECTION, CATEGORY)
CAPABILITIES = replace(platform("etsy"), listing_fields=LISTING_FIELDS)
NONE = Preferences("user_1", "etsy", "shop")
FIGURES, BELLS = FieldOption("7", "Figures"), FieldOption("8", "Bells")
HOURS = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(0, 1441, 90)]


@dataclass
class PreferencesInMemory:
    """`PreferencesRepository` in memory; `between` runs just before a write, as another request."""

    rows: dict[str, Preferences] = field(default_factory=dict)
    between: list[Callable[[], None]] = field(default_factory=list)
    writes: int = 0

    def get(self, owner_id: str, platform: str, account_id: str) -> Preferences:
        return self.rows.get(platform, Preferences(owner_id, platform, account_id))

    def disabled(self, owner_id: str) -> frozenset[AccountKey]:
        held = [one for one in self.rows.values() if one.owner_id == owner_id]
        return frozenset(
            AccountKey(one.owner_id, one.platform, one.account_id)
            for one in held
            if not one.enabled
        )

    def save(self, preferences: Preferences) -> Preferences:
        if self.between:
            self.between.pop()()
        held = self.get(preferences.owner_id, preferences.platform, preferences.account_id)
        if held.version != preferences.version:
            raise StaleWrite("changed")
        self.writes += 1
        kept = replace(preferences, version=preferences.version + 1)
        self.rows[preferences.platform] = kept
        return kept


def places(preferences: Preferences) -> list[str]:
    return [one.field for one in violations(preferences, CAPABILITIES)]


def test_valid_preferences_are_accepted() -> None:
    whole = replace(
        NONE,
        field_values={"board": FIGURES, "section": BELLS, "category": BELLS},
        per_craft=(CraftDefault("Dokra", "category", FIGURES),),
        windows=(
            Window(("mon",), "09:00", "11:00"),
            Window(("mon",), "11:00", "24:00"),
            Window(("tue",), "09:30", "10:00"),
        ),
        time_zone="America/Argentina/Buenos_Aires",
    )
    assert violations(whole, CAPABILITIES) == ()
    assert violations(NONE, platform("facebook")) == ()


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"field_values": {"shelf": FIGURES}}, "field_values.shelf"),
        ({"field_values": {"section": FIGURES}}, "field_values.section"),
        ({"per_craft": (CraftDefault("Dokra", "board", FIGURES),)}, "per_craft.0.name"),
        (
            {"per_craft": (CraftDefault("Dokra", "category", FIGURES),) * 2},
            "per_craft.1.craft",
        ),
        ({"windows": (Window(("mon",), "11:00", "09:00"),)}, "windows.0"),
        ({"windows": (Window(("mon",), "11:00", "11:00"),)}, "windows.0"),
        (
            {
                "windows": (
                    Window(("mon", "tue"), "09:00", "11:00"),
                    Window(("tue",), "10:59", "12:00"),
                )
            },
            "windows.1",
        ),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": "Asia"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"time_zone": "right/Asia/Kolkata"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
    ],
)
def test_each_invalid_preference_is_named(changes: dict[str, Any], place: str) -> None:
    (violation,) = violations(replace(NONE, **changes), CAPABILITIES)
    assert violation.field == place
    assert violation.reason.count(".") >= 1, "what is wrong, and what to do"


windows = st.builds(
    lambda days, hours: Window(tuple(sorted(days)), *sorted(hours)),
    st.sets(st.sampled_from(("mon", "tue", "wed")), min_size=1),
    st.lists(st.sampled_from(HOURS), min_size=2, max_size=2, unique=True),
)


@given(st.lists(windows, max_size=4))
def test_windows_are_refused_exactly_when_they_share_a_minute(some: list[Window]) -> None:
    minutes = [
        (day, minute)
        for one in some
        for day in one.days
        for minute in range(1440)
        if one.start <= f"{minute // 60:02}:{minute % 60:02}" < one.end
    ]
    shared = len(minutes) != len(set(minutes))
    assert bool(places(replace(NONE, windows=tuple(some)))) is shared


def test_what_is_given_goes_before_the_craft_and_that_before_the_default() -> None:
    held = replace(
        NONE, field_values={"category": FieldOption("1", "Art"), "board": FieldOption("b", "All")}
    )
    held = held.remembering(" Dokra  casting ", "category", FIGURES)
    assert held.chosen(LISTING_FIELDS, "", {}) == {"category": "1", "board": "b"}
    assert held.chosen(LISTING_FIELDS, "DOKRA CASTING", {}) == {"category": "7", "board": "b"}
    assert held.chosen(LISTING_FIELDS, "Ajrakh", {})["category"] == "1"
    assert held.chosen(LISTING_FIELDS, "dokra casting", {"category": "9"})["category"] == "9"


def test_a_section_goes_with_its_board() -> None:
    held = replace(
        NONE, field_values={"board": FieldOption("b", "All"), "section": FieldOption("s", "Brass")}
    )
    assert held.chosen(LISTING_FIELDS, "", {}) == {"board": "b", "section": "s"}
    assert held.chosen(LISTING_FIELDS, "", {"board": "b"}) == {"board": "b", "section": "s"}
    assert held.chosen(LISTING_FIELDS, "", {"board": "c"}) == {"board": "c"}
    assert held.chosen(LISTING_FIELDS, "", {"board": "c", "section": "t"}) == {
        "board": "c",
        "section": "t",
    }
    assert held.chosen(LISTING_FIELDS, "", {"section": ""}) == {"board": "b"}


def test_a_choice_that_the_platform_no_longer_has_is_left_out() -> None:
    held = replace(NONE, field_values={"board": FIGURES, "category": BELLS})
    assert held.chosen((CATEGORY,), "", {}) == {"category": "8"}


def test_the_latest_choices_of_crafts_are_remembered() -> None:
    held = NONE
    for number in range(CRAFTS_MOST + 3):
        held = held.remembering(f"Craft {number}", "category", FIGURES)
    assert len(held.per_craft) == CRAFTS_MOST
    assert held.of_craft("Craft 2", "category") is None
    assert held.remembering("craft  9", "category", BELLS).per_craft[-1].choice == BELLS
    assert held.remembering("craft  9", "category", FIGURES) is held


def test_the_same_preferences_again_change_nothing() -> None:
    repository = PreferencesInMemory()
    preferring = PreferenceService(repository)
    kept = preferring.keep(replace(NONE, enabled=False))
    assert (kept.version, preferring.keep(kept), repository.writes) == (1, kept, 1)


def test_preferences_that_build_on_an_older_version_are_refused() -> None:
    repository = PreferencesInMemory()
    preferring = PreferenceService(repository)
    first = preferring.keep(replace(NONE, enabled=False))
    with pytest.raises(PreferencesChangedMeanwhile):
        preferring.keep(replace(NONE, enabled=True))
    repository.between.append(
        lambda: preferring.remember("user_1", "etsy", "shop", "Dokra", "category", FIGURES)
    )
    with pytest.raises(PreferencesChangedMeanwhile):
        preferring.keep(replace(first, enabled=True))
    assert repository.rows["etsy"].of_craft("Dokra", "category") == FIGURES


def test_a_choice_is_remembered_beside_a_change_of_the_same_moment() -> None:
    repository = PreferencesInMemory()
    preferring = PreferenceService(repository)
    repository.between.append(
        lambda: repository.rows.update(etsy=replace(NONE, enabled=False, version=1))
    )
    preferring.remember("user_1", "etsy", "shop", "Dokra", "category", FIGURES)
    kept = repository.rows["etsy"]
    assert (kept.enabled, kept.of_craft("dokra", "category"), kept.version) == (False, FIGURES, 2)
    preferring.remember("user_1", "etsy", "shop", "dokra", "category", FIGURES)
    assert repository.writes == 1


@pytest.mark.parametrize(("craft", "name"), [("", "category"), ("Dokra", "section")])
def test_what_is_not_kept_by_craft_is_not_remembered(craft: str, name: str) -> None:
    repository = PreferencesInMemory()
    PreferenceService(repository).remember("user_1", "etsy", "shop", craft, name, FIGURES)
    assert repository.rows == {}


def test_a_name_that_nobody_has_is_refused_for_a_post_too() -> None:
    with pytest.raises(InvalidPreferences) as refused:
        PreferenceService(PreferencesInMemory()).field_values(
            "user_1", "etsy", "shop", "", {"shelf": "1"}
        )
    assert refused.value.details["fields"][0]["field"] == "field_values.shelf"  # type: ignore[index]  # JSON
    assert PreferenceService(PreferencesInMemory()).field_values(
        "user_1", "etsy", "shop", "", {"category": "5"}
    ) == {"category": "5"}
