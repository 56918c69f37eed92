"""Meesho's stand-in in a real Chromium: found by label and role alone, as automation finds it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from functions.channels.adapters.panels.chromium import executable
from infra.local.sandbox import journal, settings
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.panels.meesho_client import MOBILE, MeeshoClient
from tests.integration.sandbox.sandbox_setup import picture, sandbox_at

CHROMIUM = executable()
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
TYPED = {
    "Product name": "Hand-painted terracotta vase",
    "Description": "Thrown on the wheel in Khurja and painted by hand.",
    "Net quantity (N)": "1",
    "Meesho price (₹)": "1250",
    "MRP (₹)": "1600",
    "HSN ID": "6913",
    "Inventory": "3",
    "Net weight (g)": "900",
    "Manufacturer name": "Meera Crafts",
    "Manufacturer address": "12 Kumhar Gali, Khurja",
    "Manufacturer pincode": "203131",
    "Packer name": "Meera Crafts",
    "Packer address": "12 Kumhar Gali, Khurja",
    "Packer pincode": "203131",
}
CHOSEN = {"GST %": "5", "Size": "Free Size", "Colour": "Multicolor", "Country of origin": "India"}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs a chromium on the PATH"),
]


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(params=[(390, 844), (1280, 900)], ids=["phone", "desktop"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def sign_in(page: Page, sandbox: SandboxServer) -> None:
    page.goto(f"{sandbox.host('supplier.meesho.com')}/")
    page.get_by_label("Mobile number").fill(MOBILE)
    page.get_by_role("button", name="Send OTP").click()
    page.get_by_label("OTP", exact=True).fill(MeeshoClient(sandbox).otp())
    page.get_by_role("button", name="Verify and log in").click()
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()


def upload(page: Page, image: Path) -> None:
    page.get_by_role("link", name="Add single catalog").first.click()
    page.get_by_label("Home & Kitchen > Home Decor > Handicrafts").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Front image").set_input_files(image)
    page.get_by_role("button", name="Upload and continue").click()


def fits(page: Page) -> None:
    """Nothing is wider than the screen."""
    spill = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(spill) == 0, page.url


def test_login_upload_and_qc(page: Page, sandbox: SandboxServer, tmp_path: Path) -> None:
    image = tmp_path / "front.jpg"
    image.write_bytes(picture(size=(1000, 1000)))
    sign_in(page, sandbox)
    fits(page)
    upload(page, image)
    expect(page.get_by_alt_text("Front image as uploaded")).to_be_visible()
    for label, text in TYPED.items():
        page.get_by_label(label, exact=True).fill(text)
    for label, option in CHOSEN.items():
        page.get_by_label(label, exact=True).select_option(option)
    page.get_by_role("button", name="Submit for QC").click()
    expect(page.get_by_role("alert")).to_contain_text("Supplier SKU ID: This field is required.")
    fits(page)
    page.get_by_label("Supplier SKU ID").fill("HAAT-0001")
    page.get_by_role("button", name="Submit for QC").click()
    expect(page.get_by_role("status").first).to_contain_text("has been submitted for QC")
    fits(page)
    sandbox.world.advance(settings.number(sandbox.world, "meesho_qc_seconds"))
    page.goto(f"{sandbox.host('supplier.meesho.com')}/panel/catalogs")
    page.get_by_label("Search by Supplier SKU ID").fill("HAAT-0001")
    page.get_by_role("button", name="Search").click()
    row = page.get_by_role("listitem").filter(has_text="SKU HAAT-0001")
    expect(row).to_contain_text("Live")
    fits(page)
    assert len(journal.entries(sandbox.world, "meesho", effect_kind="published")) == 1


def test_a_wrong_image_is_explained_beside_its_field(
    page: Page, sandbox: SandboxServer, tmp_path: Path
) -> None:
    image = tmp_path / "front.jpg"
    image.write_bytes(picture(size=(1000, 600)))
    sign_in(page, sandbox)
    upload(page, image)
    expect(page.get_by_role("alert")).to_contain_text("1000 by 600 px")
    expect(page.get_by_label("Front image")).to_have_attribute("aria-invalid", "true")


def test_a_changed_layout_hides_the_controls_that_automation_knows(
    page: Page, sandbox: SandboxServer
) -> None:
    sign_in(page, sandbox)
    settings.change(sandbox.world, "meesho_layout", "changed")
    page.goto(f"{sandbox.host('supplier.meesho.com')}/panel/catalogs/new")
    expect(page.get_by_role("heading", name="List an item")).to_be_visible()
    expect(page.get_by_role("button", name="Continue")).to_have_count(0)
