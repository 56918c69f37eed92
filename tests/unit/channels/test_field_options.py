"""Listing what may be chosen on a platform, and its quota, on ports in memory."""

from dataclasses import replace

import pytest

from functions.channels.errors import InvalidPreferences, NotConnected, NothingToRead
from functions.channels.model.api_quota import ApiQuota
from functions.channels.model.capabilities import FieldOption
from functions.channels.service.field_options import FieldOptions, OptionQuery
from tests.unit.channels.edit_ports import KEY, PLATFORM, PlatformStub
from tests.unit.channels.key_exchange_ports import NOW, OWNER, PortsInMemory
from tests.unit.channels.test_listing_edits import access_of, connected
from tests.unit.channels.test_preferences import PreferencesInMemory


@pytest.fixture
def ports() -> PortsInMemory:
    made = PortsInMemory()
    connected(made)
    return made


@pytest.fixture
def there() -> PlatformStub:
    return PlatformStub()


def picking(
    ports: PortsInMemory, there: PlatformStub, repository: PreferencesInMemory
) -> FieldOptions:
    return FieldOptions(
        repository,
        access_of(ports),
        option_sources={PLATFORM: there},
        quota_readers={PLATFORM: there},
    )


def test_what_was_chosen_before_comes_first_and_once(
    ports: PortsInMemory, there: PlatformStub
) -> None:
    repository = PreferencesInMemory()
    look = picking(ports, there, repository)
    assert [one.id for one in look.options(*KEY, OptionQuery("board", "brass"))] == [
        "1",
        "2",
    ]
    assert there.got == ["board", "brass", {}]
    held = repository.get(*KEY)
    chosen = {"board": FieldOption("2", "Old name"), "section": FieldOption("9", "Brass")}
    repository.rows[PLATFORM] = replace(held, field_values=chosen)
    assert look.options(*KEY, OptionQuery("board")) == [
        FieldOption("2", "Two"),
        FieldOption("1", "One"),
    ]
    for board, ids in (("2", ["9", "1", "2"]), ("1", ["1", "2"])):
        wanted = OptionQuery("section", parents={"board": board})
        assert [one.id for one in look.options(*KEY, wanted)] == ids


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        (OptionQuery("shelf"), "name.shelf"),
        (OptionQuery("section"), "parent"),
        (OptionQuery("board", parents={"shelf": "1"}), "parent.shelf"),
    ],
)
def test_what_cannot_be_chosen_is_named(
    ports: PortsInMemory, there: PlatformStub, wanted: OptionQuery, place: str
) -> None:
    with pytest.raises(InvalidPreferences) as refused:
        picking(ports, there, PreferencesInMemory()).options(*KEY, wanted)
    assert place in refused.value.message
    assert there.got == []


def test_options_and_quotas_need_a_connection(there: PlatformStub) -> None:
    look = picking(PortsInMemory(), there, PreferencesInMemory())
    with pytest.raises(NotConnected):
        look.options(*KEY, OptionQuery("board"))
    with pytest.raises(NotConnected):
        look.budget(*KEY)


def test_a_quota_counts_whole_listings(ports: PortsInMemory, there: PlatformStub) -> None:
    look = picking(ports, there, PreferencesInMemory())
    assert look.budget(*KEY).listings_left == 2
    assert ApiQuota(None, None, 10, NOW).listings_left is None
    assert ApiQuota(10, 9, 10, NOW).listings_left == 0
    with pytest.raises(NothingToRead):
        look.budget(OWNER, "facebook", "a")
