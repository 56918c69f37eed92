"""Templates, groups of hashtags and the voice, through the real handler on the table."""

from typing import Any

from tests.integration.content.scenario import RAVI, Scenario

FESTIVE: dict[str, Any] = {"name": "Festive", "body": "{title}\nOnly {stock} left.\n{hashtags}"}
TEXTS = ["Namaste friends! Two left.", "Namaste friends! Slow cloth.", "Dyed in the courtyard."]


def test_a_templates_life(scenario: Scenario) -> None:
    made = scenario.api("POST", "/templates", FESTIVE)
    assert (made.status, made.headers["etag"]) == (201, '"1"')
    path = f"/templates/{made.data['template_id']}"
    assert scenario.api("GET", path).data == made.data
    assert scenario.api("PATCH", path, {"name": "Diwali"}).status == 412
    edited = scenario.api("PATCH", path, {"name": "Diwali", "platform": "facebook"}, version=1).data
    assert (edited["name"], edited["platform"], edited["version"]) == ("Diwali", "facebook", 2)
    late = scenario.api("PATCH", path, {"name": "Late"}, version=1)
    assert (late.status, late.error["code"]) == (412, "template_changed_meanwhile")
    edited = scenario.api("PATCH", path, {"platform": None}, version=2).data
    assert (edited["platform"], edited["body"]) == (None, FESTIVE["body"])
    for method in ("GET", "DELETE"):
        assert scenario.api(method, path, user=RAVI).status == 404
    assert scenario.api("GET", "/templates", user=RAVI).data["items"] == []
    assert scenario.api("DELETE", path).data["deleted"]
    assert scenario.api("GET", path).status == 404


def test_an_unknown_variable_is_refused_by_name(scenario: Scenario) -> None:
    reply = scenario.api("POST", "/templates", {**FESTIVE, "body": "{title} in {colour}"})
    assert (reply.status, reply.error["code"]) == (422, "unknown_variables")
    assert "{colour}" in reply.error["message"]
    assert reply.error["details"]["fields"][0]["field"] == "body"


def test_templates_are_listed_in_pages(scenario: Scenario) -> None:
    for number in range(3):
        scenario.api("POST", "/templates", {**FESTIVE, "name": f"Template {number}"})
    first = scenario.api("GET", "/templates", query={"limit": "2"}).data
    run_planned = scenario.api("GET", "/templates", query={"cursor": first["next_cursor"]}).data
    names = [one["name"] for one in first["items"] + run_planned["items"]]
    assert names == ["Template 0", "Template 1", "Template 2"]
    assert scenario.api("GET", "/templates", query={"cursor": "bm8"}).status == 422


def test_from_a_group_over_a_preview_to_a_draft(scenario: Scenario) -> None:
    draft = scenario.ready({"title": "Blue vase", "craft": "Pottery"})
    group = scenario.api(
        "POST", "/templates/hashtag-groups", {"name": "Craft", "hashtags": ["slow craft"]}
    ).data
    assert group["hashtags"] == ["#SlowCraft"]
    assert scenario.api("GET", "/templates/hashtag-groups").data["items"] == [group]
    template = {**FESTIVE, "hashtag_group_ids": [group["group_id"]], "platform": "facebook"}
    asked = {"template": template, "draft_id": draft["draft_id"]}
    preview = scenario.api("POST", "/templates/preview", asked).data
    assert preview["text"] == "Blue vase\n#Pottery #SlowCraft"
    assert preview["missing"] == ["stock"]
    assert scenario.api("POST", "/templates/preview", asked, user=RAVI).status == 404
    kept = scenario.api("POST", "/templates", template).data
    path = f"/drafts/{draft['draft_id']}"
    edit = {"platforms": {"facebook": {"template_id": kept["template_id"]}}}
    put_on = scenario.api("PATCH", path, edit, version=draft["version"]).data
    text = put_on["platforms"]["facebook"]
    assert (text["text"], text["template_id"]) == (preview["text"], kept["template_id"])
    edit = {"platforms": {"instagram": {"template_id": kept["template_id"]}}}
    wrong = scenario.api("PATCH", path, edit, version=put_on["version"])
    assert (wrong.status, wrong.error["code"]) == (422, "invalid_template")
    edit = {"platforms": {"facebook": {"template_id": None}}}
    off = scenario.api("PATCH", path, edit, version=put_on["version"]).data
    assert off["platforms"]["facebook"] == draft["platforms"]["facebook"]
    assert scenario.api("DELETE", f"/templates/hashtag-groups/{group['group_id']}").status == 200
    assert scenario.api("POST", "/templates", template).status == 404


def test_a_voice_is_learned_shown_and_forgotten(scenario: Scenario) -> None:
    nothing = scenario.api("GET", "/templates/voice").data
    assert nothing == {"summary": "", "samples": [], "learned_at": None}
    assert scenario.api("PUT", "/templates/voice", {"samples": TEXTS[:2]}).status == 422
    learned = scenario.api("PUT", "/templates/voice", {"samples": TEXTS}).data
    assert "Often opens with: “Namaste friends”" in learned["summary"]
    assert scenario.api("GET", "/templates/voice").data == learned
    assert scenario.api("GET", "/templates/voice", user=RAVI).data == nothing
    assert scenario.api("DELETE", "/templates/voice").data == {"forgotten": True}
    assert scenario.api("GET", "/templates/voice").data == nothing
