"""From a photo and facts, in any order and number, to one draft."""

from functions.channels import public as channels
from functions.content import public
from tests.integration.content.scene import ASHA, NINE, ONE, RAVI, TWO, Scene

FACTS = {
    "title": "Blue vase",
    "craft": "Blue pottery",
    "materials": ["glass", "borax"],
    "price": {"amount": "1250.00", "currency": "INR"},
}


def test_a_photo_before_its_draft(scene: Scene) -> None:
    scene.upload(ONE)
    ready = scene.develop(ONE)
    scene.tell("PhotoReady", ready)
    scene.write()
    by_itself = scene.only()
    assert (by_itself["status"], by_itself["writer"]["name"]) == ("ready", "facts")
    reply = scene.api("POST", "/drafts", {"photo_ids": [ONE], "facts": FACTS})
    assert (reply.status, reply.data["draft_id"]) == (200, by_itself["draft_id"])
    assert reply.data["status"] == "writing"
    scene.write()
    assert scene.only()["copy"]["title"] == "Blue vase"


def test_a_photo_after_its_draft(scene: Scene) -> None:
    scene.upload(ONE)
    reply = scene.api("POST", "/drafts", {"photo_ids": [ONE], "facts": FACTS})
    assert (reply.status, reply.data["status"]) == (201, "waiting_for_photo")
    assert scene.requests() == []
    scene.tell("PhotoReady", scene.develop(ONE))
    scene.write()
    draft = scene.only()
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
    (said,) = scene.cloud.said("content", "DraftReady")
    assert said["data"] == {
        "draft_id": draft["draft_id"],
        "owner_id": ASHA,
        "photo_id": ONE,
        "writer": "facts",
        "draft_version": draft["version"],
        "languages": ["en"],
        "photo_ids": [ONE],
    }
    assert said["correlation_id"] == "cor_evt_2"


def test_a_photo_told_twice(scene: Scene) -> None:
    scene.upload(ONE)
    ready = scene.develop(ONE)
    scene.tell("PhotoReady", ready, "evt_same")
    scene.tell("PhotoReady", ready, "evt_same")
    scene.tell("PhotoReady", ready, "evt_other")
    assert len(scene.requests()) == 1
    assert scene.only()["status"] == "writing"


def test_the_stores_facts_are_there_from_the_start(scene: Scene) -> None:
    body = {"name": "Asha's workshop", "craft": "Dhokra", "region": "Bastar"}
    token = scene._tokens[ASHA]  # noqa: SLF001  # the scene is this test's own
    scene.cloud.api("catalog", "POST", "/stores", body, token=token).data  # noqa: B018  # asserts 2xx
    scene.upload(ONE)
    scene.tell("PhotoReady", scene.develop(ONE))
    scene.write()
    draft = scene.only()
    assert draft["copy"]["title"] == "Dhokra from Bastar"
    assert "What is it made of?" in draft["questions"]


def test_requests_out_of_order_and_twice(scene: Scene) -> None:
    draft = scene.ready()
    scene.api("POST", f"/drafts/{draft['draft_id']}/rewrite", {"facts": {"title": "Second"}})
    scene.api("POST", f"/drafts/{draft['draft_id']}/rewrite", {"facts": {"title": "Third"}})
    _, second, third = scene.requests()
    scene.tell("RewriteRequested", third)
    scene.tell("RewriteRequested", second)
    scene.tell("RewriteRequested", third)
    draft = scene.only()
    assert (draft["status"], draft["copy"]["title"]) == ("ready", "Third")
    assert len(scene.cloud.said("content", "DraftReady")) == 2


def test_an_older_request_never_ends_the_wait_for_a_newer_one(scene: Scene) -> None:
    draft = scene.ready()
    scene.api("POST", f"/drafts/{draft['draft_id']}/rewrite", {"facts": {"title": "Second"}})
    scene.api("POST", f"/drafts/{draft['draft_id']}/rewrite", {"facts": {"title": "Third"}})
    scene.tell("RewriteRequested", scene.requests()[1])
    assert scene.only()["status"] == "writing"


def test_photos_of_others_rejected_and_unknown_ones(scene: Scene) -> None:
    scene.upload(ONE)
    body = {"photo_ids": [ONE]}
    assert scene.api("POST", "/drafts", body, user=RAVI).error["code"] == "photo_not_found"
    assert scene.api("POST", "/drafts", {"photo_ids": [NINE]}).status == 404
    scene.reject(ONE)
    assert scene.api("POST", "/drafts", body).error["code"] == "photo_unusable"
    assert scene.api("GET", "/drafts").data["items"] == []


def test_photos_put_together_leave_one_draft(scene: Scene) -> None:
    for photo_id in (ONE, TWO):
        scene.upload(photo_id)
        scene.tell("PhotoReady", scene.develop(photo_id))
    assert len(scene.api("GET", "/drafts").data["items"]) == 2
    scene.api("POST", "/drafts", {"photo_ids": [ONE, TWO], "facts": FACTS})
    assert scene.only()["photo_ids"] == [ONE, TWO]
    scene.tell("RewriteRequested", next(o for o in scene.requests() if is_gone(scene, o)))
    scene.write()
    assert scene.only()["status"] == "ready"


def is_gone(scene: Scene, request: dict[str, str]) -> bool:
    return bool(request["draft_id"] != scene.only()["draft_id"])


def test_events_reach_the_bus(scene: Scene) -> None:
    draft = scene.ready()
    scene.cloud.relay("content")
    arrived = {(event["source"], event["detail-type"]) for event in scene.cloud.on_bus()}
    names = ("DraftPhotosChosen", "RewriteRequested", "DraftReady")
    assert arrived == {("content", name) for name in names}
    scene.api("POST", f"/drafts/{draft['draft_id']}/approve", version=draft["version"])
    done = public.approved(ASHA, draft["draft_id"])
    assert (done.copy.title, done.photo_ids, done.version) == ("Blue vase", (ONE,), 3)
    assert done.platforms["meesho"].title == "Blue vase"
