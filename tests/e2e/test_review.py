"""The review of words in a real browser, by two people: written, refused, restored, approved."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from infra.local.drawing import draw
from infra.local.laptop import Laptop
from tests.e2e.artisan import address
from tests.e2e.review_page import ReviewPage, approve_by_link
from tests.e2e.web_user import WebUser, web_user

PASSWORD = "a loom and a kiln"
DESKTOP, PHONE = (1280, 900), (390, 844)
TEMPLATE = "{title}\nOnly {stock} left, {price}."


def assert_accessible(person: WebUser, page: str) -> None:
    assert person.axe_violations() == [], page
    assert person.fits(), page


@pytest.mark.browser
def test_words_are_written_refused_restored_and_approved_by_somebody_else(
    laptop: Laptop, browser: Browser, tmp_path: Path
) -> None:
    with web_user(browser, laptop.url, *DESKTOP) as artisan:
        artisan.sign_up(address(), PASSWORD)
        artisan.upload_photo(draw(tmp_path / "cloth.jpg"))
        review, draft = ReviewPage(artisan), artisan.page.url
        review.fill_in_facts()
        review.add_hindi()
        before = review.title.input_value()
        review.shorten_title()
        expect(review.title).not_to_have_value(before)
        assert len(review.title.input_value()) < len(before)
        review.reject("The title is too short now.")
        assert_accessible(artisan, "draft, turned down")
        review.restore("Written")
        expect(review.title).to_have_value(before)
        review.save_template("Last ones", TEMPLATE)
        assert_accessible(artisan, "templates")
        review.apply_template(draft, "Last ones")
        link = review.request_approval("Ravi Kumar")
        with web_user(browser, laptop.url, *PHONE) as guest:
            approve_by_link(guest, link)
            guest.page.goto(link)
            guest.page.get_by_role("heading", name="This was approved already").wait_for()
            assert_accessible(guest, "approval, over")
            # That the link is over is how the page learns that it was decided.
            assert all("410" in error for error in guest.unexpected_errors), guest.unexpected_errors
        artisan.page.get_by_text(re.compile("^By Ravi Kumar, ")).wait_for()
        expect(artisan.page.get_by_text("Approved", exact=True)).to_be_visible()
        assert artisan.unexpected_errors == []
