"""One visit to a seller panel: recognizes each page before it acts, and stops at any other.

What pages say is data: the driver compares and quotes it, and never follows it.
"""

import os
import time
from collections.abc import Callable, Sequence
from urllib.parse import urljoin

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page, Response

from functions.channels.adapters.panels.definition import PanelDefinition
from functions.channels.errors import (
    PageNotKnown,
    ReconnectNeeded,
)
from functions.channels.model.browser import origin
from kernel.errors import OutcomeUnknown, TryLater

BUDGET_SECONDS = 90.0
_LONGEST_STEP = 20.0
_TOO_MANY = 429
_SERVER_ERROR = 500


class PanelPage:
    """Moves through a panel within one budget of time, and not faster than a person would."""

    def __init__(
        self,
        page: Page,
        address: str,
        panel: PanelDefinition,
        monotonic: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._page = page
        self._address = address
        self._panel = panel
        self._monotonic = monotonic
        self._pause = pause
        self._ends_at = monotonic() + BUDGET_SECONDS
        self._turned_at: float | None = None
        self.was_sent = False

    def open(self, path: str, *expected: str) -> None:
        """Go to a page of the panel on which one of the selectors `expected` is."""
        self._keep_pace()
        try:
            response = self._page.goto(f"{self._address}{path}", timeout=self._milliseconds())
        except BrowserError as error:
            raise TryLater("The seller panel did not open.", after=15) from error
        self._settle(response, expected)

    def click_on(self, selector: str, *expected: str) -> None:
        """Press a button that leads to another page and makes nothing visible to others."""
        self.must_have(selector)
        self._keep_pace()
        try:
            response = self._pressed(selector)
        except BrowserError as error:
            raise TryLater("The seller panel did not go on.", after=15) from error
        self._settle(response, expected)

    def send(self, selector: str, *expected: str) -> None:
        """Press the button that submits: from here on, only the panel can tell what happened."""
        self.must_have(selector)
        self._keep_pace()
        try:
            self._milliseconds()  # the last moment at which giving up means that nothing was sent
            self.was_sent = True
            response = self._pressed(selector)
        except BrowserError as error:
            raise OutcomeUnknown("The panel did not answer to the submission.") from error
        if response is None or response.status >= _SERVER_ERROR:
            raise OutcomeUnknown("The panel met a trouble of its own at the submission.")
        try:
            self._settle(response, expected)
        except PageNotKnown as error:
            raise OutcomeUnknown("The panel answered with a page that we do not know.") from error

    def must_have(self, *selectors: str) -> None:
        """Stop with `PageNotKnown` unless all of the selectors are on the page."""
        for selector in selectors:
            if not self.has(selector):
                name = self._panel.name
                raise PageNotKnown(
                    f"{name}'s panel has changed: a part of the page that we need is not there.",
                    remedy=f"Add the product in {name}'s panel yourself, and tell Haat's support.",
                )

    def has(self, selector: str) -> bool:
        """Whether an element matches the selector now."""
        return self._page.locator(selector).count() > 0

    def texts(self, selector: str) -> Sequence[str]:
        """The texts of the elements that match the selector."""
        return self._page.locator(selector).all_inner_texts()

    def fill(self, field: str, text: str) -> None:
        """Type into a field."""
        self.must_have(field)
        self._page.locator(field).fill(text, timeout=self._milliseconds())

    def choose(self, field: str, option: str) -> None:
        """Choose from a list; `PageNotKnown` when it does not offer `option`."""
        self.must_have(f'{field} option[value="{option}"]')
        self._page.locator(field).select_option(option, timeout=self._milliseconds())

    @property
    def page(self) -> Page:
        """Playwright's page, for actions that only one caller needs."""
        return self._page

    def link(self, selector: str) -> str | None:
        """The absolute address of the first link that matches the selector, or None."""
        found = self._page.locator(selector)
        href = found.first.get_attribute("href") if found.count() else None
        return urljoin(self._page.url, href) if href else None

    def _keep_pace(self) -> None:
        now = self._monotonic()
        if self._turned_at is not None:
            wait = self._turned_at + pace(self._panel) - now
            if wait > 0:
                self._pause(wait)
        self._turned_at = self._monotonic()

    def _pressed(self, selector: str) -> Response | None:
        button = self._page.locator(selector).first
        with self._page.expect_navigation(timeout=self._milliseconds()) as going:
            button.click(timeout=self._milliseconds(), no_wait_after=True)
        return going.value

    def _settle(self, response: Response | None, expected: Sequence[str]) -> None:
        if response is not None and response.status == _TOO_MANY:
            raise TryLater("The seller panel asks for a pause.", after=60)
        if response is not None and response.status >= _SERVER_ERROR:
            raise TryLater("The seller panel has a passing trouble.", after=20)
        if origin(self._page.url) != origin(self._address):
            self.must_have("nothing.on.a.strange.site")
        self._stop_where_a_person_is_needed()
        if expected and not any(self.has(selector) for selector in expected):
            self.must_have(*expected)

    def _stop_where_a_person_is_needed(self) -> None:
        human_checks, name = self._panel.human_checks, self._panel.name
        remedy = f"Run: make connect PLATFORM={self._panel.platform}"
        if self.has(human_checks.captcha):
            raise ReconnectNeeded(
                f"{name} asks whether you are human; Haat never answers that for you.",
                remedy=remedy,
            )
        if self.has(human_checks.otp):
            raise ReconnectNeeded(
                f"{name} asks for a one-time password; Haat never types one. The login has ended.",
                remedy=remedy,
            )
        if self.has(human_checks.login):
            raise ReconnectNeeded(f"The login to {name}'s panel has ended.", remedy=remedy)

    def _milliseconds(self) -> float:
        left = self._ends_at - self._monotonic()
        if left <= 0:
            raise TryLater("The seller panel took too long.", after=30)
        return min(left, _LONGEST_STEP) * 1000


def pace(panel: PanelDefinition) -> float:
    """Seconds between two pages: the site's own, unless `BROWSER_PACE_SECONDS` says otherwise."""
    return float(os.environ.get("BROWSER_PACE_SECONDS") or panel.pace_seconds)
