"""IndiaMART's leads: pulled with the seller's key, pushed to an address, each kept once."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from functions.channels import wiring
from functions.channels.adapters.dynamo.leads import DynamoLeadSubscriptions
from functions.channels.adapters.dynamo.webhooks import DynamoWebhookDeliveries
from functions.channels.model.leads import LeadSubscription
from functions.channels.service.leads import Leads
from infra.local.sandbox import settings
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.indiamart.form import SITE
from infra.local.sandbox.indiamart.leads import key_of
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.ids import RandomIds
from tests.clocks import SharedClock
from tests.integration.aws import Reply, api_event
from tests.integration.channels.people import OTHER, OWNER, Artisan, break_down, calls
from tests.integration.sandbox.panels.sellers import Visitor
from tests.integration.sandbox.parties import WEB, picture

KEY = key_of("haatcraft")


@dataclass
class Scene:
    """An artisan with one approved product, and the clock."""

    artisan: Artisan
    clock: SharedClock
    product: str

    @property
    def leads(self) -> Leads:
        table = Table("haat-channels")
        return Leads(
            DynamoLeadSubscriptions(table),
            wiring._secrets(),  # noqa: SLF001  # the sealing that the functions use
            wiring.platforms().lead_readers,
            DynamoWebhookDeliveries(table, Outbox(self.clock, RandomIds())),
            self.clock,
        )

    def enquire(self, name: str = "Ravi") -> None:
        """A buyer asks on the product's public page."""
        url = f"{self.artisan.sandbox.host('www.indiamart.com')}/proddetail/{self.product}"
        form = {"name": name, "mobile": "9812345678", "message": "How much for ten?"}
        assert WEB.post(url, data=form).status_code == 200

    def handled(self) -> list[dict[str, Any]]:
        """Let the queue act on what is stored; the leads that were then reported."""
        for said in self.artisan.cloud.said("channels", "WebhookReceived"):
            wiring.webhook_processor().handle("indiamart", said["data"]["message"])
        return [one["data"] for one in self.artisan.cloud.said("channels", "LeadReceived")]

    def feed(self) -> LeadSubscription:
        found = DynamoLeadSubscriptions(Table("haat-channels")).get(OWNER, "indiamart")
        assert found is not None
        return found

    def asked(self) -> int:
        return calls(self.artisan.sandbox, "indiamart", lambda one: "crmListing" in one["path"])


@pytest.fixture
def scene(artisan: Artisan, clock: SharedClock) -> Scene:
    settings.change(artisan.sandbox.world, "indiamart_qc_seconds", 0)
    visitor = Visitor(artisan.sandbox, SITE)
    visitor.login()
    visitor.get("/products/new")
    basics = {"product_name": "Dokra elephant", "price": "650", "unit": "Piece"}
    begun = visitor.post("/products/new", basics, {"photo": ("a.jpg", picture())})
    id_ = visitor.here(begun).split("/")[2]
    details = {"group": "Brass Handicrafts", "description": "Lost-wax brass.", "action": "submit"}
    visitor.post(f"/products/{id_}/details", details)
    clock.forward(5)
    return Scene(artisan, clock, id_)


def test_leads_are_read_reported_and_kept_once(scene: Scene) -> None:
    scene.enquire("Ravi")
    scene.enquire("Meena")
    scene.leads.follow(OWNER, "indiamart", KEY)
    assert scene.leads.read_due() == 2
    assert scene.leads.read_due() == 0
    assert scene.asked() == 1
    scene.clock.forward(600)
    assert scene.leads.read_due() == 0
    assert scene.asked() == 2
    reported = scene.handled()
    assert [one["product"] for one in reported] == ["Dokra elephant"] * 2
    assert {one["owner_id"] for one in reported} == {OWNER}
    assert "Ravi" not in json.dumps(reported)


