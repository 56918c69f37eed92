"""An app that talks to WooCommerce's stand-in as its documentation says."""

import re
import time
from collections.abc import Mapping
from typing import Any

import httpx2

from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.woocommerce.keys import issue, signature
from infra.local.sandbox.woocommerce.sites import SITES
from tests.integration.sandbox.sandbox_setup import WEB

SHOP = "shop.asha-crafts.example"
OTHER_SHOP = "weavers.example"
REST = "/wp-json/wc/v3"
_INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class WooApp:
    """Holds a shop's keys and calls its REST API."""

    def __init__(self, sandbox: SandboxServer, shop: str = SHOP, scope: str = "read_write") -> None:
        self.sandbox = sandbox
        self.shop = shop
        keys = issue(sandbox.world, SITES[shop], scope)
        self.auth: tuple[str, str] = (keys["consumer_key"], keys["consumer_secret"])

    def url(self, path: str) -> str:
        """The address of a resource."""
        return f"{self.sandbox.host(self.shop)}{REST}/{path}"

    def ask(self, method: str, path: str, **more: Any) -> httpx2.Response:
        """One call with Basic."""
        return WEB.request(method, self.url(path), auth=self.auth, **more)

    def read(self, path: str, **query: str) -> Any:
        """What a GET answers."""
        answer = self.ask("GET", path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def made(self, path: str = "products", **fields: Any) -> dict[str, Any]:
        """What a POST made."""
        answer = self.ask("POST", path, json=fields)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def signed(
        self, method: str, path: str, query: Mapping[str, str] | None = None, **oauth: str
    ) -> httpx2.Response:
        """One call with OAuth 1.0a; `oauth` replaces parameters before they are signed."""
        sent = {
            **(query or {}),
            "oauth_consumer_key": self.auth[0],
            "oauth_timestamp": str(int(self.sandbox.world.now())),
            "oauth_nonce": f"n{time.monotonic_ns()}",
            "oauth_signature_method": "HMAC-SHA256",
            **{f"oauth_{name}": value for name, value in oauth.items()},
        }
        call = (method, self.url(path))
        sent.setdefault("oauth_signature", signature(call, sent, self.auth[1], "sha256"))
        return WEB.request(method, self.url(path), params=sent)


def approve(address: str, decision: str = "allow") -> httpx2.Response:
    """Click through the page that asks for keys."""
    shown = WEB.get(address)
    assert shown.status_code == 200, shown.text
    form = {name: value.replace("&amp;", "&") for name, value in _INPUT.findall(shown.text)}
    return WEB.post(address.partition("?")[0], data={**form, "decision": decision})


def vase(**more: Any) -> dict[str, Any]:
    """The fields of a vase."""
    return {
        "name": "Terracotta vase",
        "type": "simple",
        "status": "draft",
        "sku": "HAAT-1",
        "regular_price": "1250.00",
        "description": "<p>Thrown &amp; fired.</p>",
        "manage_stock": True,
        "stock_quantity": 3,
        **more,
    }
