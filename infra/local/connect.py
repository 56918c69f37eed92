"""Connects a seller panel: a person logs in, in a browser window; only the session is kept.

`python -m infra.local.connect meesho` opens a visible Chromium at the panel. The person types
number, password and one-time password there; this program never sees any of them.
"""

import argparse
import getpass
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import Any

import httpx2
from playwright.sync_api import Error as BrowserTrouble
from playwright.sync_api import Page, sync_playwright

from infra.local.chromium import SHELL
from infra.parts.platforms import PlatformSettings, platform_settings

LOGIN_SECONDS = 300
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--no-first-run")
_LEFT_EMPTY = "Leave the first answer empty to keep what you gave before."

Person = Callable[[Page], None]
"""Whoever logs in: types into the panel's pages until it lets them in."""


class CannotConnect(Exception):
    """The message says why, and what to do."""


PANELS: Mapping[str, PlatformSettings] = {
    one.platform: one for one in platform_settings() if one.needs_browser
}
"""The platforms with a seller panel, by name."""


@dataclass(frozen=True)
class Seller:
    """What the panel demands of every product; the shape of the API's `seller`."""

    name: str
    address: str
    pincode: str
    hsn: str
    gst: str
    net_weight: str


DEMO_SELLER = Seller(
    "Haat Craft House", "7 Dokra Gali, Kondagaon, Chhattisgarh", "494226", "8306", "5", "650"
)
"""The maker behind the sandbox's supplier account."""


class Haat:
    """The API of a running Haat, for one signed-in person."""

    def __init__(self, url: str, token: str) -> None:
        self._url = f"{url.rstrip('/')}/api/v1"
        self._headers = {"authorization": f"Bearer {token}"}

    @classmethod
    def signed_in(cls, url: str, email: str, password: str) -> "Haat":
        """Sign in; raises `CannotConnect` when refused."""
        form = {"email": email, "password": password, "session": "token"}
        answer = _send("POST", f"{url.rstrip('/')}/api/v1/auth/login", {}, form)
        return cls(url, str(_content(answer)["access_token"]))

    def panel(self, platform: str) -> str:
        """The panel's address, as Haat knows it."""
        answer = self._ask("POST", f"/connections/{platform}/authorize", {})
        details = answer.json().get("error", {}).get("details", {})
        if "panel_url" not in details:
            raise CannotConnect(f"{platform} is connected on the Connections page, not here.")
        return str(details["panel_url"])

    def keep_session(
        self,
        platform: str,
        state: Mapping[str, Any],
        seller: Seller | None,
        account: str = "",
    ) -> dict[str, Any]:
        """Hand over the session of the first account, or of a further one; the connection then."""
        body: dict[str, Any] = {
            "storage_state": state,
            "seller": asdict(seller) if seller else None,
            "account": account,
        }
        kept: dict[str, Any] = _content(self._ask("PUT", f"/connections/{platform}/session", body))
        return kept

    def follow_leads(self, platform: str, key: str, account: str = "") -> None:
        """Let Haat read the leads of the first account, or of a further one."""
        body = {"key": key, "account": account}
        _content(self._ask("PUT", f"/connections/{platform}/leads", body))

    def _ask(self, method: str, path: str, body: object) -> httpx2.Response:
        return _send(method, f"{self._url}{path}", self._headers, body)


def _send(method: str, url: str, headers: Mapping[str, str], body: object) -> httpx2.Response:
    try:
        with httpx2.Client(timeout=30, trust_env=False) as client:
            return client.request(method, url, headers=dict(headers), json=body)
    except httpx2.TransportError as error:
        raise CannotConnect(f"Haat does not answer at {url}. Is `make run` running?") from error


def _content(answer: httpx2.Response) -> Any:  # noqa: ANN401  # the envelope's content
    if answer.is_success:
        return answer.json()["data"]
    problem = answer.json().get("error", {})
    raise CannotConnect(f"{problem.get('message')} {problem.get('details', {}).get('remedy', '')}")


@contextmanager
def browser_page(*, headless: bool = False) -> Iterator[Page]:
    """A fresh browser window; `headless` is for tests and the demo, never for people."""
    shell = shutil.which(SHELL) if headless else None
    path = os.environ.get("CHROMIUM_PATH") or shell or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, headless=headless, args=list(ARGUMENTS)
        )
        try:
            yield browser.new_context(service_workers="block").new_page()
        finally:
            browser.close()


