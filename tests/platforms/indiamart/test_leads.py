"""IndiaMART's leads: pulled with the seller's key, pushed to an address, each kept once."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from functions.channels.adapters.dynamo.leads import DynamoLeadSubscriptions
from functions.channels.adapters.registry import by_platform
from functions.channels.events import WebhookReceived
from functions.channels.model.connection import AccountKey
from functions.channels.model.leads import LeadSubscription
from functions.channels.service.leads import Leads
from functions.channels.wiring.container import container
from infra.local.sandbox import settings
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.indiamart.form import SITE
from infra.local.sandbox.indiamart.leads import key_of
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.aws.webhooks import DynamoWebhookDeliveries
from kernel.ids import RandomIds
from kernel.webhooks import WebhookInbox
from tests.clocks import SharedClock
from tests.integration.aws import Reply, api_event
from tests.integration.channels.oauth_client import OTHER, OWNER, Artisan, calls, inject_fault
from tests.integration.sandbox.panels.panel_client import PanelClient
from tests.integration.sandbox.sandbox_setup import WEB, picture

KEY = key_of("haatcraft")
ACCOUNT = AccountKey(OWNER, "indiamart", "indiamart")


@dataclass
class LeadScenario:
    """An artisan with one approved product, and the clock."""

    artisan: Artisan
    clock: SharedClock
    product: str

    @property
    def leads(self) -> Leads:
        table = Table("haat-channels")
        return Leads(
            DynamoLeadSubscriptions(table),
            container().secrets,  # the sealing that the functions use
            by_platform(container().platforms, lambda one: one.lead_reader),
            WebhookInbox(
                DynamoWebhookDeliveries(table, Outbox(self.clock, RandomIds())), self.clock
            ),
            self.clock,
        )

    def enquire(self, name: str = "Ravi") -> None:
        """A buyer asks on the product's public page."""
        url = f"{self.artisan.sandbox.host('www.indiamart.com')}/proddetail/{self.product}"
        form = {"name": name, "mobile": "9812345678", "message": "How much for ten?"}
        assert WEB.post(url, data=form).status_code == 200

    def handled(self) -> list[dict[str, Any]]:
        """Let the queue act on what is stored; the leads that were then reported."""
        for event in self.artisan.cloud.outbox_events("channels", "WebhookReceived"):
            container().webhooks.processor.handle(WebhookReceived(**event["data"]).ref)
        return [one["data"] for one in self.artisan.cloud.outbox_events("channels", "LeadReceived")]

    def feed(self) -> LeadSubscription:
        found = DynamoLeadSubscriptions(Table("haat-channels")).get(ACCOUNT)
        assert found is not None
        return found

    def asked(self) -> int:
        return calls(self.artisan.sandbox, "indiamart", lambda one: "crmListing" in one["path"])


@pytest.fixture
def scenario(artisan: Artisan, clock: SharedClock) -> LeadScenario:
    settings.change(artisan.sandbox.world, "indiamart_qc_seconds", 0)
    client = PanelClient(artisan.sandbox, SITE)
    client.login()
    client.get("/products/new")
    basics = {"product_name": "Dokra elephant", "price": "650", "unit": "Piece"}
    begun = client.post("/products/new", basics, {"photo": ("a.jpg", picture())})
    id_ = client.here(begun).split("/")[2]
    details = {"group": "Brass Handicrafts", "description": "Lost-wax brass.", "action": "submit"}
    client.post(f"/products/{id_}/details", details)
    clock.forward(5)
    return LeadScenario(artisan, clock, id_)


def test_leads_are_read_reported_and_kept_once(scenario: LeadScenario) -> None:
    scenario.enquire("Ravi")
    scenario.enquire("Meena")
    scenario.leads.follow(OWNER, "indiamart", KEY)
    assert scenario.leads.read_due() == 2
    assert scenario.leads.read_due() == 0
    assert scenario.asked() == 1
    scenario.clock.forward(600)
    assert scenario.leads.read_due() == 0
    assert scenario.asked() == 2
    reported = scenario.handled()
    assert [one["product"] for one in reported] == ["Dokra elephant"] * 2
    assert {one["owner_id"] for one in reported} == {OWNER}
    assert "Ravi" not in json.dumps(reported)


def test_a_lead_that_is_pushed_and_pulled_is_one(scenario: LeadScenario) -> None:
    scenario.enquire()
    (lead,) = scenario.artisan.sandbox.world.find("indiamart.lead")
    container().webhooks.endpoints.open(ACCOUNT, "an-address-nobody-guesses", "")
    pushed = {"CODE": 200, "STATUS": "SUCCESS", "RESPONSE": lead["told"]}
    path = "/webhooks/indiamart/an-address-nobody-guesses"
    event = api_event("POST", path, pushed)
    reply = Reply.of(scenario.artisan.cloud.call("channels.webhook_platforms", event))
    assert reply.data == {"new": 1}
    scenario.leads.follow(OWNER, "indiamart", KEY)
    assert scenario.leads.read_due() == 0
    assert len(scenario.handled()) == 1


