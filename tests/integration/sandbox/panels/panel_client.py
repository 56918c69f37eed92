"""A seller who uses any panel's stand-in over HTTP, as a browser would."""

import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import httpx2

from infra.local.sandbox import sms
from infra.local.sandbox.panels.site import Site
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.sandbox_setup import NO_KEEPING

Files = Mapping[str, tuple[str, bytes]] | Sequence[tuple[str, tuple[str, bytes]]]


class _Tokens(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.token = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "input" and held.get("name") == "csrf_token":
            self.token = held.get("value") or ""


class PanelClient:
    """Keeps cookies and the last page's CSRF token; paths start after the host."""

    def __init__(self, sandbox: SandboxServer, site: Site) -> None:
        self.sandbox = sandbox
        self.site = site
        self.client = httpx2.Client(trust_env=False, follow_redirects=True, limits=NO_KEEPING)
        self.token = ""

    def get(self, path: str) -> httpx2.Response:
        """Open a page."""
        return self._seen(self.client.get(self._address(path)))

    def post(
        self, path: str, fields: Mapping[str, str] | None = None, files: Files | None = None
    ) -> httpx2.Response:
        """Send a form with the CSRF token of the last page."""
        form = {"csrf_token": self.token, **(fields or {})}
        return self._seen(self.client.post(self._address(path), data=form, files=files))

    def otp(self, mobile: str) -> str:
        """The newest OTP on the pretend phone."""
        found = re.match(r"(\d{6}) ", sms.inbox(self.sandbox.world, mobile)[0]["text"])
        assert found is not None
        return found[1]

    def name(self, place: int = 0, changes: Mapping[str, str] | None = None) -> httpx2.Response:
        """Say who one is: the first page of the login."""
        seller = [*self.site.sellers.values()][place]
        self.get(self.site.login)
        given = {"username": seller.username, "password": seller.password}
        who = given if self.site.passworded else {"mobile": seller.mobile}
        return self.post(self.site.login, {**who, **(changes or {})})

    def login(self, place: int = 0) -> httpx2.Response:
        """Sign in as one of the sellers."""
        self.name(place)
        mobile = [*self.site.sellers][place]
        return self.post(self.site.otp, {"otp": self.otp(mobile)})

    def storage_state(self) -> dict[str, Any]:
        """The session as a browser would hand it over."""
        cookie = {
            "name": self.site.cookie,
            "value": self.client.cookies[self.site.cookie],
            "domain": "127.0.0.1",
            "path": f"/{self.site.host}",
            "expires": -1,
            "httpOnly": True,
            "secure": False,
            "sameSite": "Lax",
        }
        return {"cookies": [cookie], "origins": []}

    def here(self, answer: httpx2.Response) -> str:
        """Where the browser ended up, after the host."""
        return urlsplit(str(answer.url)).path.removeprefix(f"/{self.site.host}")

    def _address(self, path: str) -> str:
        return f"{self.sandbox.host(self.site.host)}{path}"

    def _seen(self, answer: httpx2.Response) -> httpx2.Response:
        parser = _Tokens()
        parser.feed(answer.text)
        self.token = parser.token or self.token
        return answer
