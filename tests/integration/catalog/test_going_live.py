"""A product is active from the moment that a platform shows it, and never a draft again."""

import pytest

from tests.integration.aws import Cloud, bus_event, signed_token

ASHA = "user_asha"


def status(cloud: Cloud, product_id: str) -> object:
    path = f"/products/{product_id}"
    return cloud.api("catalog", "GET", path, token=signed_token(ASHA)).data["status"]


def tell(cloud: Cloud, product_id: str, said: str, event_id: str = "evt_1") -> None:
    changed = {"product_id": product_id, "owner_id": ASHA, "status": said}
    event = bus_event("publishing", "PublicationChanged", changed, event_id)
    cloud.call("catalog.on_publication_changed", event)


@pytest.fixture
def product_id(cloud: Cloud) -> str:
    made = cloud.api("catalog", "POST", "/products", {"title": "Stole"}, token=signed_token(ASHA))
    return str(made.data["product_id"])


@pytest.mark.parametrize("said", ["planned", "claimed", "failed", "unknown", "unpublished"])
def test_a_product_that_no_platform_shows_stays_a_draft(
    cloud: Cloud, product_id: str, said: str
) -> None:
    tell(cloud, product_id, said)
    assert status(cloud, product_id) == "draft"


def test_a_live_product_is_active_however_often_it_is_told(cloud: Cloud, product_id: str) -> None:
    for event_id in ("evt_1", "evt_1", "evt_2"):
        tell(cloud, product_id, "confirmed", event_id)
    tell(cloud, product_id, "unpublished", "evt_3")
    assert status(cloud, product_id) == "active"


def test_what_is_told_of_an_unknown_product_does_no_harm(cloud: Cloud, product_id: str) -> None:
    tell(cloud, "product_none", "confirmed")
    assert status(cloud, product_id) == "draft"
