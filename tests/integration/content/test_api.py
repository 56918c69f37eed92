"""The HTTP API of content on its table."""

import pytest

from functions.content import public
from functions.content.adapters.dynamo import DynamoDrafts
from functions.content.errors.drafts import DraftNotFound, FactsChanged, NotApproved
from functions.content.model.draft import Draft
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.errors import StaleWrite
from kernel.ids import RandomIds
from tests.clocks import now
from tests.integration.content.scenario import ASHA, NINE, ONE, RAVI, TWO, Scenario


def test_words_by_hand_survive_a_rewrite(scenario: Scenario) -> None:
    draft = scenario.ready()
    path = f"/drafts/{draft['draft_id']}"
    edit = {
        "copy": {"description": "In my own words."},
        "platforms": {"instagram": {"text": "Just this. #vase"}},
    }
    reply = scenario.api("PATCH", path, edit, version=draft["version"])
    assert reply.headers["etag"] == f'"{reply.data["version"]}"'
    assert reply.data["platforms"]["instagram"]["edited"]
    assert reply.data["platforms"]["meesho"]["text"] == "In my own words."
    assert scenario.change(title="Green vase")["status"] == "writing"
    scenario.write()
    draft = scenario.only()
    assert draft["copy"]["title"] == "Green vase"
    assert draft["copy"]["description"] == "In my own words."
    assert draft["platforms"]["instagram"]["text"] == "Just this. #vase"
    assert draft["platforms"]["etsy"]["title"] == "Green vase"


def test_an_edit_above_a_limit_names_field_limit_and_count(scenario: Scenario) -> None:
    draft = scenario.ready()
    edit = {"platforms": {"etsy": {"title": "x" * 141, "tags": ["y" * 21]}}}
    reply = scenario.api("PATCH", f"/drafts/{draft['draft_id']}", edit, version=draft["version"])
    assert (reply.status, reply.error["code"]) == (422, "text_rejected")
    fields = reply.error["details"]["fields"]
    assert [(one["field"], one["limit"], one["count"]) for one in fields] == [
        ("platforms.etsy.title", 140, 141),
        ("platforms.etsy.tags.0", 20, 21),
    ]
    assert scenario.only() == draft


def test_malformed_edits_name_their_field(scenario: Scenario) -> None:
    draft = scenario.ready()
    edit = {"copy": {"title": "x" * 141}, "facts": {"title": "Facts are the product's"}}
    reply = scenario.api("PATCH", f"/drafts/{draft['draft_id']}", edit, version=draft["version"])
    assert reply.status == 422
    named = [one["field"] for one in reply.error["details"]["fields"]]
    assert named == ["copy.title", "facts"]


def test_edits_build_on_the_version_they_saw(scenario: Scenario) -> None:
    draft = scenario.ready()
    path, seen = f"/drafts/{draft['draft_id']}", draft["version"]
    assert scenario.api("PATCH", path, {"copy": {"title": "First"}}, version=seen).status == 200
    late = scenario.api("PATCH", path, {"copy": {"title": "Late"}}, version=seen)
    assert (late.status, late.error["code"]) == (412, "draft_edited_meanwhile")
    assert scenario.api("PATCH", path, {"copy": {"title": "Blind"}}).status == 412
    assert scenario.only()["copy"]["title"] == "First"


def test_nothing_is_public_without_approval(scenario: Scenario) -> None:
    draft = scenario.ready()
    path, draft_id = f"/drafts/{draft['draft_id']}", draft["draft_id"]
    with pytest.raises(NotApproved):
        public.approved(ASHA, draft["product_id"])
    reply = scenario.api("POST", f"{path}/approve", version=draft["version"])
    assert reply.data["status"] == "approved"
    assert public.approved(ASHA, draft["product_id"]).copy.title == "Blue vase"
    with pytest.raises(DraftNotFound):
        public.approved(RAVI, draft["product_id"])
    (event,) = scenario.cloud.outbox_events("content", "DraftApproved")
    assert event["data"] == {
        "draft_id": draft_id,
        "owner_id": ASHA,
        "product_id": draft["product_id"],
        "draft_version": reply.data["version"],
        "languages": ["en"],
        "by": "artisan",
    }
    edit = {"copy": {"title": "Changed"}}
    reply = scenario.api("PATCH", path, edit, version=reply.data["version"])
    assert reply.data["status"] == "edited"
    with pytest.raises(NotApproved):
        public.approved(ASHA, draft["product_id"])


