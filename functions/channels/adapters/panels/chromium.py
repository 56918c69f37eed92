"""A fresh Chromium for one browser job: one site, one session, nothing kept afterwards."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Route, sync_playwright

from functions.channels.model.browser import origin

_ARGUMENTS = (
    "--no-sandbox",  # Lambda and containers without user namespaces offer no other choice
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
)
_WITHOUT_NETWORK = ("data", "blob", "about")


def executable() -> str | None:
    """The Chromium to run: `CHROMIUM_PATH`, Debian's, or None for Playwright's own.

    The headless shell is Chromium without its windows, which nobody sees here: a page costs a
    third.
    """
    named = os.environ.get("CHROMIUM_PATH")
    return named or shutil.which("chromium-headless-shell") or shutil.which("chromium")


@contextmanager
def fresh_page(state: Mapping[str, Any], panel: str) -> Iterator[Page]:
    """A page with the session `state` that can reach the origin of `panel` and nothing else."""
    host = urlsplit(panel).hostname
    rules = f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {host}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=[*_ARGUMENTS, rules]
        )
        try:
            context = browser.new_context(
                storage_state={"cookies": [], "origins": [], **state},  # type: ignore[arg-type]  # checked by panel_session
                service_workers="block",
                accept_downloads=False,
                locale="en-IN",
                viewport={"width": 1280, "height": 900},
            )
            _keep_to(context, panel)
            yield context.new_page()
        finally:
            browser.close()


def _keep_to(context: BrowserContext, panel: str) -> None:
    own = origin(panel)

    def gate(route: Route) -> None:
        url = route.request.url
        if origin(url) == own or urlsplit(url).scheme in _WITHOUT_NETWORK:
            route.continue_()
        else:
            route.abort()

    context.route("**/*", gate)
    context.route_web_socket("**/*", lambda socket: socket.close())
