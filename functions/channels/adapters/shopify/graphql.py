"""Speaks GraphQL to a store's Admin API; only stores of Shopify are ever called."""

from collections.abc import Mapping
from typing import Any

from functions.channels.adapters.http.client import VendorClient, VendorRequest
from functions.channels.adapters.shopify import errors, rules
from functions.channels.errors import ReconnectNeeded
from kernel.http import GuardedClient

VERSION = "2026-10"
"""The API's version, served for a year at least; try a newer one against the SDL first."""

Json = Any  # a vendor's JSON has no closed type


class ShopifyGraphql:
    """The Admin API of any store; `base` has `{shop}` where the store's name goes."""

    def __init__(self, client: GuardedClient, base: str) -> None:
        self._vendor = VendorClient("Shopify", client, errors.classify)
        self._base = base

    def __call__(
        self,
        at: tuple[str, str],
        query: str,
        variables: Mapping[str, Json] | None = None,
        *,
        effect: bool = False,
    ) -> Mapping[str, Json]:
        """The answer's data; `at` is a store's domain and a token for it.

        Failures as in `Channel`; `effect` says that the call could make something visible.
        """
        domain, token = at
        url = f"{address(self._base, domain)}/admin/api/{VERSION}/graphql.json"
        body = {"query": query, "variables": dict(variables or {})}
        headers = {"x-shopify-access-token": token}
        call = VendorRequest("POST", url, json=body, headers=headers, effect=effect)
        data: Mapping[str, Json] = self._vendor(call)["data"]
        return data


def address(base: str, domain: str) -> str:
    """A store's base URL; raises `ReconnectNeeded` for what is no store's domain."""
    if not rules.is_domain(domain):
        raise ReconnectNeeded(
            "This is not the address of a Shopify store.",
            remedy="Connect the store again under Connections.",
        )
    return base.replace("{shop}", domain.removesuffix(rules.DOMAIN))
