"""Preferences per account, through the API: versioned, validated, visible to their owner."""

from typing import Any

import pytest

from functions.channels import public
from functions.channels.public import FieldOption
from infra.local.sandbox import settings
from tests.integration.aws import Reply
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import OTHER, Artisan, account, calls, listing
from tests.integration.channels.test_posting import post

PATH = "/preferences"
SCULPTURE = {"id": "1029", "name": "Sculpture"}
WISHED: dict[str, Any] = {
    "enabled": False,
    "field_values": {"section": {"id": "44", "name": "Brass"}},
    "per_craft": [{"craft": "Dokra", "name": "category", "choice": SCULPTURE}],
    "template_id": "template_01kae2x0000000000000000000",
    "windows": [
        {"days": ["mon", "wed"], "from": "09:00", "to": "11:30"},
        {"days": ["mon"], "from": "18:00", "to": "24:00"},
    ],
    "time_zone": "Asia/Kathmandu",
}


@pytest.fixture
def artisan(artisan: Artisan) -> Artisan:
    """With a shop on Etsy."""
    artisan.connect("etsy")
    return artisan


def put(artisan: Artisan, body: dict[str, Any], version: int = 0) -> Reply:
    path = artisan.at("etsy", PATH)
    return artisan.api("PUT", path, body, headers={"If-Match": f'"{version}"'})


def test_before_anything_is_set_all_is_as_for_everybody(artisan: Artisan) -> None:
    reply = artisan.api("GET", artisan.at("etsy", PATH))
    assert reply.headers["etag"] == '"0"'
    assert reply.data == {
        "platform": "etsy",
        "enabled": True,
        "field_values": {},
        "per_craft": [],
        "template_id": None,
        "windows": [],
        "time_zone": "Asia/Kolkata",
    }
    assert public.preferences(*account("etsy")).enabled
    assert artisan.api("GET", "/connections/nowhere/preferences").status == 404


def test_what_is_set_is_kept_whole_for_its_owner_alone(artisan: Artisan) -> None:
    kept = put(artisan, WISHED)
    assert kept.headers["etag"] == '"1"'
    again = artisan.api("GET", artisan.at("etsy", PATH))
    assert again.data == kept.data == {"platform": "etsy", **WISHED}
    assert put(artisan, {}, version=1).data["per_craft"] == []
    other = Artisan(artisan.cloud, artisan.sandbox, OTHER)
    assert other.api("GET", artisan.at("etsy", PATH)).status == 404
    other.connect("etsy")
    assert other.api("GET", other.at("etsy", PATH)).headers["etag"] == '"0"'


def test_connections_say_what_is_switched_off(artisan: Artisan) -> None:
    put(artisan, WISHED)
    artisan.connect("pinterest")
    assert artisan.connection("etsy")["enabled"] is False
    assert artisan.connection("pinterest")["enabled"] is True
    assert artisan.api("POST", artisan.at("etsy", "/test")).data["enabled"] is False
    other = Artisan(artisan.cloud, artisan.sandbox, OTHER)
    other.connect("etsy")
    assert other.connection("etsy")["enabled"] is True


def test_a_change_builds_on_the_version_that_was_read(artisan: Artisan) -> None:
    assert artisan.api("PUT", artisan.at("etsy", PATH), WISHED).status == 412
    assert put(artisan, WISHED).status == 200
    late = put(artisan, {})
    assert (late.status, late.error["code"]) == (412, "preferences_changed_meanwhile")
    assert late.error["details"]["remedy"]
    assert put(artisan, WISHED, version=1).headers["etag"] == '"1"', "the same is no change"
    assert artisan.api("GET", artisan.at("etsy", PATH)).data["enabled"] is False


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"field_values": {"board": SCULPTURE}}, "field_values.board"),
        (
            {"per_craft": [{"craft": "D", "name": "section", "choice": SCULPTURE}]},
            "per_craft.0.name",
        ),
        ({"windows": [{"days": ["mon"], "from": "12:00", "to": "09:00"}]}, "windows.0"),
        ({"windows": [{"days": ["mon"], "from": "9:00", "to": "10:00"}]}, "windows.0.from"),
        ({"windows": [{"days": ["mon"], "from": "24:00", "to": "24:00"}]}, "windows.0.from"),
        ({"windows": [{"days": ["moonday"], "from": "09:00", "to": "10:00"}]}, "windows.0.days.0"),
        ({"windows": [{"days": [], "from": "09:00", "to": "10:00"}]}, "windows.0.days"),
        ({"windows": [WISHED["windows"][0]] * 2}, "windows.1"),
        ({"time_zone": "India"}, "time_zone"),
        ({"time_zone": "../Kolkata"}, "time_zone"),
        ({"template_id": "draft_1"}, "template_id"),
        ({"strange": 1}, "strange"),
    ],
)
def test_what_cannot_be_kept_is_named_with_what_to_do(
    artisan: Artisan, change: dict[str, Any], place: str
) -> None:
    refused = put(artisan, {**WISHED, **change})
    assert refused.status == 422
    assert [one["field"] for one in refused.error["details"]["fields"]] == [place]
    assert refused.error["details"]["remedy"]
    assert artisan.api("GET", artisan.at("etsy", PATH)).headers["etag"] == '"0"'


