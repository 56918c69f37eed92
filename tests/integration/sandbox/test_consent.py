"""The consent page, clicked through in a real Chromium."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest
from playwright.sync_api import Page, sync_playwright

from functions.channels.adapters.panels.chromium import executable
from infra.local.sandbox.facebook.registration import APP as FACEBOOK
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.meta.oauth_steps import (
    GRAPH,
    OTHER_PAGE,
    facebook_exchange,
    facebook_question,
)

CHROMIUM = executable() or ""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="there is no chromium on the PATH"),
]


@pytest.fixture
def app() -> Iterator[str]:
    """The app's own callback address, which answers whatever arrives."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-length", "7")
            self.end_headers()
            self.wfile.write(b"arrived")

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}/api/v1/connections/facebook/callback"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def browser_page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page(viewport={"width": 390, "height": 844})
        browser.close()


def dialog(sandbox: SandboxServer, app: str) -> str:
    asked = facebook_question() | {"redirect_uri": app}
    return f"{sandbox.host('www.facebook.com')}/v26.0/dialog/oauth?{urlencode(asked)}"


def arrived(page: Page, app: str) -> dict[str, str]:
    page.wait_for_url(f"{app}?*")
    query = parse_qs(urlsplit(page.url).query)
    return {name: values[0] for name, values in query.items()}


def test_a_person_unticks_a_page_and_a_scope_and_allows(
    sandbox: SandboxServer, http: httpx2.Client, app: str, browser_page: Page
) -> None:
    browser_page.goto(dialog(sandbox, app))
    browser_page.get_by_label("Asha Dokra Art").uncheck()
    browser_page.get_by_label("pages_manage_posts").uncheck()
    browser_page.get_by_role("button", name="Allow").click()
    back = arrived(browser_page, app)
    token = facebook_exchange(http, code=back["code"], redirect_uri=app).body["access_token"]
    pages = http.get(f"{GRAPH}/me/accounts", params={"access_token": token}).json()["data"]
    assert [page["id"] for page in pages] == [OTHER_PAGE]
    app_token = f"{FACEBOOK.client_id}|{FACEBOOK.client_secret}"
    received = http.get(
        f"{GRAPH}/debug_token", params={"input_token": token, "access_token": app_token}
    ).json()["data"]
    assert received["scopes"] == ["pages_show_list", "pages_read_engagement"]


def test_a_person_denies(sandbox: SandboxServer, app: str, browser_page: Page) -> None:
    browser_page.goto(dialog(sandbox, app))
    browser_page.get_by_role("button", name="Deny").click()
    back = arrived(browser_page, app)
    assert (back["error"], back["state"]) == ("access_denied", "a-state")
    assert "code" not in back


def test_pages_for_people_fit_a_phone(sandbox: SandboxServer, app: str, browser_page: Page) -> None:
    for path in ("/", "/people/facebook", "/people/phone", "/people/faults", "/people/log"):
        browser_page.goto(sandbox.url + path)
        wide = browser_page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, f"{path} is {wide} px wide"
    browser_page.goto(dialog(sandbox, app))
    box = browser_page.get_by_role("button", name="Allow").bounding_box()
    assert box is not None
    assert box["height"] >= 44
