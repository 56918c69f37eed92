"""IndiaMART's stand-in over HTTP: adding a product, its review, enquiries, the lead API."""

from datetime import timedelta
from typing import Any

import pytest

from infra.local.sandbox import journal, settings
from infra.local.sandbox.indiamart.form import SITE
from infra.local.sandbox.indiamart.leads import INDIA, key_of
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.panels.sellers import Visitor
from tests.integration.sandbox.parties import WEB, picture
from tests.integration.sandbox.shopify.app import listening

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
def visitor(sandbox: SandboxServer) -> Visitor:
    visitor = Visitor(sandbox, SITE)
    visitor.login()
    return visitor


def begin(visitor: Visitor, content: bytes | None = None, **changes: str) -> Any:
    visitor.get("/products/new")
    files = {"photo": ("a.jpg", content or picture())}
    return visitor.post("/products/new", {**BASICS, **changes}, files)


def test_a_product_has_up_to_five_photos(visitor: Visitor) -> None:
    def photos(count: int, last: bytes | None = None) -> Any:
        visitor.get("/products/new")
        parts = [("photo", (f"{number}.jpg", picture())) for number in range(count - 1)]
        return visitor.post(
            "/products/new", BASICS, [*parts, ("photo", ("z.jpg", last or picture()))]
        )

    assert "at most 5 photos" in photos(6).text
    assert "not a complete picture" in photos(3, b"no picture").text
    page = visitor.get(f"/products/{visitor.here(photos(5)).split('/')[2]}")
    assert page.text.count("<img") == 5


def add(visitor: Visitor, **changes: str) -> str:
    """A submitted product; its id."""
    id_ = visitor.here(begin(visitor)).split("/")[2]
    done = visitor.post(f"/products/{id_}/details", {**DETAILS, **changes})
    assert "sent for review" in done.text
    return id_


def approved(visitor: Visitor, **changes: str) -> str:
    id_ = add(visitor, **changes)
    visitor.sandbox.world.advance(settings.number(visitor.sandbox.world, "indiamart_qc_seconds"))
    return id_


def enquire(visitor: Visitor, id_: str, **changes: str) -> Any:
    url = f"{visitor.sandbox.host('www.indiamart.com')}/proddetail/{id_}"
    return WEB.post(url, data={**BUYER, **changes})


def pull(visitor: Visitor, key: str = key_of("haatcraft"), days: float = 1, **params: str) -> Any:
    now = visitor.sandbox.world.instant().astimezone(INDIA)
    start = now - timedelta(days=days)
    query = {
        "glusr_crm_key": key,
        "start_time": f"{start:{TIME}}",
        "end_time": f"{now:{TIME}}",
        **params,
    }
    url = f"{visitor.sandbox.host('mapi.indiamart.com')}/wservce/crm/crmListing/v2/"
    answer = WEB.get(url, params=query)
    assert answer.status_code == 200
    return answer.json()


def test_a_product_goes_through_two_pages_to_approved(visitor: Visitor) -> None:
    id_ = add(visitor)
    assert "Under review" in visitor.get(f"/products/{id_}").text
    visitor.sandbox.world.advance(60)
    assert "Approved" in visitor.get("/products?q=Item+Code+HAAT-1").text
    found = journal.entries(visitor.sandbox.world, "indiamart", effect_kind="published")
    assert [entry["effect_id"] for entry in found] == [id_]
    assert visitor.post(f"/products/{id_}/details", DETAILS).status_code == 409
    assert WEB.get(f"{visitor.sandbox.url}/people/indiamart/{id_}").status_code == 200


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"price": "cheap"}, "price in rupees"),
        ({"unit": "Acre"}, "Choose one"),
        ({"product_name": ""}, "required"),
    ],
)
def test_a_wrong_first_page_keeps_nothing(
    visitor: Visitor, change: dict[str, str], words: str
) -> None:
    answer = begin(visitor, None, **change)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert visitor.sandbox.world.find("indiamart.good") == []


def test_a_wrong_photo_or_specification_is_named(visitor: Visitor) -> None:
    assert "500 by 500" in begin(visitor, picture(size=(100, 100))).text
    id_ = visitor.here(begin(visitor)).split("/")[2]
    wrong = visitor.post(f"/products/{id_}/details", {**DETAILS, "spec_value_1": ""})
    assert "A specification has a name and a value" in wrong.text
    assert "Incomplete" in visitor.get("/products").text


def test_buyers_may_be_asked_to_ask_for_the_price(visitor: Visitor) -> None:
    begun = begin(visitor, price="", ask_price="1")
    id_ = visitor.here(begun).split("/")[2]
    visitor.post(f"/products/{id_}/details", DETAILS)
    assert "Ask price" in visitor.get(f"/products/{id_}").text
    assert WEB.get(f"{visitor.sandbox.url}/people/indiamart/{id_}").status_code == 200


def test_the_same_product_twice_is_two_products(visitor: Visitor) -> None:
    assert add(visitor) != add(visitor)  # nothing here forbids duplicates: Haat has to look


def test_only_approved_products_are_asked_for(visitor: Visitor) -> None:
    id_ = add(visitor)
    assert enquire(visitor, id_).status_code == 404
    refused = approved(visitor, description="Call 9876501234 for more of it.")
    assert enquire(visitor, refused).status_code == 404
    assert enquire(visitor, id_).status_code == 200
    assert enquire(visitor, id_, mobile="12").status_code == 422
    assert "Ravi" in visitor.get("/leads").text


def test_leads_are_pulled_with_the_key_that_the_panel_shows(visitor: Visitor) -> None:
    enquire(visitor, approved(visitor))
    assert key_of("haatcraft") in visitor.get("/leads/api").text
    told = pull(visitor)
    assert (told["CODE"], told["STATUS"], told["TOTAL_RECORDS"]) == (200, "SUCCESS", 1)
    (lead,) = told["RESPONSE"]
    assert lead["SENDER_NAME"] == "Ravi"
    assert lead["QUERY_PRODUCT_NAME"] == "Terracotta vase"
    assert pull(visitor, key_of("nbrweave"))["CODE"] == 204


def test_the_pull_answers_everything_with_200_and_a_code(visitor: Visitor) -> None:
    assert pull(visitor, "none")["CODE"] == 401
    assert pull(visitor)["CODE"] == 204
    assert pull(visitor)["CODE"] == 429
    visitor.sandbox.world.advance(300)
    assert pull(visitor, days=8)["CODE"] == 400
    visitor.sandbox.world.advance(300)
    assert pull(visitor, start_time="yesterday")["CODE"] == 400


def test_leads_are_pushed_at_once_to_the_address_in_the_panel(visitor: Visitor) -> None:
    id_ = approved(visitor)
    visitor.get("/leads/api")
    assert visitor.post("/leads/api", {"push_url": "javascript:alert(1)"}).status_code == 422
    with listening() as ear:
        visitor.post("/leads/api", {"push_url": ear.url})
        enquire(visitor, id_)
        waited = WEB.post(f"{visitor.sandbox.url}/_sandbox/webhooks")
        assert waited.status_code == 200
        assert len(ear.heard) == 1
    (lead,) = visitor.sandbox.world.find("indiamart.lead")
    assert lead["told"]["UNIQUE_QUERY_ID"] in str(ear.heard[0])
