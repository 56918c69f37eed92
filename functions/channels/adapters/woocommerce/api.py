"""Calls the REST API v3 of shops, each on a host of its own, over https only.

https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from functions.channels.adapters.http.client import VendorClient, VendorRequest
from functions.channels.adapters.woocommerce import errors, rules
from functions.channels.errors import Rejected
from functions.channels.model.connection import Account
from kernel.addresses import AddressForbidden
from kernel.http import GuardedClient

Json = Any  # a vendor's JSON has no closed type

ROOT = "/wp-json/wc/v3"
HEADER, QUERY = "header", "query"
"""Where a shop's host lets the keys through: some drop the Authorization header."""


@dataclass(frozen=True, slots=True)
class StoreCredentials:
    """One shop with its keys, `ck_…:cs_…`, and whether they go into the header or the query."""

    shop: str
    keys: str = field(repr=False)
    keys_in: str = HEADER

    @classmethod
    def of(cls, account: Account) -> "StoreCredentials":
        """The credentials in a connection's account."""
        return cls(account.account_id, account.token, account.detail.get("keys_in", HEADER))


class Sites:
    """Calls the API of any shop; `base` has `{shop}` where host and folder go."""

    def __init__(self, client: GuardedClient, base: str) -> None:
        self._vendor = VendorClient("Your shop", client, errors.classify, errors.classify_page)
        self._base = base

    def home(self, shop: str) -> str:
        """The shop's address, without a slash at its end."""
        return self._base.replace("{shop}", rules.shop_at(shop))

    def index(self, shop: str) -> Mapping[str, Json]:
        """The site's public index, or an empty one."""
        data = self._send(VendorRequest("GET", f"{self.home(shop)}/wp-json/"))
        return data if isinstance(data, dict) else {}

    def __call__(  # the parts of a request, all by name
        self,
        credentials: StoreCredentials,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Json = None,
        effect: bool = False,
    ) -> Json:
        """The answer's JSON; failures as in `Channel`."""
        key, _, secret = credentials.keys.partition(":")
        asked = dict(query or {})
        in_query = credentials.keys_in == QUERY
        if in_query:
            asked |= {"consumer_key": key, "consumer_secret": secret}
        return self._send(
            VendorRequest(
                method,
                f"{self.home(credentials.shop)}{ROOT}/{path}",
                params=asked or None,
                json=body,
                auth=None if in_query else (key, secret),
                effect=effect,
            )
        )

    def _send(self, call: VendorRequest) -> Json:
        try:
            return self._vendor(call)
        except AddressForbidden as error:
            # A name that once led to the shop can lead inside a network by tomorrow.
            raise Rejected(
                "The shop's address leads to a place that Haat does not call.",
                remedy="Connect the shop by the address at which its pages open for everybody.",
            ) from error
