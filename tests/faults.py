"""What can go wrong at which call of which platform: one table for all suites of faults.

The whole matrix runs in process (`tests/integration/publishing`); on the laptop cloud each fault
happens once or twice, over all platforms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


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

SHOPIFY, WOOCOMMERCE = "haat-craft-house.myshopify.com", "shop.asha-crafts.example"
# By platform, the first call that changes what is published, and the one that takes it down.
EDITS: Mapping[str, Mapping[str, Call]] = {
    "facebook": {
        "change": Call("graph.facebook.com", "POST", "*_*"),
        "withdraw": Call("graph.facebook.com", "DELETE", "*_*"),
    },
    "etsy": {
        "change": Call("openapi.etsy.com", "PATCH", "*/listings/*"),
        "withdraw": Call("openapi.etsy.com", "PATCH", "*/listings/*"),
    },
    "pinterest": {
        "change": Call("api.pinterest.com", "PATCH", "*/v5/pins/*"),
        "withdraw": Call("api.pinterest.com", "DELETE", "*/v5/pins/*"),
    },
    "shopify": {
        "change": Call(SHOPIFY, "POST", "*#productSet"),
        "withdraw": Call(SHOPIFY, "POST", "*#productUpdate"),
    },
    "woocommerce": {
        "change": Call(WOOCOMMERCE, "PUT", "*/products/*"),
        "withdraw": Call(WOOCOMMERCE, "PUT", "*/products/*"),
    },
}


@dataclass(frozen=True)
class Mishap:
    """What goes wrong at one call of each platform.

    `arrives`: the post is there, or will surely be, so that the first round must confirm it.
    """

    at: Mapping[str, Call]
    kind: str
    switch: Mapping[str, object] = field(default_factory=dict)
    arrives: bool = False
    unreadable: bool = False


MISHAPS = {
    "accepts-then-times-out": Mishap(EFFECT, "accept_then_timeout", arrives=True),
    "error-after-success": Mishap(EFFECT, "error_after_success", arrives=True),
    "truncated": Mishap(EFFECT, "truncated", arrives=True),
    "silence": Mishap(EFFECT, "hang"),
    "500": Mishap(EFFECT, "error", {"status": 500}),
    "html": Mishap(EFFECT, "html"),
    "429-retry-after": Mishap(EFFECT, "rate_limit", {"retry_after": 2}, arrives=True),
    "429": Mishap(EFFECT, "rate_limit", arrives=True),
    "expired-token": Mishap(EFFECT, "expired_token"),
    "first-call-500": Mishap(FIRST, "error", {"status": 500}),
    "first-call-html": Mishap(FIRST, "html"),
    "first-call-silence": Mishap(FIRST, "hang"),
    "cannot-be-read-at-first": Mishap(EFFECT, "accept_then_timeout", arrives=True, unreadable=True),
}