def assisted_login(
    page: Page,
    panel: str,
    person: Person,
    seconds: float = LOGIN_SECONDS,
    *,
    platform: str,
) -> Mapping[str, Any]:
    """Open the panel, let `person` log in, and answer the browser's storage state."""
    page.goto(panel)
    person(page)
    try:
        page.locator(PANELS[platform].signed_in).first.wait_for(timeout=seconds * 1000)
    except BrowserTrouble as error:
        raise CannotConnect("Nobody logged in to the panel; run the command again.") from error
    return dict(page.context.storage_state())


def at_the_window(_: Page) -> None:
    """The person at the screen types by themselves: nothing is done for them."""


def demo_person(sandbox: str, platform: str) -> Person:
    """The sandbox's seller, who reads the one-time password from the pretend phone."""
    login = import_module(f"infra.local.sandbox.{platform}.demo_login")

    def log_in(page: Page) -> None:
        for field, words in login.TYPED.items():
            page.locator(field).fill(words)
        page.locator("button.main").click()
        page.locator("input[name=otp]").fill(_newest_password(sandbox, login.MOBILE))
        page.locator("form[action$='/otp'] button.main").click()

    return log_in


def _newest_password(sandbox: str, mobile: str) -> str:
    for _ in range(40):
        answer = _send("GET", f"{sandbox}/_sandbox/sms?mobile={mobile}", {}, None)
        messages = answer.json()["messages"]
        found = re.search(r"\b\d{6}\b", messages[0]["text"]) if messages else None
        if found:
            return found[0]
        time.sleep(0.25)
    raise CannotConnect("No text message came to the pretend phone.")


def ask_seller(answer: Callable[[str], str] = input) -> Seller | None:
    """Ask what the panel demands of every product; None keeps what is known."""
    print(_LEFT_EMPTY)
    name = answer("Maker's name: ").strip()
    if not name:
        return None
    return Seller(
        name,
        answer("Maker's address: ").strip(),
        answer("Pincode: ").strip(),
        answer("HSN code of your products (4, 6 or 8 digits): ").strip(),
        answer("GST in per cent: ").strip(),
        answer("Usual weight of a piece in grams: ").strip(),
    )


def ask_lead_key(answer: Callable[[str], str] = getpass.getpass) -> str:
    """Ask for the key by which leads can be read, "" for none; it is not shown meanwhile."""
    return answer("Key of the lead API, if your account has one (Lead Manager): ").strip()


def must_have_a_display() -> None:
    """Raises `CannotConnect` where no window can be opened."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        raise CannotConnect(
            "There is no screen here on which a browser window could open. "
            "Run this on your own computer, with --url leading to this Haat."
        )


def _haat(options: argparse.Namespace) -> Haat:
    if token := os.environ.get("HAAT_TOKEN"):
        return Haat(options.url, token)
    email = options.email or input("E-mail at Haat: ")
    return Haat.signed_in(options.url, email, getpass.getpass("Password at Haat: "))


def connect(options: argparse.Namespace) -> None:
    """The whole connection for the person at the terminal."""
    must_have_a_display()
    haat = _haat(options)
    panel = options.panel or haat.panel(options.platform)
    seller = ask_seller()
    lead_key = ask_lead_key() if PANELS[options.platform].leads else ""
    print("A browser window opens. Log in there; the window closes by itself.")
    with browser_page() as page:
        state = assisted_login(page, panel, at_the_window, platform=options.platform)
    kept = haat.keep_session(options.platform, state, seller, options.account)
    if lead_key:
        haat.follow_leads(options.platform, lead_key, options.account)
    print(f"{options.platform} is {kept['status']} until {kept['expires_at'] or 'it ends'}.")


def main(arguments: list[str] | None = None) -> int:
    """The command line; 0 when connected, 1 with the reason otherwise."""
    parser = argparse.ArgumentParser(prog="connect", description=__doc__)
    parser.add_argument("platform", choices=sorted(PANELS))
    parser.add_argument("--url", default=os.environ.get("HAAT_URL", "http://localhost:8080"))
    parser.add_argument("--email")
    parser.add_argument(
        "--account", default="", help="your own name for a further account, such as second-shop"
    )
    parser.add_argument("--panel", help="the panel's address, if not the one that Haat knows")
    try:
        connect(parser.parse_args(arguments))
    except CannotConnect as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
