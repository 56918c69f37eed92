"""An artisan gets what she posts on Marketplace by hand; nothing is posted and nothing kept."""

from typing import Any

import pytest

from infra.local.sandbox import journal
from tests.integration.channels.oauth_client import Artisan

ASKED: dict[str, Any] = {
    "title": "Dokra brass elephant",
    "text": "An elephant in lost-wax brass from Bastar.",
    "price": {"amount": "1250.00", "currency": "INR"},
    "picture_urls": ["https://haat.example/p/1.jpg", "https://haat.example/p/2.jpg"],
}


def test_words_price_and_pictures_come_with_the_page_to_open(artisan: Artisan) -> None:
    reply = artisan.api("POST", "/connections/catalogue/manual-post", ASKED)
    assert reply.status == 200
    assert reply.data == {
        "place": "Facebook Marketplace",
        "open_url": "https://www.facebook.com/marketplace/create/item",
        "title": ASKED["title"],
        "text_to_copy": ASKED["text"],
        "price": ASKED["price"],
        "pictures": ASKED["picture_urls"],
        "shortened": [],
    }
    assert journal.entries(artisan.sandbox.world) == []


def test_the_forms_lengths_are_kept_and_what_was_cut_is_said(artisan: Artisan) -> None:
    long = {
        **ASKED,
        "title": "Dokra brass elephant " * 10,
        "picture_urls": ASKED["picture_urls"] * 8,
    }
    data = artisan.api("POST", "/connections/catalogue/manual-post", long).data
    assert len(data["title"]) <= 100
    assert len(data["pictures"]) == 10
    assert data["shortened"] == ["title", "pictures"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"price": {"amount": "12.345", "currency": "INR"}},
        {"picture_urls": ["javascript:alert(1)"]},
        {"picture_urls": ["https://haat.example/p.jpg"] * 51},
    ],
)
def test_what_is_no_piece_is_refused(artisan: Artisan, wrong: dict[str, Any]) -> None:
    reply = artisan.api("POST", "/connections/catalogue/manual-post", {**ASKED, **wrong})
    assert reply.status == 422


def test_where_nothing_is_posted_by_hand_it_says_so(artisan: Artisan) -> None:
    reply = artisan.api("POST", "/connections/etsy/manual-post", ASKED)
    assert (reply.status, reply.error["code"]) == (409, "no_manual_post")
    assert artisan.api("POST", "/connections/nowhere/manual-post", ASKED).status == 404
