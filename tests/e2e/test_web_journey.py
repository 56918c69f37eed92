"""The whole journey in a real browser: from signing up to ten live posts that people can see."""

import re
from contextlib import closing
from functools import partial
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser

from infra.local.connect import PANELS
from infra.local.demo import connect_panel_in
from infra.local.drawing import draw
from infra.local.journey import Api
from infra.local.laptop import Laptop
from tests.e2e.artisan import address
from tests.e2e.sandbox_client import SandboxClient
from tests.e2e.waiting import eventually
from tests.e2e.web_user import CONNECTED_HERE, WebUser, web_user

PASSWORD = "a loom and a kiln"
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
ENDING = " 🪔 बस्तर"
REVIEW = 60
"""Seconds after which every panel's review and Meta's is over, and people see the piece."""


def connect_the_panels(laptop: Laptop, browser: Browser, email: str) -> None:
    """What `make connect` does, with the stand-ins' seller at the keyboard."""
    api = Api(laptop.url)
    with closing(api.http):
        api.sign_in(email, PASSWORD)
        for platform in PANELS:
            with closing(browser.new_context()) as context:
                connect_panel_in(context.new_page(), api, laptop.sandbox_url, platform)


def assert_accessible(person: WebUser, page: str) -> None:
    assert person.axe_violations() == [], page
    assert person.fits(), page


def shows(link: str, words: str) -> bool:
    """Whether people read `words` there."""
    shown = httpx2.get(link, trust_env=False, follow_redirects=True, timeout=30)
    return shown.is_success and words in shown.text


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
def test_from_signing_up_to_ten_live_posts(
    laptop: Laptop, sandbox: SandboxClient, browser: Browser, tmp_path: Path, size: str
) -> None:
    email = address()
    with web_user(browser, laptop.url, *SIZES[size]) as person:
        person.sign_up(email, PASSWORD)
        assert_accessible(person, "home, empty")
        for platform in CONNECTED_HERE:
            person.connect(platform)
        connect_the_panels(laptop, browser, email)
        person.page.goto(f"{laptop.url}/connections")
        person.page.get_by_role("heading", name="Pinterest").wait_for()
        assert_accessible(person, "connections")
        person.upload_photo(draw(tmp_path / "cloth.jpg"))
        person.fill_in_facts()
        person.edit_instagram_text(ENDING)
        assert_accessible(person, "new post")
        person.page.reload()
        person.page.get_by_role("tab", name=re.compile("^Instagram")).click()
        assert person.page.get_by_label("Text", exact=True).input_value().endswith(ENDING)
        person.publish_everywhere()
        links = person.wait_until_all_live()
        assert_accessible(person, "status board")
        assert person.unexpected_errors == []
    sandbox.advance_clock(REVIEW)
    for platform, link in links.items():
        seen = partial(shows, link, "Blue pottery")
        eventually(seen, f"{platform}: {link}")
    instagram = httpx2.get(links["instagram"], trust_env=False).text
    assert ENDING.strip() in instagram


@pytest.mark.browser
def test_the_sign_in_page_has_no_serious_axe_violations(laptop: Laptop, browser: Browser) -> None:
    with web_user(browser, laptop.url, *SIZES["phone"]) as person:
        for path in ("/sign-in", "/sign-up", "/nowhere"):
            person.page.goto(f"{laptop.url}{path}")
            person.page.get_by_role("heading").first.wait_for()
            assert_accessible(person, path)
