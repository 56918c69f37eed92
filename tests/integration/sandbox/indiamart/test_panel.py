"""IndiaMART's stand-in over HTTP: adding a product, its review, enquiries, the lead API."""

from datetime import timedelta
from typing import Any

import pytest

from infra.local.sandbox import journal, settings
from infra.local.sandbox.indiamart.form import SITE
from infra.local.sandbox.indiamart.leads import INDIA, key_of
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.panels.panel_client import PanelClient
from tests.integration.sandbox.sandbox_setup import WEB, picture
from tests.integration.sandbox.shopify.app import webhook_receiver

BASICS = {"product_name": "Terracotta vase", "price": "650", "unit": "Piece"}
DETAILS = {
    "group": "Terracotta Products",
    "description": "Thrown on the wheel in Khurja.",
    "spec_name_1": "Item Code",
    "spec_value_1": "HAAT-1",
    "action": "submit",
}
BUYER = {"name": "Ravi", "mobile": "9812345678", "message": "Ten, please"}
TIME = "%d-%b-%Y%H:%M:%S"


@pytest.fixture
def client(sandbox: SandboxServer) -> PanelClient:
    client = PanelClient(sandbox, SITE)
    client.login()
    return client


def begin(client: PanelClient, content: bytes | None = None, **changes: str) -> Any:
    client.get("/products/new")
    files = {"photo": ("a.jpg", content or picture())}
    return client.post("/products/new", {**BASICS, **changes}, files)


def test_a_product_has_up_to_five_photos(client: PanelClient) -> None:
    def photos(count: int, last: bytes | None = None) -> Any:
        client.get("/products/new")
        parts = [("photo", (f"{number}.jpg", picture())) for number in range(count - 1)]
        return client.post(
            "/products/new", BASICS, [*parts, ("photo", ("z.jpg", last or picture()))]
        )

    assert "at most 5 photos" in photos(6).text
    assert "not a complete picture" in photos(3, b"no picture").text
    page = client.get(f"/products/{client.here(photos(5)).split('/')[2]}")
    assert page.text.count("<img") == 5


def add(client: PanelClient, **changes: str) -> str:
    """A submitted product; its id."""
    id_ = client.here(begin(client)).split("/")[2]
    done = client.post(f"/products/{id_}/details", {**DETAILS, **changes})
    assert "sent for review" in done.text
    return id_


def approved(client: PanelClient, **changes: str) -> str:
    id_ = add(client, **changes)
    client.sandbox.world.advance(settings.number(client.sandbox.world, "indiamart_qc_seconds"))
    return id_


def enquire(client: PanelClient, id_: str, **changes: str) -> Any:
    url = f"{client.sandbox.host('www.indiamart.com')}/proddetail/{id_}"
    return WEB.post(url, data={**BUYER, **changes})


def pull(
    client: PanelClient, key: str = key_of("haatcraft"), days: float = 1, **params: str
) -> Any:
    now = client.sandbox.world.instant().astimezone(INDIA)
    start = now - timedelta(days=days)
    query = {
        "glusr_crm_key": key,
        "start_time": f"{start:{TIME}}",
        "end_time": f"{now:{TIME}}",
        **params,
    }
    url = f"{client.sandbox.host('mapi.indiamart.com')}/wservce/crm/crmListing/v2/"
    answer = WEB.get(url, params=query)
    assert answer.status_code == 200
    return answer.json()


def test_a_product_goes_through_two_pages_to_approved(client: PanelClient) -> None:
    id_ = add(client)
    assert "Under review" in client.get(f"/products/{id_}").text
    client.sandbox.world.advance(60)
    assert "Approved" in client.get("/products?q=Item+Code+HAAT-1").text
    found = journal.entries(client.sandbox.world, "indiamart", effect_kind="published")
    assert [entry["effect_id"] for entry in found] == [id_]
    assert client.post(f"/products/{id_}/details", DETAILS).status_code == 409
    assert WEB.get(f"{client.sandbox.url}/people/indiamart/{id_}").status_code == 200


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"price": "cheap"}, "price in rupees"),
        ({"unit": "Acre"}, "Choose one"),
        ({"product_name": ""}, "required"),
    ],
)
def test_a_wrong_first_page_keeps_nothing(
    client: PanelClient, change: dict[str, str], words: str
) -> None:
    answer = begin(client, None, **change)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert client.sandbox.world.find("indiamart.product") == []


def test_a_wrong_photo_or_specification_is_named(client: PanelClient) -> None:
    assert "500 by 500" in begin(client, picture(size=(100, 100))).text
    id_ = client.here(begin(client)).split("/")[2]
    wrong = client.post(f"/products/{id_}/details", {**DETAILS, "spec_value_1": ""})
    assert "A specification has a name and a value" in wrong.text
    assert "Incomplete" in client.get("/products").text


def test_buyers_may_be_asked_to_ask_for_the_price(client: PanelClient) -> None:
    begun = begin(client, price="", ask_price="1")
    id_ = client.here(begun).split("/")[2]
    client.post(f"/products/{id_}/details", DETAILS)
    assert "Ask price" in client.get(f"/products/{id_}").text
    assert WEB.get(f"{client.sandbox.url}/people/indiamart/{id_}").status_code == 200


def test_the_same_product_twice_is_two_products(client: PanelClient) -> None:
    assert add(client) != add(client)  # nothing here forbids duplicates: Haat has to look


def test_only_approved_products_are_asked_for(client: PanelClient) -> None:
    id_ = add(client)
    assert enquire(client, id_).status_code == 404
    refused = approved(client, description="Call 9876501234 for more of it.")
    assert enquire(client, refused).status_code == 404
    assert enquire(client, id_).status_code == 200
    assert enquire(client, id_, mobile="12").status_code == 422
    assert "Ravi" in client.get("/leads").text


def test_leads_are_pulled_with_the_key_that_the_panel_shows(client: PanelClient) -> None:
    enquire(client, approved(client))
    assert key_of("haatcraft") in client.get("/leads/api").text
    received = pull(client)
    assert (received["CODE"], received["STATUS"], received["TOTAL_RECORDS"]) == (200, "SUCCESS", 1)
    (lead,) = received["RESPONSE"]
    assert lead["SENDER_NAME"] == "Ravi"
    assert lead["QUERY_PRODUCT_NAME"] == "Terracotta vase"
    assert pull(client, key_of("nbrweave"))["CODE"] == 204


def test_the_pull_answers_everything_with_200_and_a_code(client: PanelClient) -> None:
    assert pull(client, "none")["CODE"] == 401
    assert pull(client)["CODE"] == 204
    assert pull(client)["CODE"] == 429
    client.sandbox.world.advance(300)
    assert pull(client, days=8)["CODE"] == 400
    client.sandbox.world.advance(300)
    assert pull(client, start_time="yesterday")["CODE"] == 400


def test_leads_are_pushed_at_once_to_the_address_in_the_panel(client: PanelClient) -> None:
    id_ = approved(client)
    client.get("/leads/api")
    assert client.post("/leads/api", {"push_url": "javascript:alert(1)"}).status_code == 422
    with webhook_receiver() as receiver:
        client.post("/leads/api", {"push_url": receiver.url})
        enquire(client, id_)
        waited = WEB.post(f"{client.sandbox.url}/_sandbox/webhooks")
        assert waited.status_code == 200
        assert len(receiver.requests) == 1
    (lead,) = client.sandbox.world.find("indiamart.lead")
    assert lead["told"]["UNIQUE_QUERY_ID"] in str(receiver.requests[0])
