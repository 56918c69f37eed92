"""Every platform's file has the keys that are read, all of them and no others."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from functions.channels import adapters
from functions.channels.adapters.panels.definition import site
from functions.channels.adapters.registry import platforms
from functions.channels.model.capabilities import OFFERS, ImageNeeds, ListingField, TextStyle
from functions.channels.model.platforms import PLATFORMS, vendor_settings
from functions.channels.model.platforms import platform as known
from kernel.clock import SystemClock
from kernel.http import guarded_client

FILES = sorted(Path(adapters.__file__).parent.glob("*/platform.json"))
REQUIRED = {
    "platform",
    "name",
    "rank",
    "dated",
    "connect",
    "mode",
    "needs_browser",
    "ai_images",
    "needs",
    "text",
    "image",
    "sources",
    "offers",
    "settings",
}
OPTIONAL = {"asks", "chooses", "photos_max", "tells", "granted_by", "assist", "sheet", "style"}
TEXT = {"source", "link_weight", "hashtags_max", "mentions_max", "tags_max", "languages", "fields"}
SIGNS = {"hashtag", "mention"}
IMAGE = {"rendition", "formats", "max_bytes"}

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told


@each_file
def test_nothing_is_missing_and_nothing_is_misspelled(path: Path) -> None:
    told = read(path)
    assert set(told) >= REQUIRED, REQUIRED - set(told)
    assert set(told) <= REQUIRED | OPTIONAL, set(told) - REQUIRED - OPTIONAL
    assert told["platform"] == path.parent.name
    assert set(told["text"]) >= TEXT
    assert set(told["text"]) <= TEXT | SIGNS
    assert set(told.get("style", {})) <= {"source", *(one.name for one in fields(TextStyle))}
    assert set(told["image"]) >= IMAGE
    assert set(told["image"]) <= {one.name for one in fields(ImageNeeds)}
    assert set(told["offers"]) == set(OFFERS)
    assert all(set(offer) <= {"how", "why"} for offer in told["offers"].values())
    assert set(told["settings"]) == {"addresses", "keys", "hearing"}


@each_file
def test_words_from_a_closed_list_are_in_it(path: Path) -> None:
    told = read(path)
    assert told["connect"] in {"oauth", "assisted"}
    assert told["mode"] in {"automatic", "assisted"}
    assert told["ai_images"] in {"allowed", "forbidden"}
    assert set(told["needs"]) <= {"title", "price", "quantity", "link"}
    assert set(told.get("tells", ())) <= {"budget", "leads"}
    assert told.get("granted_by", "redirect") in {"redirect", "call"}
    hows = {offer["how"] for offer in told["offers"].values()}
    assert hows <= {"automatic", "assisted", "not_possible"}


@each_file
def test_what_may_be_chosen_is_whole(path: Path) -> None:
    told = read(path)
    before: set[str] = set()
    for one in told.get("chooses", ()):
        assert {"name", "words"} <= set(one) <= {field.name for field in fields(ListingField)}
        assert one["words"].strip()
        assert one.get("within", "") in {"", *before}, "what it is within comes before it"
        assert one["name"] not in before
        before.add(one["name"])


@each_file
def test_several_photographs_are_offered_where_several_are_shown(path: Path) -> None:
    told = read(path)
    most, carousel = told.get("photos_max", 1), told["offers"]["carousel"]["how"]
    assert isinstance(most, int)
    assert most >= 1
    assert (most > 1) is (carousel != "not_possible")


def test_the_files_say_what_the_adapters_do() -> None:
    client = guarded_client()
    made = platforms(vendor_settings({}), client, SystemClock())
    client.close()
    names = [able.platform for able in PLATFORMS]
    assert set(made.gauges) == {name for name in names if "budget" in known(name).tells}
    assert set(made.leads) == {name for name in names if "leads" in known(name).tells}
    for name in names:
        offers = known(name).offers
        tended = "automatic" in {offers["edit"].how, offers["delete"].how}
        assert (name in made.keepers) is tended, name
        assert (name in made.pickers) is bool(known(name).chooses), name
        has_sheet = known(name).needs_browser and site(name).sheet is not None
        assert known(name).sheet is has_sheet, name