def test_the_pace_is_kept_although_the_answer_was_lost(scenario: LeadScenario) -> None:
    scenario.enquire()
    scenario.leads.follow(OWNER, "indiamart", KEY)
    inject_fault(
        scenario.artisan.sandbox,
        FaultKind.ACCEPT_THEN_TIMEOUT,
        "*/crmListing/*",
        vendor="indiamart",
        method="GET",
    )
    before = scenario.feed()
    assert scenario.leads.read_due() == 0
    after = scenario.feed()
    assert after.read_until == before.read_until
    assert after.due_at is not None
    assert after.due_at >= scenario.clock.now() + timedelta(minutes=5)
    assert scenario.leads.read_due() == 0
    assert scenario.asked() == 1
    scenario.clock.forward(400)
    assert scenario.leads.read_due() == 1


@pytest.mark.parametrize("kind", [FaultKind.RATE_LIMIT, FaultKind.HTML, FaultKind.ERROR])
def test_a_platform_in_trouble_is_asked_later_and_nothing_is_lost(
    scenario: LeadScenario, kind: FaultKind
) -> None:
    scenario.enquire()
    scenario.leads.follow(OWNER, "indiamart", KEY)
    inject_fault(scenario.artisan.sandbox, kind, "*/crmListing/*", vendor="indiamart", method="GET")
    assert scenario.leads.read_due() == 0
    scenario.clock.forward(400)
    assert scenario.leads.read_due() == 1


def test_a_refused_key_stops_the_feed_until_there_is_another(scenario: LeadScenario) -> None:
    scenario.enquire()
    scenario.leads.follow(OWNER, "indiamart", "mRy-not-a-key-at-all")
    assert scenario.leads.read_due() == 0
    held = scenario.feed()
    assert (held.due_at, "CRM key" in held.problem) == (None, True)
    scenario.clock.forward(3600)
    assert scenario.leads.read_due() == 0
    assert scenario.asked() == 1
    scenario.leads.follow(OWNER, "indiamart", KEY)
    assert scenario.leads.read_due() == 1
    assert scenario.feed().problem == ""


def test_a_key_that_is_refused_replaces_none_that_works(scenario: LeadScenario) -> None:
    scenario.leads.follow(OWNER, "indiamart", KEY)
    scenario.leads.read_due()
    scenario.enquire()
    scenario.clock.forward(600)
    scenario.leads.follow(OWNER, "indiamart", "mRy-not-a-key-at-all")
    assert scenario.leads.read_due() == 0
    assert "CRM key" in scenario.feed().problem
    scenario.clock.forward(600)
    assert scenario.leads.read_due() == 1
    assert scenario.feed().problem == ""


def test_a_second_account_has_a_key_and_a_pace_of_its_own(scenario: LeadScenario) -> None:
    scenario.enquire()
    path = "/connections/indiamart/leads"
    scenario.leads.follow(OWNER, "indiamart", "mRy-not-a-key-at-all")
    assert scenario.artisan.api("PUT", path, {"key": KEY, "account": "second"}).status == 200
    assert scenario.leads.read_due() == 1
    assert scenario.asked() == 2
    assert [one["account_id"] for one in scenario.handled()] == ["second"]
    scenario.artisan.api("DELETE", path)
    left = scenario.artisan.api("GET", path, query={"account": "second"})
    assert left.data["read_until"] is not None


def test_a_key_is_given_and_taken_back_by_its_owner_only(scenario: LeadScenario) -> None:
    artisan = scenario.artisan
    path = "/connections/indiamart/leads"
    given = artisan.api("PUT", path, {"key": KEY})
    assert given.data["platform"] == "indiamart"
    assert KEY not in given.text
    assert KEY not in json.dumps(artisan.cloud.items("channels"), default=str)
    stranger = Artisan(artisan.cloud, artisan.sandbox, OTHER)
    assert stranger.api("DELETE", path).data["read_until"] is None
    assert scenario.feed().owner_id == OWNER
    assert artisan.api("PUT", "/connections/etsy/leads", {"key": KEY}).status == 409
    assert artisan.api("PUT", "/connections/nowhere/leads", {"key": KEY}).status == 404
    assert artisan.api("PUT", path, {"key": "x"}).status == 422
    artisan.api("DELETE", path)
    artisan.api("DELETE", path)
    assert DynamoLeadSubscriptions(Table("haat-channels")).get(ACCOUNT) is None


def test_the_key_is_not_in_the_vendors_log(scenario: LeadScenario) -> None:
    scenario.leads.follow(OWNER, "indiamart", KEY)
    scenario.leads.read_due()
    entries = scenario.artisan.sandbox.world.find("journal")
    assert KEY not in json.dumps(entries)
