"""The stand-ins as tests see them: faults on and off, the request log, the settings."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import httpx2
import pytest

from tests.e2e.waiting import eventually

Entry = dict[str, Any]

NAMED_IN_WORDS = ("catalogue", "shopify", "woocommerce")
"""Whose addresses for buyers do not have the number of what was published, but words or another."""


@dataclass(frozen=True)
class Call:
    """A kind of request to a vendor, as a fault switch names it; `path` is a glob."""

    host: str
    method: str
    path: str


# The one call of each platform that makes something visible.
EFFECT = {
    "facebook": Call("graph.facebook.com", "POST", "*/feed"),
    "instagram": Call("graph.instagram.com", "POST", "*/media_publish"),
    "etsy": Call("openapi.etsy.com", "PATCH", "*/listings/*"),
    "pinterest": Call("api.pinterest.com", "POST", "*/v5/pins"),
    "catalogue": Call("graph.facebook.com", "POST", "*/items_batch#active"),
    "shopify": Call("haat-craft-house.myshopify.com", "POST", "*#productUpdate"),
    "woocommerce": Call("shop.asha-crafts.example", "PUT", "*/products/*"),
    "meesho": Call("supplier.meesho.com", "POST", "*/details"),
    "snapdeal": Call("seller.snapdeal.com", "POST", "*/uploads/*"),
    "indiamart": Call("seller.indiamart.com", "POST", "*/details"),
}
# The first call of each platform: nothing has been said to the vendor before it.
FIRST = {
    "facebook": Call("graph.facebook.com", "POST", "*/photos"),
    "instagram": Call("graph.instagram.com", "POST", "*/media"),
    "etsy": Call("openapi.etsy.com", "GET", "*/shops/*"),
    "pinterest": Call("api.pinterest.com", "GET", "*/v5/boards"),
    "catalogue": Call("graph.facebook.com", "GET", "*/products"),
    "shopify": Call("haat-craft-house.myshopify.com", "POST", "*#productByIdentifier"),
    "woocommerce": Call("shop.asha-crafts.example", "GET", "*/v3/products"),
    "meesho": Call("supplier.meesho.com", "GET", "*/panel/catalogs"),
    "snapdeal": Call("seller.snapdeal.com", "GET", "*/products"),
    "indiamart": Call("seller.indiamart.com", "GET", "*/products"),
}
# The call by which each platform is asked whether a post arrived.
LOOK = {
    "facebook": Call("graph.facebook.com", "GET", "*/feed"),
    "instagram": Call("graph.instagram.com", "GET", "*/media"),
    "etsy": Call("openapi.etsy.com", "GET", "*/listings/*"),
    "pinterest": Call("api.pinterest.com", "GET", "*/v5/boards/*/pins"),
    "catalogue": Call("graph.facebook.com", "GET", "*/products"),
    "shopify": Call("haat-craft-house.myshopify.com", "POST", "*#productByIdentifier"),
    "woocommerce": Call("shop.asha-crafts.example", "GET", "*/products/*"),
    "meesho": Call("supplier.meesho.com", "GET", "*/panel/catalogs"),
    "snapdeal": Call("seller.snapdeal.com", "GET", "*/products"),
    "indiamart": Call("seller.indiamart.com", "GET", "*/products"),
}

PLATFORMS = tuple(EFFECT)
SAMPLED = ("facebook", "instagram", "etsy", "pinterest", "shopify", "woocommerce", "meesho")
"""Those of which every run makes sure; the others are in the whole matrix, and in `test_panels`."""

each_platform = pytest.mark.parametrize(
    "platform",
    [pytest.param(one, marks=[] if one in SAMPLED else [pytest.mark.whole]) for one in PLATFORMS],
)


class Sandbox:
    """The control door of one running sandbox."""

    def __init__(self, url: str) -> None:
        self._http = httpx2.Client(base_url=f"{url}/_sandbox", timeout=30, trust_env=False)

    def close(self) -> None:
        self._http.close()

    def misbehave(self, call: Call, kind: str, **switch: object) -> None:
        """Switch a fault on, once unless `times` says otherwise."""
        asked = asdict(call) | {"kind": kind, **switch}
        self._http.post("/faults", json=asked).raise_for_status()

    def behave(self) -> None:
        """Switch every fault off."""
        self._http.delete("/faults").raise_for_status()

    def set(self, **settings: str | int) -> None:
        """Turn what vendors do not document, such as how long a picture takes."""
        self._http.post("/settings", json=settings).raise_for_status()

    def log(self, since: int = 0) -> list[Entry]:
        """The requests after number `since`, oldest first."""
        answer = self._http.get("/log", params={"since": since}).raise_for_status()
        entries: list[Entry] = answer.json()["entries"]
        return entries

    def last(self) -> int:
        """The number of the newest request."""
        entries = self.log()
        return int(entries[-1]["number"]) if entries else 0

    def published(self, platform: str, since: int = 0) -> list[str]:
        """What became visible on a platform after request `since`: the judge."""
        return [
            entry["effect_id"]
            for entry in self.log(since)
            if entry["vendor"] == platform and entry["effect"] == "published"
        ]

    def wait_for(self, platform: str, since: int, what: str, seen: Callable[[Entry], bool]) -> None:
        """Return as soon as a platform has a request after `since` that was `seen`."""
        eventually(
            lambda: any(entry["vendor"] == platform and seen(entry) for entry in self.log(since)),
            f"{platform}: {what}",
            seconds=90,
            every=0.05,
        )