def test_words_about_other_facts_are_not_public(scenario: Scenario) -> None:
    draft = scenario.ready()
    path = f"/drafts/{draft['draft_id']}"
    draft = scenario.api("POST", f"{path}/approve", version=draft["version"]).data
    scenario.change(quantity=2)
    assert scenario.only() == draft
    with scenario.unheard():
        scenario.change(price={"amount": "1100.00", "currency": "INR"})
    with pytest.raises(FactsChanged):
        public.approved(ASHA, draft["product_id"])
    scenario.hear()
    scenario.write()
    draft = scenario.only()
    assert (draft["status"], draft["review"]["state"]) == ("ready", "draft")
    assert "₹1,100" in draft["platforms"]["facebook"]["text"]
    scenario.api("POST", f"{path}/approve", version=draft["version"])
    assert public.approved(ASHA, draft["product_id"]).version == draft["version"] + 1


def test_words_that_are_being_written_cannot_be_approved(scenario: Scenario) -> None:
    scenario.upload(ONE)
    scenario.mark_ready(ONE)
    draft = scenario.start(ONE).data
    path, version = f"/drafts/{draft['draft_id']}/approve", draft["version"]
    reply = scenario.api("POST", path, version=version)
    assert (reply.status, reply.error["code"]) == (409, "draft_not_ready")


def test_a_repeated_post_gets_the_first_answer(scenario: Scenario) -> None:
    scenario.upload(ONE)
    body = {"product_id": scenario.product(ONE)["product_id"]}
    key = {"idempotency-key": "one"}
    first = scenario.api("POST", "/drafts", body, headers=key)
    again = scenario.api("POST", "/drafts", body, headers=key)
    assert (first.status, again.status, again.text) == (201, 201, first.text)


def test_drafts_of_others_do_not_exist(scenario: Scenario) -> None:
    draft = scenario.ready()
    path = f"/drafts/{draft['draft_id']}"
    assert scenario.api("GET", path).data == draft
    for method, more in (("GET", ""), ("PATCH", ""), ("POST", "/approve"), ("POST", "/rewrite")):
        body = {"copy": {"title": "Mine now"}} if method == "PATCH" else None
        reply = scenario.api(method, path + more, body, user=RAVI, version=draft["version"])
        assert (reply.status, reply.error["code"]) == (404, "draft_not_found"), method + more
    assert scenario.api("GET", "/drafts", user=RAVI).data["items"] == []
    assert scenario.cloud.api("content", "GET", path).status == 401


def test_the_list_is_paged_with_the_newest_first(scenario: Scenario) -> None:
    for photo_id in (ONE, TWO, NINE):
        scenario.upload(photo_id)
        scenario.start(photo_id)
    first = scenario.api("GET", "/drafts", query={"limit": "2"}).data
    run_planned = scenario.api("GET", "/drafts", query={"cursor": first["next_cursor"]}).data
    shown = [scenario.cover(draft) for draft in first["items"] + run_planned["items"]]
    assert shown == [NINE, TWO, ONE]
    assert run_planned["next_cursor"] is None


def test_the_table_refuses_what_is_stale(scenario: Scenario) -> None:
    outbox, at = Outbox(SystemClock(), RandomIds()), now()
    drafts = DynamoDrafts(Table("haat-content"), outbox)
    one, two = (Draft(name, ASHA, "product_1", at, at) for name in ("draft_1", "draft_2"))
    drafts.save(one)
    with pytest.raises(StaleWrite):
        drafts.save(one)
    drafts.save(one.next(at))
    with pytest.raises(StaleWrite):
        drafts.save(one.next(at))
    with pytest.raises(StaleWrite):
        drafts.save(two.next(at))
    assert drafts.find(ASHA, "draft_2") is None
    assert drafts.find(ASHA, "draft_1") == one.next(at)
    assert scenario.cloud.outbox_events("content") == []
