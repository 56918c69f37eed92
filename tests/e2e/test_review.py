"""The review of words in a real browser, by two people: written, refused, restored, approved."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from infra.local.drawing import draw
from infra.local.laptop import Laptop
from tests.e2e.artisan import address
from tests.e2e.browsing import Visitor, visitor
from tests.e2e.reviewing import Review, approves

PASSWORD = "a loom and a kiln"
DESK, PHONE = (1280, 900), (390, 844)
TEMPLATE = "{title}\nOnly {stock} left, {price}."


def looked_at(person: Visitor, page: str) -> None:
    assert person.serious_findings() == [], page
    assert person.fits(), page


@pytest.mark.browser
def test_words_are_written_refused_restored_and_approved_by_somebody_else(
    laptop: Laptop, browser: Browser, tmp_path: Path
) -> None:
    with visitor(browser, laptop.url, *DESK) as artisan:
        artisan.opens_a_shop(address(), PASSWORD)
        artisan.drops(draw(tmp_path / "cloth.jpg"))
        review, draft = Review(artisan), artisan.page.url
        review.tells_the_facts()
        review.adds_hindi()
        before = review.title.input_value()
        review.has_the_title_shortened()
        expect(review.title).not_to_have_value(before)
        assert len(review.title.input_value()) < len(before)
        review.turns_down("The title is too short now.")
        looked_at(artisan, "draft, turned down")
        review.brings_back("Written")
        expect(review.title).to_have_value(before)
        review.keeps_a_template("Last ones", TEMPLATE)
        looked_at(artisan, "templates")
        review.uses_the_template(draft, "Last ones")
        link = review.asks("Ravi Kumar")
        with visitor(browser, laptop.url, *PHONE) as guest:
            approves(guest, link)
            guest.page.goto(link)
            guest.page.get_by_role("heading", name="This was approved already").wait_for()
            looked_at(guest, "approval, over")
            # That the link is over is how the page learns that it was decided.
            assert all("410" in said for said in guest.surprises), guest.surprises
        artisan.page.get_by_text(re.compile("^By Ravi Kumar, ")).wait_for()
        expect(artisan.page.get_by_text("Approved", exact=True)).to_be_visible()
        assert artisan.surprises == []
