"""Every platform's file has the keys that are read, all of them and no others."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from functions.channels import adapters
from functions.channels.adapters.panels.definition import panel_definition
from functions.channels.adapters.registry import platforms
from functions.channels.model.capabilities import FEATURES, ImageNeeds, ListingField
from functions.channels.model.listing import PARTS
from functions.channels.model.platforms import PLATFORMS, vendor_settings
from functions.channels.model.platforms import platform as known
from functions.channels.model.text_limits import TextStyle
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
    "shows",
    "needs_browser",
    "ai_images",
    "needs",
    "text",
    "image",
    "sources",
    "features",
    "settings",
}
OPTIONAL = {
    "connect_inputs",
    "listing_fields",
    "photos_max",
    "reads",
    "granted_by",
    "manual_post",
    "sheet",
    "style",
    "updates",
    "variant_rows",
    "sku_max",
    "lacks",
}
TEXT = {"source", "link_weight", "hashtags_max", "mentions_max", "tags_max", "languages", "fields"}
SIGNS = {"hashtag", "mention"}
IMAGE = {"rendition", "formats", "max_bytes"}

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    definition: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return definition


@each_file
def test_nothing_is_missing_and_nothing_is_misspelled(path: Path) -> None:
    definition = read(path)
    assert set(definition) >= REQUIRED, REQUIRED - set(definition)
    assert set(definition) <= REQUIRED | OPTIONAL, set(definition) - REQUIRED - OPTIONAL
    assert definition["platform"] == path.parent.name
    assert set(definition["text"]) >= TEXT
    assert set(definition["text"]) <= TEXT | SIGNS
    assert set(definition.get("style", {})) <= {"source", *(one.name for one in fields(TextStyle))}
    assert set(definition["image"]) >= IMAGE
    assert set(definition["image"]) <= {one.name for one in fields(ImageNeeds)}
    assert set(definition["features"]) == set(FEATURES)
    assert all(set(feature) <= {"support", "reason"} for feature in definition["features"].values())
    assert set(definition["settings"]) == {"addresses", "keys", "webhooks"}


@each_file
def test_words_from_a_closed_list_are_in_it(path: Path) -> None:
    definition = read(path)
    assert definition["connect"] in {"oauth", "assisted"}
    assert definition["mode"] in {"automatic", "assisted"}
    assert definition["shows"] in {"listing", "post"}
    assert definition["ai_images"] in {"allowed", "forbidden"}
    assert set(definition["needs"]) <= {"title", "price", "quantity", "link"}
    assert set(definition.get("reads", ())) <= {"quota", "leads"}
    assert definition.get("granted_by", "redirect") in {"redirect", "call"}
    assert set(definition.get("updates", ())) <= {*PARTS}
    edits = definition["features"]["edit"]["support"] == "automatic"
    assert bool(definition.get("updates")) is edits
    hows = {feature["support"] for feature in definition["features"].values()}
    assert hows <= {"automatic", "assisted", "not_possible"}


@each_file
def test_what_may_be_chosen_is_whole(path: Path) -> None:
    definition = read(path)
    before: set[str] = set()
    for one in definition.get("listing_fields", ()):
        assert {"name", "words"} <= set(one) <= {field.name for field in fields(ListingField)}
        assert one["words"].strip()
        assert one.get("parent", "") in {"", *before}, "what it is within comes before it"
        assert one["name"] not in before
        before.add(one["name"])


@each_file
def test_several_photographs_are_offered_where_several_are_shown(path: Path) -> None:
    definition = read(path)
    most, carousel = definition.get("photos_max", 1), definition["features"]["carousel"]["support"]
    assert isinstance(most, int)
    assert most >= 1
    assert (most > 1) is (carousel != "not_possible")


def test_the_files_say_what_the_adapters_do() -> None:
    client = guarded_client()
    made = platforms(vendor_settings({}), client, SystemClock())
    client.close()
    names = [capabilities.platform for capabilities in PLATFORMS]
    assert list(made) == names
    for name, one in made.items():
        assert (one.quota_reader is not None) is ("quota" in known(name).reads), name
        assert (one.lead_reader is not None) is ("leads" in known(name).reads), name
        features = known(name).features
        tended = "automatic" in {features["edit"].support, features["delete"].support}
        assert (one.editor is not None) is tended, name
        assert (one.option_source is not None) is bool(known(name).listing_fields), name
        has_sheet = known(name).needs_browser and panel_definition(name).sheet is not None
        assert known(name).sheet is has_sheet, name
