"""An artisan with a WooCommerce shop, and the server on loopback that shops call back."""

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from functions.channels.public import (
    Handle,
    Listing,
    OutcomeUnknown,
    Ready,
    ReconnectNeeded,
    Rejected,
    TryLater,
    Waiting,
)
from infra.local.sandbox import journal
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.woocommerce.sites import SITES
from tests.integration.aws import Cloud, Reply, api_event
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import OWNER, WEB, Artisan, account
from tests.integration.channels.setup_cache import SetupCache

SHOP = "shop.asha-crafts.example"
NAME = "Asha Crafts"
WOO = "woocommerce"
SITE = SITES[SHOP]
_API = "/api/v1"
_FILES = ("api", "webhook_platforms")
_INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass
class CallbackServer:
    """Haat's address for shops; closed between tests, so that none gets another's late calls."""

    url: str = ""
    cloud: Cloud | None = None
    requests: list[tuple[str, bytes]] = field(default_factory=list)
    shut: bool = True

    @contextmanager
    def open_for(self, cloud: Cloud) -> Iterator[None]:
        """Within it shops reach this cloud."""
        self.cloud, self.requests, self.shut = cloud, [], False
        try:
            yield
        finally:
            self.cloud, self.shut = None, True

    def handle(self, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Bring one POST to the function that serves its path."""
        self.requests.append((path, body))
        file = _FILES[path.startswith("/webhooks/")]
        event = api_event("POST", path, body.decode(), headers=headers)
        assert self.cloud
        return Reply.of(self.cloud.call(f"channels.{file}", event))


@contextmanager
def callback_server() -> Iterator[CallbackServer]:
    """Haat at an address that a shop can really call; the same for all tests of a process."""
    for file in _FILES:
        # Mangum makes an event loop when it is imported outside of the main thread.
        import_module(f"functions.channels.handlers.{file}")
    callbacks = CallbackServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            if callbacks.shut:
                self.send_error(503)
                return
            path = self.path.removeprefix(_API)
            reply = callbacks.handle(path, body, {**self.headers})
            content = reply.text.encode()
            self.send_response(reply.status)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    callbacks.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield callbacks
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class PendingConnection:
    """A pending OAuth session: where the browser was sent, and what it brings back."""

    url: str
    cookies: dict[str, str]

    @property
    def asked(self) -> dict[str, str]:
        """What the shop's page is asked."""
        return {name: one[0] for name, one in parse_qs(urlsplit(self.url).query).items()}

    @property
    def state(self) -> str:
        """What proves that keys belong to this OAuth session."""
        return self.asked["user_id"]

    def keys(self, **changed: str) -> dict[str, Any]:
        """Keys that some shop might give for it."""
        return {
            "key_id": 7,
            "user_id": self.state,
            "consumer_key": f"ck_{'a' * 40}",
            "consumer_secret": f"cs_{'b' * 40}",
            "key_permissions": "read_write",
            **changed,
        }


@dataclass
class Merchant:
    """Owns a WooCommerce shop and connects it."""

    cloud: Cloud
    sandbox: SandboxServer
    callbacks: CallbackServer
    owner_id: str = OWNER
    setup_cache: SetupCache | None = None

    @property
    def artisan(self) -> Artisan:
        """The same person at Haat."""
        return Artisan(self.cloud, self.sandbox, self.owner_id)

    def begin(self, shop: str = SHOP, renewing: str = "") -> PendingConnection:
        """Press Connect, or Reconnect on the connection `renewing`, and type the shop's address."""
        reply = self.authorize(shop, renewing)
        cookies = dict(cookie.split(";")[0].split("=", 1) for cookie in reply.cookies)
        return PendingConnection(reply.data["authorize_url"], cookies)

    def authorize(self, shop: str, renewing: str = "") -> Reply:
        """Ask for the authorization URL of the shop at this address."""
        path = "/connections/woocommerce/authorize"
        asked = {"given": {"shop": shop}, "connection_id": renewing}
        return self.artisan.api("POST", path, asked)

    def decide(self, begun: PendingConnection, decision: str = "allow") -> httpx2.Response:
        """Click on the shop's page: it calls Haat, and sends the browser on."""
        shown = WEB.get(begun.url)
        assert shown.status_code == 200, shown.text
        form = {name: text.replace("&amp;", "&") for name, text in _INPUT.findall(shown.text)}
        return WEB.post(begun.url.partition("?")[0], data={**form, "decision": decision})

    def come_back(
        self, begun: PendingConnection, success: str = "1", **changed: str
    ) -> dict[str, str]:
        """The browser's way back; where it leads on to."""
        back = urlsplit(begun.asked["return_url"])
        query = {name: one[0] for name, one in parse_qs(back.query).items()}
        query |= {"success": success, "user_id": begun.state}
        cookies = {name: changed.get("key", key) for name, key in begun.cookies.items()}
        path = back.path.removeprefix(_API)
        reply = self.cloud.api("channels", "GET", path, query=query, cookies=cookies)
        assert reply.status == 303, reply.text
        there = parse_qs(urlsplit(reply.headers["location"]).query)
        return {name: one[0] for name, one in there.items()}

    def post_keys(self, keys: Mapping[str, Any], platform: str = "woocommerce") -> Reply:
        """Post keys to Haat as a shop does, or as somebody who is none."""
        return self.cloud.api("channels", "POST", f"/connections/{platform}/keys", dict(keys))

    def connect(self, shop: str = SHOP) -> dict[str, str]:
        """All of it, or what that led to before."""
        flow = partial(self.consent, shop)
        if self.setup_cache is None:
            return flow()
        return self.setup_cache.after(flow, "connect", self.owner_id, WOO, shop)

    def consent(self, shop: str = SHOP) -> dict[str, str]:
        """All of it, really."""
        begun = self.begin(shop)
        assert self.decide(begun).status_code == 302
        return self.come_back(begun)

    def connection(self) -> dict[str, Any]:
        """The connection as the API shows it."""
        return self.artisan.connection("woocommerce")

    @property
    def status(self) -> str:
        """Of the connection; "not_connected" without one."""
        held = self.artisan.connections(WOO)
        return str(held[0]["status"]) if held else "not_connected"

    def rows(self, prefix: str) -> list[dict[str, Any]]:
        """What is stored under keys that begin so."""
        return [row for row in self.cloud.items("channels") if str(row["pk"]).startswith(prefix)]

    @property
    def products(self) -> list[dict[str, Any]]:
        """What is in the shop, drafts and bin as well."""
        return self.sandbox.world.find(SITE.kind("product"))

    @property
    def webhooks(self) -> list[dict[str, Any]]:
        """The shop's webhooks."""
        return self.sandbox.world.find(SITE.kind("webhook"))

    @property
    def created_count(self) -> int:
        """How often a product was made, by the shop's own log."""
        return len(journal.entries(self.sandbox.world, WOO, effect_kind="created"))


def prepared(one: Listing) -> Ready:
    """The listing, up to the irreversible call."""
    step = posting.start(*account(WOO), one)
    while isinstance(step, Waiting):
        step = posting.check(*account(WOO), one, step.handle)
    assert isinstance(step, Ready)
    return step


def failing(one: Listing, handle: Handle) -> type[Exception]:
    """With what `finish` fails."""
    with pytest.raises((OutcomeUnknown, ReconnectNeeded, Rejected, TryLater)) as caught:
        posting.finish(*account(WOO), one, handle)
    return caught.type