def test_publishing_gets_the_resolved_defaults(artisan: Artisan) -> None:
    put(artisan, WISHED)
    wanted = public.preferences(*account("etsy"))
    assert (wanted.enabled, wanted.template_id) == (False, WISHED["template_id"])
    assert public.field_values(*account("etsy"), "dokra") == {"category": "1029", "section": "44"}
    assert public.field_values(*account("etsy"), None) == {"section": "44"}
    posting.remember(*account("etsy"), "Ajrakh", "category", FieldOption("7", "Scarves"))
    assert public.field_values(*account("etsy"), "ajrakh", {"section": "45"}) == {
        "category": "7",
        "section": "45",
    }
    owner_id, platform, account_id = account("etsy")
    assert public.field_values(OTHER, platform, account_id, "ajrakh") == {}
    assert public.field_values(owner_id, platform, "another shop", "ajrakh") == {}
    assert len(artisan.api("GET", artisan.at("etsy", PATH)).data["per_craft"]) == 2
    with pytest.raises(public.InvalidPreferences, match="shelf"):
        public.field_values(*account("etsy"), None, {"shelf": "1"})


def test_preferences_stay_when_a_connection_goes(artisan: Artisan) -> None:
    put(artisan, WISHED)
    assert artisan.api("DELETE", artisan.at("etsy")).status == 200
    artisan.connect("etsy")
    assert artisan.api("GET", artisan.at("etsy", PATH)).data["enabled"] is False


def test_categories_are_found_by_words_and_the_crafts_own_first(artisan: Artisan) -> None:
    path = artisan.at("etsy", "/fields/category/options")
    found = artisan.api("GET", path, query={"words": "brass elephant"}).data["items"]
    assert found
    last = found[-1]
    posting.remember(*account("etsy"), "Dokra", "category", FieldOption(last["id"], last["name"]))
    query = {"words": "brass elephant", "craft": "DOKRA"}
    again = artisan.api("GET", path, query=query).data["items"]
    assert again == [last, *found[:-1]]
    assert artisan.api("GET", artisan.at("etsy", "/fields/board/options")).status == 422


@pytest.mark.parametrize("form", ["{}", "board:{}", '{{"board": "{}"}}'])
def test_a_section_is_asked_for_within_its_board(artisan: Artisan, form: str) -> None:
    artisan.connect("pinterest")
    boards = artisan.api("GET", artisan.at("pinterest", "/fields/board/options")).data["items"]
    path = artisan.at("pinterest", "/fields/section/options")
    assert artisan.api("GET", path, query={"parent": form.format(boards[0]["id"])}).status == 200
    for strange in ("", "{", "{}", '{"shelf": "1"}'):
        assert artisan.api("GET", path, query={"parent": strange}).status == 422, strange


def test_etsys_quota_is_shown_before_a_bulk_run(artisan: Artisan) -> None:
    path = artisan.at("etsy", "/quota")
    settings.change(artisan.sandbox.world, "etsy_limit_per_day", 300)
    quota = artisan.api("GET", path).data
    used = calls(artisan.sandbox, "etsy", lambda entry: "/v3/application/" in entry["path"])
    assert quota["per_day"] == 300
    assert 300 - used <= quota["left"] < 300
    assert quota["listings_left"] == quota["left"] // quota["calls_per_listing"]
    assert artisan.api("GET", path).data["left"] == quota["left"] - 1
    artisan.connect("facebook")
    silent = artisan.api("GET", artisan.at("facebook", "/quota"))
    assert (silent.status, silent.error["code"]) == (409, "nothing_to_read")


def test_no_listing_takes_more_calls_than_the_quota_says(artisan: Artisan) -> None:
    before = artisan.api("GET", artisan.at("etsy", "/quota")).data
    most = next(one for one in public.capabilities() if one.platform == "etsy").photos_max
    one = listing(artisan.sandbox)
    photos = (one.pictures,) * (most - 1)
    post("etsy", public.Listing(**{**_fields(one), "more_pictures": photos}))
    after = artisan.api("GET", artisan.at("etsy", "/quota")).data
    taken = before["left"] - after["left"] - 1  # the look itself is one
    assert most < taken <= before["calls_per_listing"]


def _fields(one: public.Listing) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


def test_the_channels_say_what_may_be_chosen_there(artisan: Artisan) -> None:
    shown = {one["platform"]: one for one in artisan.api("GET", "/channels").data["items"]}
    assert shown["etsy"]["quota"] is True
    assert shown["indiamart"]["leads"] is True
    assert shown["facebook"]["quota"] is shown["facebook"]["leads"] is False
    assert shown["catalogue"]["manual_post"] == "Facebook Marketplace"
    assert shown["etsy"]["manual_post"] is None
    board, section = shown["pinterest"]["listing_fields"]
    assert (board["name"], board["parent"], board["per_craft"]) == ("board", "", False)
    assert (section["name"], section["parent"]) == ("section", "board")
    assert shown["etsy"]["photos_max"] > 1
