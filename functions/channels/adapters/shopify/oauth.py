"""Shopify's OAuth: one store at a time, a signed callback, hourly tokens that rotate.

https://shopify.dev/docs/apps/build/authentication-authorization
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from functions.channels.adapters.http.client import VendorClient, VendorRequest
from functions.channels.adapters.shopify import errors, queries, rules, subscriptions
from functions.channels.adapters.shopify.graphql import ShopifyGraphql, address
from functions.channels.errors import AccessTokenRefused, ConsentExpired
from functions.channels.model.connection import (
    Account,
    AuthorizationCallback,
    AuthorizationRequest,
    Candidate,
    Grant,
    Tokens,
)
from kernel.clock import Clock
from kernel.errors import Problem
from kernel.http import GuardedClient
from kernel.observability import log_failure

_SIGNATURE = "hmac"


class ShopifyOAuth:
    """The `OAuthProvider` of Shopify; `hosts` are the API's and the pages' bases with `{shop}`."""

    revokes_all: bool = False

    needed: Mapping[str, str] = {
        "write_products": "create and change products",
        "write_publications": "put products on your Online Store",
        "write_inventory": "set your stock",
        "read_locations": "see where your stock is",
        "read_orders": "see your orders",
    }
    margin: timedelta | None = timedelta(minutes=5)

    def __init__(
        self, client: GuardedClient, hosts: tuple[str, str], app: tuple[str, str], clock: Clock
    ) -> None:
        self._vendor = VendorClient("Shopify", client, errors.classify_oauth)
        self._api, self._www = hosts
        self._admin = ShopifyGraphql(client, self._api)
        self._id, self._secret = app
        self._clock = clock

    def address(self, asking: AuthorizationRequest) -> str:
        """The store's own page on which the app is installed."""
        query = {
            "client_id": self._id,
            "scope": ",".join(self.needed),
            "redirect_uri": asking.redirect_uri,
            "state": asking.state,
        }
        store = address(self._www, rules.domain(asking.given["shop"]))
        return f"{store}/admin/oauth/authorize?{urlencode(query)}"

    def redeem(self, back: AuthorizationCallback) -> Grant:
        """Tokens, their scopes, and the store, after the proof that Shopify sent the browser."""
        domain = rules.domain(back.given["shop"])
        if back.query.get("shop") != domain or not signed(back.query, self._secret):
            raise ConsentExpired(
                "This way back is not the one that Shopify sends for this store.",
                remedy="Press Connect again.",
            )
        answer = self._ask(domain, {"code": back.code, "expiring": "1"})
        tokens = self._kept(domain, answer)
        scopes = rules.granted(str(answer.get("scope", "")).split(","))
        if not set(self.needed) <= set(scopes):
            return Grant(tokens, scopes, ())
        shop = self._shop(domain, tokens.access)
        self._listen(tokens, back.redirect_uri)
        detail = {"currency": str(shop["currencyCode"])}
        return Grant(tokens, scopes, (Candidate(domain, str(shop["name"]), detail),))

    def refresh(self, tokens: Tokens) -> Tokens:
        """A new pair of tokens; the old refresh token is good until the new one is first used."""
        form = {"grant_type": "refresh_token", "refresh_token": tokens.refresh}
        return self._kept(tokens.site, self._ask(tokens.site, form))

    def confirm(self, account: Account) -> str:
        """The store's name."""
        return str(self._shop(account.account_id, account.token)["name"])

    def revoke(self, login: Tokens) -> None:
        """Uninstall the app from the store; an expired access token is refreshed first."""
        try:
            self._uninstall(login)
        except AccessTokenRefused:
            self._uninstall(self.refresh(login))

    def _uninstall(self, tokens: Tokens) -> None:
        self._admin((tokens.site, tokens.access), subscriptions.UNINSTALL)

    def _listen(self, tokens: Tokens, redirect_uri: str) -> None:
        """Subscribe to the store's webhooks; a failure, as of a second subscription, is logged."""
        ours = redirect_uri.partition("/connections/")[0]
        variables = subscriptions.listen_variables(f"{ours}/webhooks/shopify")
        try:
            self._admin((tokens.site, tokens.access), subscriptions.LISTEN, variables)
        except Problem as deaf:
            # A store can be sold in without: what it did not tell is read when somebody asks.
            log_failure("WebhooksNotOpened", deaf, platform="shopify")

    def _shop(self, domain: str, token: str) -> Mapping[str, Any]:
        shop: Mapping[str, Any] = self._admin((domain, token), queries.SHOP)["shop"]
        return shop

    def _ask(self, domain: str, form: Mapping[str, str]) -> Mapping[str, Any]:
        url = f"{address(self._api, domain)}/admin/oauth/access_token"
        app = {"client_id": self._id, "client_secret": self._secret}
        answer: Mapping[str, Any] = self._vendor(VendorRequest("POST", url, form={**app, **form}))
        return answer

    def _kept(self, domain: str, answer: Mapping[str, Any]) -> Tokens:
        now = self._clock.now()
        ends, last = answer.get("expires_in"), answer.get("refresh_token_expires_in")
        return Tokens(
            str(answer["access_token"]),
            now + timedelta(seconds=int(ends)) if ends else None,
            str(answer.get("refresh_token") or ""),
            now + timedelta(seconds=int(last)) if last else None,
            site=domain,
        )


def signed(query: Mapping[str, str], secret: str) -> bool:
    """Whether Shopify signed the callback: hex HMAC-SHA256 over the sorted other parameters."""
    rest = sorted((name, text) for name, text in query.items() if name != _SIGNATURE)
    made = hmac.new(secret.encode(), urlencode(rest).encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(made.encode(), query.get(_SIGNATURE, "").encode())
