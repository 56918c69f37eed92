"""From a photo and a product, in any order and number, to one draft."""

from functions.channels import public as channels
from functions.content import public
from tests.integration.content.scenario import ASHA, ONE, RAVI, TWO, Scenario

FACTS = {
    "title": "Blue vase",
    "craft": "Blue pottery",
    "materials": ["glass", "borax"],
    "price": {"amount": "1250.00", "currency": "INR"},
}


def test_a_photo_before_its_product(scenario: Scenario) -> None:
    scenario.upload(ONE)
    scenario.photo_ready(ONE)
    by_itself = scenario.only()
    assert (by_itself["status"], by_itself["writer"]["name"]) == ("ready", "facts")
    reply = scenario.start(ONE, **FACTS)
    assert (reply.status, reply.data["draft_id"]) == (200, by_itself["draft_id"])
    scenario.hear()
    assert scenario.only()["status"] == "writing"
    scenario.write()
    assert scenario.only()["copy"]["title"] == "Blue vase"


def test_a_photo_after_its_product(scenario: Scenario) -> None:
    scenario.upload(ONE)
    reply = scenario.start(ONE, **FACTS)
    assert (reply.status, reply.data["status"]) == (201, "waiting_for_photo")
    scenario.deliver("PhotoReady", scenario.mark_ready(ONE))
    assert scenario.requests() == []
    draft = scenario.only()
    assert (draft["status"], draft["product_id"]) == ("ready", scenario.product_id)
    assert {"facts", "photo_ids"} & draft.keys() == set()
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
        "product_id": scenario.product_id,
        "writer": "facts",
        "draft_version": draft["version"],
        "languages": ["en"],
    }
    assert event["correlation_id"] == "cor_evt_1"


def test_a_product_whose_photo_is_ready_before_content_hears_of_it(scenario: Scenario) -> None:
    scenario.upload(ONE)
    scenario.product(ONE, **FACTS)
    scenario.deliver("PhotoReady", scenario.mark_ready(ONE))
    assert scenario.api("GET", "/drafts").data["items"] == []
    scenario.hear()
    assert scenario.only()["status"] == "ready"
    assert scenario.requests() == []


def test_a_photo_event_delivered_twice(scenario: Scenario) -> None:
    scenario.upload(ONE)
    scenario.start(ONE)
    ready = scenario.mark_ready(ONE)
    scenario.deliver("PhotoReady", ready, "evt_same")
    scenario.deliver("PhotoReady", ready, "evt_same")
    scenario.deliver("PhotoReady", ready, "evt_other")
    assert scenario.requests() == []
    assert scenario.only()["status"] == "ready"
    assert len(scenario.cloud.outbox_events("content", "DraftReady")) == 1


def test_a_product_event_delivered_twice(scenario: Scenario) -> None:
    scenario.upload(ONE)
    scenario.photo_ready(ONE)
    created = {"product_id": scenario.only()["product_id"], "owner_id": ASHA}
    scenario.deliver("ProductCreated", created, "evt_same")
    scenario.deliver("ProductCreated", created, "evt_other")
    assert len(scenario.cloud.outbox_events("content", "DraftReady")) == 1


def test_the_stores_facts_are_there_from_the_start(scenario: Scenario) -> None:
    body = {"name": "Asha's workshop", "craft": "Dhokra", "region": "Bastar"}
    assert scenario.catalog("POST", "/stores", body).status == 201
    scenario.upload(ONE)
    scenario.photo_ready(ONE)
    draft = scenario.only()
    assert draft["copy"]["title"] == "Dhokra from Bastar"
    assert "What is it made of?" in draft["questions"]


def test_requests_that_arrive_late_and_out_of_order(scenario: Scenario) -> None:
    scenario.ready()
    scenario.change(title="Second")
    scenario.change(title="Third")
    _, second, third = scenario.requests()
    scenario.deliver("RewriteRequested", third)
    scenario.deliver("RewriteRequested", second)
    scenario.deliver("RewriteRequested", third)
    draft = scenario.only()
    assert (draft["status"], draft["copy"]["title"]) == ("ready", "Third")
    assert len(scenario.cloud.outbox_events("content", "DraftReady")) == 2