def test_a_lead_that_is_pushed_and_pulled_is_one(scene: Scene) -> None:
    scene.enquire()
    (lead,) = scene.artisan.sandbox.world.find("indiamart.lead")
    wiring.webhook_endpoints().open(OWNER, "indiamart", "an-address-nobody-guesses", "")
    pushed = {"CODE": 200, "STATUS": "SUCCESS", "RESPONSE": lead["told"]}
    path = "/webhooks/indiamart/an-address-nobody-guesses"
    event = api_event("POST", path, pushed)
    reply = Reply.of(scene.artisan.cloud.call("channels.webhook_platforms", event))
    assert reply.data == {"new": 1}
    scene.leads.follow(OWNER, "indiamart", KEY)
    assert scene.leads.read_due() == 0
    assert len(scene.handled()) == 1


def test_the_pace_is_kept_although_the_answer_was_lost(scene: Scene) -> None:
    scene.enquire()
    scene.leads.follow(OWNER, "indiamart", KEY)
    break_down(
        scene.artisan.sandbox,
        FaultKind.ACCEPT_THEN_TIMEOUT,
        "*/crmListing/*",
        vendor="indiamart",
        method="GET",
    )
    before = scene.feed()
    assert scene.leads.read_due() == 0
    after = scene.feed()
    assert after.read_until == before.read_until
    assert after.due_at is not None
    assert after.due_at >= scene.clock.now() + timedelta(minutes=5)
    assert scene.leads.read_due() == 0
    assert scene.asked() == 1
    scene.clock.forward(400)
    assert scene.leads.read_due() == 1


@pytest.mark.parametrize("kind", [FaultKind.RATE_LIMIT, FaultKind.HTML, FaultKind.ERROR])
def test_a_platform_in_trouble_is_asked_later_and_nothing_is_lost(
    scene: Scene, kind: FaultKind
) -> None:
    scene.enquire()
    scene.leads.follow(OWNER, "indiamart", KEY)
    break_down(scene.artisan.sandbox, kind, "*/crmListing/*", vendor="indiamart", method="GET")
    assert scene.leads.read_due() == 0
    scene.clock.forward(400)
    assert scene.leads.read_due() == 1


def test_a_refused_key_stops_the_feed_until_there_is_another(scene: Scene) -> None:
    scene.enquire()
    scene.leads.follow(OWNER, "indiamart", "mRy-not-a-key-at-all")
    assert scene.leads.read_due() == 0
    held = scene.feed()
    assert (held.due_at, "CRM key" in held.problem) == (None, True)
    scene.clock.forward(3600)
    assert scene.leads.read_due() == 0
    assert scene.asked() == 1
    scene.leads.follow(OWNER, "indiamart", KEY)
    assert scene.leads.read_due() == 1
    assert scene.feed().problem == ""


def test_a_key_is_given_and_taken_back_by_its_owner_only(scene: Scene) -> None:
    artisan = scene.artisan
    path = "/connections/indiamart/leads"
    given = artisan.api("PUT", path, {"key": KEY})
    assert given.data["platform"] == "indiamart"
    assert KEY not in given.text
    assert KEY not in json.dumps(artisan.cloud.items("channels"), default=str)
    stranger = Artisan(artisan.cloud, artisan.sandbox, OTHER)
    assert stranger.api("DELETE", path).data["read_until"] is None
    assert scene.feed().owner_id == OWNER
    assert artisan.api("PUT", "/connections/etsy/leads", {"key": KEY}).status == 409
    assert artisan.api("PUT", "/connections/nowhere/leads", {"key": KEY}).status == 404
    assert artisan.api("PUT", path, {"key": "x"}).status == 422
    artisan.api("DELETE", path)
    artisan.api("DELETE", path)
    assert DynamoLeadSubscriptions(Table("haat-channels")).get(OWNER, "indiamart") is None


def test_the_key_is_not_in_the_vendors_log(scene: Scene) -> None:
    scene.leads.follow(OWNER, "indiamart", KEY)
    scene.leads.read_due()
    entries = scene.artisan.sandbox.world.find("journal")
    assert KEY not in json.dumps(entries)
