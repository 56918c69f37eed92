"""From a photo and facts, in any order and number, to one draft."""

from functions.channels import public as channels
from functions.content import public
from tests.integration.content.scenario import ASHA, NINE, ONE, RAVI, TWO, Scenario

FACTS = {
    "title": "Blue vase",
    "craft": "Blue pottery",
    "materials": ["glass", "borax"],
    "price": {"amount": "1250.00", "currency": "INR"},
}


def test_a_photo_before_its_draft(scenario: Scenario) -> None:
    scenario.upload(ONE)
    ready = scenario.mark_ready(ONE)
    scenario.deliver("PhotoReady", ready)
    by_itself = scenario.only()
    assert (by_itself["status"], by_itself["writer"]["name"]) == ("ready", "facts")
    reply = scenario.api("POST", "/drafts", {"photo_ids": [ONE], "facts": FACTS})
    assert (reply.status, reply.data["draft_id"]) == (200, by_itself["draft_id"])
    assert reply.data["status"] == "writing"
    scenario.write()
    assert scenario.only()["copy"]["title"] == "Blue vase"


def test_a_photo_after_its_draft(scenario: Scenario) -> None:
    scenario.upload(ONE)
    reply = scenario.api("POST", "/drafts", {"photo_ids": [ONE], "facts": FACTS})
    assert (reply.status, reply.data["status"]) == (201, "waiting_for_photo")
    scenario.deliver("PhotoReady", scenario.mark_ready(ONE))
    assert scenario.requests() == []
    draft = scenario.only()
    assert draft["status"] == "ready"
    assert draft["facts"]["price"] == {"amount": "1250.00", "currency": "INR"}
    assert set(draft["platforms"]) == {able.platform for able in channels.capabilities()}
    assert draft["platforms"]["etsy"] == {
        "title": "Blue vase",
        "text": "Blue pottery. Materials: glass and borax.",
        "tags": ["Blue pottery", "glass", "borax"],
        "edited": False,
        "language": "en",
        "template_id": None,
        "base": None,
    }
    (event,) = scenario.cloud.outbox_events("content", "DraftReady")
    assert event["data"] == {
        "draft_id": draft["draft_id"],
        "owner_id": ASHA,
        "photo_id": ONE,
        "writer": "facts",
        "draft_version": draft["version"],
        "languages": ["en"],
        "photo_ids": [ONE],
    }
    assert event["correlation_id"] == "cor_evt_1"


def test_a_photo_event_delivered_twice(scenario: Scenario) -> None:
    scenario.upload(ONE)
    ready = scenario.mark_ready(ONE)
    scenario.deliver("PhotoReady", ready, "evt_same")
    scenario.deliver("PhotoReady", ready, "evt_same")
    scenario.deliver("PhotoReady", ready, "evt_other")
    assert scenario.requests() == []
    assert scenario.only()["status"] == "ready"
    assert len(scenario.cloud.outbox_events("content", "DraftReady")) == 1


def test_the_stores_facts_are_there_from_the_start(scenario: Scenario) -> None:
    body = {"name": "Asha's workshop", "craft": "Dhokra", "region": "Bastar"}
    token = scenario._tokens[ASHA]  # noqa: SLF001  # the scenario is this test's own
    scenario.cloud.api("catalog", "POST", "/stores", body, token=token).data  # noqa: B018  # asserts 2xx
    scenario.upload(ONE)
    scenario.deliver("PhotoReady", scenario.mark_ready(ONE))
    draft = scenario.only()
    assert draft["copy"]["title"] == "Dhokra from Bastar"
    assert "What is it made of?" in draft["questions"]


def test_requests_out_of_order_and_twice(scenario: Scenario) -> None:
    draft = scenario.ready()
    scenario.api("POST", f"/drafts/{draft['draft_id']}/rewrite", {"facts": {"title": "Second"}})
    scenario.api("POST", f"/drafts/{draft['draft_id']}/rewrite", {"facts": {"title": "Third"}})
    _, second, third = scenario.requests()
    scenario.deliver("RewriteRequested", third)
    scenario.deliver("RewriteRequested", second)
    scenario.deliver("RewriteRequested", third)
    draft = scenario.only()
    assert (draft["status"], draft["copy"]["title"]) == ("ready", "Third")
    assert len(scenario.cloud.outbox_events("content", "DraftReady")) == 2


def test_an_older_request_never_ends_the_wait_for_a_newer_one(scenario: Scenario) -> None:
    draft = scenario.ready()
    scenario.api("POST", f"/drafts/{draft['draft_id']}/rewrite", {"facts": {"title": "Second"}})
    scenario.api("POST", f"/drafts/{draft['draft_id']}/rewrite", {"facts": {"title": "Third"}})
    scenario.deliver("RewriteRequested", scenario.requests()[1])
    assert scenario.only()["status"] == "writing"


def test_photos_of_others_rejected_and_unknown_ones(scenario: Scenario) -> None:
    scenario.upload(ONE)
    body = {"photo_ids": [ONE]}
    assert scenario.api("POST", "/drafts", body, user=RAVI).error["code"] == "photo_not_found"
    assert scenario.api("POST", "/drafts", {"photo_ids": [NINE]}).status == 404
    scenario.reject(ONE)
    assert scenario.api("POST", "/drafts", body).error["code"] == "photo_unusable"
    assert scenario.api("GET", "/drafts").data["items"] == []


def test_photos_put_together_leave_one_draft(scenario: Scenario) -> None:
    for photo_id in (ONE, TWO):
        scenario.upload(photo_id)
        scenario.deliver("PhotoReady", scenario.mark_ready(photo_id))
    assert len(scenario.api("GET", "/drafts").data["items"]) == 2
    scenario.api("POST", "/drafts", {"photo_ids": [ONE, TWO], "facts": FACTS})
    assert scenario.only()["photo_ids"] == [ONE, TWO]
    scenario.write()
    assert scenario.only()["status"] == "ready"


def test_a_request_for_a_draft_that_is_gone_is_dropped(scenario: Scenario) -> None:
    path = f"/drafts/{scenario.ready()['draft_id']}"
    scenario.api("POST", f"{path}/rewrite", {"facts": {"title": "Second"}})
    scenario.api("DELETE", path)
    scenario.write()
    assert scenario.api("GET", "/drafts").data["items"] == []


def test_events_reach_the_bus(scenario: Scenario) -> None:
    draft = scenario.ready()
    scenario.cloud.relay("content")
    arrived = {(event["source"], event["detail-type"]) for event in scenario.cloud.on_bus()}
    names = ("DraftPhotosChosen", "RewriteRequested", "DraftReady")
    assert arrived == {("content", name) for name in names}
    scenario.api("POST", f"/drafts/{draft['draft_id']}/approve", version=draft["version"])
    done = public.approved(ASHA, draft["draft_id"])
    assert (done.copy.title, done.photo_ids, done.version) == ("Blue vase", (ONE,), 3)
    assert done.platforms["meesho"].title == "Blue vase"
