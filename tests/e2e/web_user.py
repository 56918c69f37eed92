"""A person at the web app: a real Chromium, and only what can be seen, clicked and typed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from infra.local.process import ROOT

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")
CONNECTED_HERE = (
    "Facebook Page",
    "Instagram",
    "Facebook & Instagram shop",
    "Etsy",
    "Pinterest",
    "Shopify",
    "WooCommerce",
)
"""What is connected in the browser; seller panels are connected by `make connect`."""
ALL = 10
STANDS_STILL = """async () => {
  const ends = (one) => one.effect?.getComputedTiming().endTime !== Infinity;
  const moves = (one) => ends(one) && one.playState === "running";
  const moving = () => document.getAnimations().filter(moves);
  for (let now = moving(); now.length > 0; now = moving()) {
    await Promise.allSettled(now.map((one) => one.finished));
  }
}"""
"""Waits for every animation that comes to an end by itself."""
_PATIENCE_MS = 60_000
_ALLOWS = re.compile("^(Allow|Approve)$")  # WooCommerce says Approve


class WebUser:
    """One person with one browser window."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.console_errors: list[str] = []
        page.set_default_timeout(_PATIENCE_MS)
        page.on("console", self._record_error)
        page.on("pageerror", lambda error: self.console_errors.append(str(error)))

    def _record_error(self, message: ConsoleMessage) -> None:
        # What the platforms' own pages complain of is not ours.
        where = message.location["url"]
        if message.type == "error" and where.startswith(self.url):
            self.console_errors.append(f"{message.text} {where.removeprefix(self.url)}")

    @property
    def unexpected_errors(self) -> list[str]:
        """Complaints of the browser that the journey does not explain.

        Being asked for a sign-in is how the app learns that nobody is signed in yet; a refused
        edit (412) is how it learns that the words were written again meanwhile, and it repeats it.
        """
        known = ("401", "/auth/"), ("412", "/drafts/"), ("412", "/products/")
        return [
            text
            for text in self.console_errors
            if not any(status in text and path in text for status, path in known)
        ]

    def sign_up(self, email: str, password: str) -> None:
        """Sign up from the first page on."""
        page = self.page
        page.goto(f"{self.url}/")
        page.get_by_role("link", name="New here? Open your shop").click()
        page.get_by_label("Your name").fill("Leela Devi")
        page.get_by_label("Name of your shop").fill("Kripal Kumbh")
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Open your shop").click()
        page.get_by_text("Your first craft goes here").wait_for()

    def connect(self, platform: str) -> None:
        """Press Connect, allow it on the platform's own page, choose the first account.

        What is asked first is answered with the example that stands below the question.
        """
        page = self.page
        page.goto(f"{self.url}/connections")
        button = page.get_by_role("button", name=f"Connect: {platform}", exact=True)
        button.wait_for()
        for question in page.locator("form").filter(has=button).get_by_role("textbox").all():
            hint = (question.get_attribute("aria-describedby") or "").split()[0]
            example = page.locator(f"[id='{hint}']").inner_text()
            question.fill(example.rsplit(maxsplit=1)[-1])
        button.click()
        page.get_by_role("button", name=_ALLOWS).click()
        page.wait_for_url(re.compile(re.escape(self.url)))
        page.get_by_role("heading", name=platform, exact=True).wait_for()
        if page.get_by_role("button", name="Use this one").count():
            page.get_by_role("button", name="Use this one").first.click()
            expect(page.get_by_role("button", name="Use this one")).to_have_count(
                0, timeout=_PATIENCE_MS
            )

    def upload_photo(self, photo: Path) -> None:
        """Give a photograph and wait for its pictures."""
        page = self.page
        page.goto(f"{self.url}/new")
        page.get_by_role("button", name="Choose a photo").wait_for()
        page.get_by_test_id("photo-input").set_input_files(photo)
        page.wait_for_url(re.compile("/products/product"))
        page.get_by_text("After: cut for each place").wait_for()

    def fill_in_facts(self) -> None:
        """Fill the form and have the words written."""
        page = self.page
        page.get_by_label("What do you call it?").fill("Blue pottery bowl")
        page.get_by_label("Price").fill("2450")
        page.get_by_label("How many?").fill("6")
        page.get_by_role("textbox", name=re.compile("^Craft")).fill("Jaipur blue pottery")
        page.get_by_label("Materials").fill("Quartz")
        page.get_by_label("Materials").press("Enter")
        page.get_by_label("Link to your shop or page").fill("https://kripal-kumbh.example/bowl")
        page.locator("form button[type=submit]").filter(has_text=re.compile("^Write")).click()
        # That words are written was said of the picture alone before: the title tells of the facts.
        title = page.get_by_label("Title", exact=True)
        expect(title).to_have_value(re.compile("Blue pottery"), timeout=_PATIENCE_MS)

    def edit_instagram_text(self, ending: str) -> None:
        """Edit one platform's words in place, and wait until they are kept."""
        page = self.page
        page.get_by_role("tab", name=re.compile("^Instagram")).click()
        words = page.get_by_label("Text", exact=True)
        with page.expect_response(
            lambda answer: answer.request.method == "PATCH" and "/drafts/" in answer.url
        ):
            words.fill(words.input_value() + ending)

    def publish_everywhere(self) -> None:
        """Tick every place once it is ready, press the one button, accept what is left out."""
        page = self.page
        # A page that has just been opened shows none until it knows what is connected.
        ready = page.locator("li[data-place] [id$='-tick']:enabled")
        expect(ready).to_have_count(ALL, timeout=_PATIENCE_MS)
        *others, last = ready.all()
        for box in others:
            box.check()
        # Once they have stayed the same for a moment, it is asked what they would not show.
        with page.expect_request("**/posts/preview", timeout=_PATIENCE_MS) as asked:
            last.check()
        assert asked.value.response() is not None
        page.get_by_role("button", name=re.compile("^Publish")).click()
        # No platform shows everything: what is left out is named, and nothing goes out before.
        page.get_by_role("button", name="Publish all the same").click(timeout=_PATIENCE_MS)
        page.wait_for_url(re.compile("/posts/"))

    def wait_until_all_live(self) -> dict[str, str]:
        """Watch the board, without a reload, until every platform is live; platform → link."""
        board = self.page.locator("li[data-platform]")
        live = self.page.locator("li[data-platform][data-status=confirmed]")
        try:
            expect(live).to_have_count(ALL, timeout=300_000)
        except AssertionError as error:
            # Which platform is missing, and what its row says, tells the cause; the count does not.
            rows = self.page.locator("li[data-platform]").all_inner_texts()
            raise AssertionError("\n".join(row.replace("\n", " ") for row in rows)) from error
        return {
            str(row.get_attribute("data-platform")): str(
                row.get_by_role("link").first.get_attribute("href")
            )
            for row in board.all()
        }

    def axe_violations(self) -> list[str]:
        """What axe finds on the page, once nothing moves: colours in motion are nobody's choice."""
        page = self.page
        page.evaluate(STANDS_STILL)
        page.evaluate(AXE.read_text())
        found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{one['id']}: {[node['target'] for node in one['nodes']]}"
            for one in found["violations"]
            if one["impact"] in SERIOUS
        ]

    def fits(self) -> bool:
        """Whether nothing is wider than the window."""
        wide: bool = self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        return wide


@contextmanager
def web_user(browser: Browser, url: str, width: int, height: int) -> Iterator[WebUser]:
    """A fresh window of this size."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, service_workers="block"
    )
    try:
        yield WebUser(context.new_page(), url)
    finally:
        context.close()
