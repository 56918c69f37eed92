"""A visit to a panel keeps its pace and its budget; the page is one that never changes."""

from typing import Any

import pytest

from functions.channels.adapters.panels.definition import panel_definition
from functions.channels.adapters.panels.page import BUDGET_SECONDS, PanelPage, pace
from functions.channels.errors import PageNotKnown, ReconnectNeeded
from kernel.errors import TryLater

PANEL = "https://supplier.meesho.com"
MEESHO = panel_definition("meesho")


class Found:
    def __init__(self, number: int) -> None:
        self._number = number

    def count(self) -> int:
        return self._number


class StillPage:
    """Stands in for the browser's page: it has these selectors, wherever one goes."""

    def __init__(self, *has: str, status: int = 200, url: str = PANEL) -> None:
        self._has = has
        self.status = status
        self.url = url
        self.opened: list[str] = []

    def goto(self, url: str, timeout: float) -> "StillPage":
        assert 0 < timeout <= 20_000
        self.opened.append(url)
        return self

    def locator(self, selector: str) -> Found:
        return Found(int(selector in self._has))


class Hours:
    """A clock that goes on when somebody waits."""

    def __init__(self) -> None:
        self.time = 0.0
        self.waits: list[float] = []

    def monotonic(self) -> float:
        return self.time

    def pause(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds


def visit(page: Any, hours: Hours) -> PanelPage:
    return PanelPage(page, PANEL, MEESHO, hours.monotonic, hours.pause)


@pytest.fixture(autouse=True)
def _own_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROWSER_PACE_SECONDS", raising=False)


def test_between_two_pages_lies_the_sites_own_pace() -> None:
    hours, page = Hours(), StillPage("main")
    seen = visit(page, hours)
    seen.open("/a", "main")
    seen.open("/b", "main")
    hours.time += 0.4
    seen.open("/c", "main")
    hours.time += 5
    seen.open("/d", "main")
    assert hours.waits == [pytest.approx(1.0), pytest.approx(0.6)]
    assert page.opened == [f"{PANEL}/{name}" for name in "abcd"]


def test_the_pace_may_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pace(MEESHO) == MEESHO.pace_seconds
    monkeypatch.setenv("BROWSER_PACE_SECONDS", "2.5")
    assert pace(MEESHO) == 2.5


def test_after_the_budget_nothing_is_opened_any_more() -> None:
    hours, page = Hours(), StillPage("main")
    seen = visit(page, hours)
    hours.time += BUDGET_SECONDS
    with pytest.raises(TryLater, match="too long"):
        seen.open("/a", "main")
    with pytest.raises(TryLater, match="too long"):
        seen.send("main")
    assert page.opened == []
    assert not seen.was_sent


@pytest.mark.parametrize(
    ("page", "failure", "words"),
    [
        (StillPage("main", MEESHO.human_checks.captcha), ReconnectNeeded, "human"),
        (StillPage("main", MEESHO.human_checks.otp), ReconnectNeeded, "one-time password"),
        (StillPage("main", MEESHO.human_checks.login), ReconnectNeeded, "login"),
        (StillPage(), PageNotKnown, "has changed"),
        (StillPage("main", url="https://elsewhere.example/x"), PageNotKnown, "has changed"),
        (
            StillPage("main", url="https://supplier.meesho.com.evil.example"),
            PageNotKnown,
            "changed",
        ),
        (StillPage("main", status=429), TryLater, "pause"),
        (StillPage("main", status=503), TryLater, "passing"),
    ],
)
def test_each_kind_of_page_at_which_it_stops(
    page: StillPage, failure: type[Exception], words: str
) -> None:
    with pytest.raises(failure, match=words):
        visit(page, Hours()).open("/a", "main")
