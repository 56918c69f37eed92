"""An artisan and the person she asks, at the pages where words are read, changed and decided."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.web_user import WebUser

_DEVANAGARI = re.compile("[\u0900-\u097f]")
_PATIENCE_MS = 60_000


class ReviewPage:
    """The words of one draft, in the window of the artisan."""

    def __init__(self, person: WebUser) -> None:
        self.page: Page = person.page
        self.url = person.url

    @property
    def title(self) -> Locator:
        """The field of the title that is shown."""
        return self.page.get_by_label("Title", exact=True)

    def fill_in_facts(self) -> None:
        """Name, price and how many: enough for words."""
        page = self.page
        page.get_by_label("What do you call it?").fill("Blue pottery bowl")
        page.get_by_label("Price").fill("2450")
        page.get_by_label("How many?").fill("6")
        page.get_by_role("button", name=re.compile("^Write")).first.click()
        page.get_by_text("Written by Gemini").wait_for()
        expect(self.title).to_have_value("Blue pottery bowl", timeout=_PATIENCE_MS)

    def add_hindi(self) -> None:
        """Have everything written in Hindi, too; the words stay in English first."""
        page = self.page
        page.get_by_role("button", name=re.compile("^Written in")).click()
        page.get_by_role("checkbox", name="हिन्दी").check()
        page.get_by_role("button", name="Write in these").click()
        page.get_by_role("button", name="हिन्दी", exact=True).click()
        description = page.get_by_label("Description", exact=True)
        expect(description).to_have_attribute("lang", "hi")
        expect(description).to_have_value(_DEVANAGARI, timeout=_PATIENCE_MS)
        page.get_by_role("button", name="English", exact=True).click()

    def shorten_title(self) -> None:
        """One field anew, by the writer, followed until it is there."""
        page = self.page
        page.get_by_role("button", name="Write anew: Title").click()
        page.get_by_role("button", name="Shorter").click()
        page.get_by_text("Written anew.").wait_for()

    def reject(self, reason: str) -> None:
        """Say no, and why."""
        page = self.page
        page.get_by_role("button", name="Do not approve").click()
        page.get_by_label("What is not right?").fill(reason)
        page.get_by_role("button", name="Do not approve").last.click()
        page.get_by_text(f"“{reason}”").wait_for()

    def restore(self, kind: str) -> None:
        """Open the latest version that was made so, look at the difference, and restore it."""
        page = self.page
        page.get_by_role("button", name="Earlier versions").click()
        drawer = page.get_by_role("dialog", name="Earlier versions")
        drawer.get_by_role("button", name=re.compile(f"^{kind}")).first.click()
        expect(drawer.locator("del, ins").first).to_be_visible()
        drawer.get_by_role("button", name="Bring this version back").click()
        expect(drawer).to_have_count(0)

    def save_template(self, name: str, body: str) -> None:
        """Write a template for the Facebook Page, and see it filled in with the draft."""
        page = self.page
        page.goto(f"{self.url}/templates")
        page.get_by_role("button", name="New template").click()
        page.get_by_label("What is it called?").fill(name)
        page.get_by_label("For which place").select_option(label="Facebook Page")
        page.get_by_label("The text").fill(body)
        page.get_by_role("region", name="Filled in").get_by_text("Only 6 left").wait_for()
        page.get_by_role("button", name="Keep it").click()
        page.get_by_role("heading", name=name).wait_for()

    def apply_template(self, draft: str, name: str) -> None:
        """Choose it for the Facebook Page, and wait for the text that it makes."""
        page = self.page
        page.goto(draft)
        page.get_by_role("tab", name="Facebook Page").click()
        page.get_by_label("Template").select_option(label=name)
        text = page.get_by_label("Text", exact=True)
        expect(text).to_have_value(re.compile("Only 6 left"), timeout=_PATIENCE_MS)

    def request_approval(self, name: str) -> str:
        """Make a link for somebody without an account; answers its address."""
        page = self.page
        page.get_by_role("button", name="Ask somebody to approve").click()
        page.get_by_label("Who shall look?").fill(name)
        page.get_by_role("button", name="Make a link").click()
        return page.get_by_text(re.compile("/approve/")).inner_text()


def approve_by_link(guest: WebUser, link: str) -> None:
    """What the person with the link does, who has no account."""
    page = guest.page
    page.goto(link)
    page.get_by_role("heading", name="Kripal Kumbh asks you to look at this").wait_for()
    page.get_by_role("tab", name="Facebook Page").click()
    whole = page.get_by_role("region", name="The whole text")
    expect(whole).to_contain_text("Only 6 left, ₹2,450")
    page.get_by_role("button", name="Yes, approve").click()
    page.get_by_role("heading", name="Thank you: approved").wait_for()