def test_an_older_request_never_ends_the_wait_for_a_newer_one(scenario: Scenario) -> None:
    scenario.ready()
    scenario.change(title="Second")
    scenario.change(title="Third")
    scenario.deliver("RewriteRequested", scenario.requests()[1])
    assert scenario.only()["status"] == "writing"


def test_products_of_others_archived_and_unknown_ones(scenario: Scenario) -> None:
    scenario.upload(ONE)
    product = scenario.product(ONE)
    body = {"product_id": product["product_id"]}
    assert scenario.api("POST", "/drafts", body, user=RAVI).error["code"] == "product_not_found"
    assert scenario.api("POST", "/drafts", {"product_id": "product_none"}).status == 404
    scenario.archive()
    assert scenario.api("POST", "/drafts", body).error["code"] == "product_not_found"
    assert scenario.api("GET", "/drafts").data["items"] == []


def test_a_draft_says_why_its_photo_is_none(scenario: Scenario) -> None:
    scenario.upload(ONE)
    scenario.start(ONE)
    scenario.reject(ONE)
    said = {"photo_id": ONE, "owner_id": ASHA, "reason": "It is damaged."}
    scenario.deliver("PhotoRejected", said)
    draft = scenario.only()
    assert (draft["status"], draft["photo_problem"]) == ("photo_rejected", "It is damaged.")


def test_photos_put_together_leave_one_draft(scenario: Scenario) -> None:
    for photo_id in (ONE, TWO):
        scenario.upload(photo_id)
        scenario.photo_ready(photo_id)
    assert len(scenario.api("GET", "/drafts").data["items"]) == 2
    scenario.start(ONE, TWO, **FACTS)
    scenario.hear()
    assert scenario.only()["product_id"] == scenario.product_id
    scenario.write()
    assert scenario.only()["status"] == "ready"


def test_words_by_hand_come_back_with_the_product(scenario: Scenario) -> None:
    for photo_id in (ONE, TWO):
        scenario.upload(photo_id)
        scenario.photo_ready(photo_id)
    two, _ = scenario.api("GET", "/drafts").data["items"]
    path, by_hand = f"/drafts/{two['draft_id']}", {"copy": {"title": "By hand"}}
    scenario.api("PATCH", path, by_hand, version=two["version"])
    scenario.start(ONE, TWO)
    scenario.hear()
    assert scenario.api("GET", path).status == 404
    scenario.product_id = two["product_id"]
    scenario.restore()
    assert scenario.api("GET", path).data["copy"]["title"] == "By hand"


def test_the_draft_of_a_product_is_found_by_it(scenario: Scenario) -> None:
    draft = scenario.ready()
    query = {"product_id": draft["product_id"]}
    assert scenario.api("GET", "/drafts", query=query).data["items"] == [draft]
    assert scenario.api("GET", "/drafts", query=query, user=RAVI).data["items"] == []
    assert scenario.api("GET", "/drafts", query={"product_id": "product_x"}).data["items"] == []


def test_a_request_for_a_draft_that_is_gone_is_dropped(scenario: Scenario) -> None:
    path = f"/drafts/{scenario.ready()['draft_id']}"
    scenario.api("POST", f"{path}/rewrite")
    scenario.archive()
    scenario.write()
    assert len(scenario.cloud.outbox_events("content", "DraftReady")) == 1
    assert scenario.api("GET", "/drafts").data["items"] == []
    scenario.restore()
    scenario.write()
    assert scenario.only()["status"] == "ready"


def test_events_reach_the_bus(scenario: Scenario) -> None:
    draft = scenario.ready()
    scenario.cloud.relay("content")
    arrived = {(event["source"], event["detail-type"]) for event in scenario.cloud.on_bus()}
    assert arrived == {("content", name) for name in ("RewriteRequested", "DraftReady")}
    scenario.api("POST", f"/drafts/{draft['draft_id']}/approve", version=draft["version"])
    done = public.approved(ASHA, scenario.product_id)
    assert (done.copy.title, done.product_id, done.version) == (
        "Blue vase",
        scenario.product_id,
        draft["version"] + 1,
    )
    assert done.platforms["meesho"].title == "Blue vase"
