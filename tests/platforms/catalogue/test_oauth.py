"""Connecting a catalogue: the business's own, a new one, one of two, and giving it back."""

from dataclasses import replace

import pytest

from infra.local.sandbox import settings
from tests.integration.channels.oauth_client import Artisan, listing
from tests.platforms.catalogue.test_listing import PLATFORM, items, post, seller

__all__ = ["seller"]


@pytest.fixture
def artisan(artisan: Artisan) -> Artisan:
    """Consent is the subject here: it is really given each time."""
    return replace(artisan, setup_cache=None)


def test_the_catalogue_of_the_business_is_connected(seller: Artisan) -> None:
    held = seller.connection(PLATFORM)
    assert held["account"] == {"id": "3010000000000001", "name": "Asha Dokra Art: Shop"}
    assert {"business_management", "catalog_management"} <= set(held["scopes"])
    assert held["expires_at"] is not None
    assert seller.api("POST", seller.at(PLATFORM, "/test")).data["status"] == "connected"


def test_a_business_without_a_catalogue_gets_one_and_only_one(artisan: Artisan) -> None:
    settings.change(artisan.sandbox.world, "catalogue_owned", 0)
    for _ in range(2):
        assert artisan.connect(PLATFORM) == {"connected": PLATFORM}
    (made,) = artisan.sandbox.world.find("catalogue.catalog")
    assert artisan.connection(PLATFORM)["account"]["id"] == made["id"]
    assert made["name"] == "Haat"


def test_with_two_catalogues_the_artisan_chooses_one(artisan: Artisan) -> None:
    settings.change(artisan.sandbox.world, "catalogue_owned", 2)
    artisan.connect(PLATFORM)
    held = artisan.pending(PLATFORM)
    assert len(held["accounts"]) == 2
    chosen = {"pending_id": held["pending_id"], "account_id": held["accounts"][1]["id"]}
    artisan.api("POST", f"/connections/{PLATFORM}/account", chosen)
    post(listing(artisan.sandbox))
    (item,) = items(artisan.sandbox)
    assert item["catalog"] == held["accounts"][1]["id"]


def test_who_has_no_business_is_told_what_to_do(artisan: Artisan) -> None:
    settings.change(artisan.sandbox.world, "catalogue_business", "none")
    assert artisan.connect(PLATFORM)["problem"] == "invalid_account"


def test_a_partial_consent_is_refused_with_what_is_missing(artisan: Artisan) -> None:
    back = artisan.connect(PLATFORM, without=("catalog_management",))
    assert back["problem"] == "consent_incomplete"


def test_taking_it_back_leaves_the_pages_of_the_same_app_connected(seller: Artisan) -> None:
    seller.connect("facebook")
    assert seller.api("DELETE", seller.at(PLATFORM)).status == 200
    left = [
        token
        for token in seller.sandbox.world.find("facebook.token")
        if "catalog_management" in token["scopes"]
    ]
    assert left == []
    assert seller.api("POST", seller.at("facebook", "/test")).data["status"] == "connected"
