"""One Chromium for the browser jobs of a test process; each job has a context of its own in it.

Starting a browser and the driver that speaks to it takes a second, and a context a hundredth. A
job sees no difference: what it opened in the shared browser is closed with the job's browser.
Playwright's objects belong to the thread that made them, so jobs are done in one thread.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import get_ident
from types import TracebackType
from typing import Any, Self, TypeVar

from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

T = TypeVar("T")


class SharedBrowser:
    """A browser as a job sees it: closing it closes what the job opened."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._opened: list[BrowserContext] = []

    def new_context(self, **wanted: Any) -> BrowserContext:
        """A context that shares nothing with others."""
        opened = self._browser.new_context(**wanted)
        self._opened.append(opened)
        return opened

    def close(self) -> None:
        """Forget everything; the browser stays for the next."""
        while self._opened:
            self._opened.pop().close()


class SharedPlaywright:
    """Playwright as a job sees it, in place of `sync_playwright()`."""

    def __init__(self) -> None:
        self._playwright: Playwright | None = None
        self._browsers: dict[str, Browser] = {}

    def __enter__(self) -> Self:
        if self._playwright is None:
            self._playwright = sync_playwright().start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """The driver stays for the next."""

    @property
    def chromium(self) -> Self:
        """The kind of browser that there is."""
        return self

    def launch(self, **wanted: Any) -> SharedBrowser:
        """A browser started with these arguments, now or for an earlier job."""
        assert self._playwright is not None
        named = repr(sorted(wanted.items()))
        running = self._browsers.get(named)
        if running is None or not running.is_connected():
            running = self._browsers[named] = self._playwright.chromium.launch(**wanted)
        return SharedBrowser(running)

    def end(self) -> None:
        """Stop the browsers and the driver."""
        for browser in self._browsers.values():
            browser.close()
        if self._playwright is not None:
            self._playwright.stop()


class BrowserThread:
    """The thread in which jobs share a browser; in other threads each job starts its own."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._playwright_stub = SharedPlaywright()
        self._place = self._thread.submit(get_ident).result()

    def playwright(self) -> Any:
        """What `sync_playwright` is to the code under test."""
        return self._playwright_stub if get_ident() == self._place else sync_playwright()

    def __call__(self, act: Callable[..., T], *given: Any) -> T:
        """Do it there; answers or raises as `act` does."""
        return self._thread.submit(act, *given).result()

    def close(self) -> None:
        """Stop the browsers, and end the thread."""
        self(self._playwright_stub.end)
        self._thread.shutdown()
