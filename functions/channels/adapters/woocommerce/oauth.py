"""Gets keys from a WooCommerce shop: its page asks the owner, and its own call sends the keys.

The page sends the keys to `callback_url` and the browser to `return_url`, each by itself.
https://woocommerce.github.io/woocommerce-rest-api-docs/#rest-api-keys
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from functions.channels.adapters.woocommerce import responses, rules
from functions.channels.adapters.woocommerce.api import HEADER, QUERY, Sites, StoreCredentials
from functions.channels.errors import (
    ConsentDenied,
    InvalidAccount,
    KeysPending,
    ReconnectNeeded,
    Rejected,
)
from functions.channels.model.connection import (
    Account,
    AuthorizationCallback,
    AuthorizationRequest,
    Candidate,
    Grant,
    Tokens,
)
from kernel.errors import TryLater

NAME_LONGEST = 100
_NEEDED = "read_write"


class WooCommerceKeys:
    """The `OAuthProvider` of WooCommerce shops, and their `Subscriber`; `pages` has `{shop}`."""

    revokes_all: bool = False

    needed: Mapping[str, str] = {_NEEDED: "see and change products and see orders"}
    margin: timedelta | None = None

    def __init__(self, sites: Sites, pages: str) -> None:
        self._sites = sites
        self._pages = pages

    def address(self, asking: AuthorizationRequest) -> str:
        """The shop's page that asks for keys; raises `InvalidAccount` if there is no such shop."""
        shop = rules.shop_at(asking.given["shop"])
        self._looked_at(shop)
        query = {
            "app_name": "Haat",
            "scope": _NEEDED,
            # The only proof that keys belong to this attempt: nobody can guess it, and it is good
            # once and for ten minutes.
            "user_id": asking.state,
            "return_url": f"{asking.redirect_uri}?{urlencode({'state': asking.state})}",
            "callback_url": f"{asking.redirect_uri.removesuffix('/callback')}/keys",
        }
        return f"{self._pages.replace('{shop}', shop)}/wc-auth/v1/authorize?{urlencode(query)}"

    def redeem(self, back: AuthorizationCallback) -> Grant:
        """The keys, tried at the shop; `code` is `ck_… cs_… permissions`, or "" without keys."""
        if not back.code:
            raise self._without_keys(back)
        key, secret, permissions = back.code.split(" ", 2)
        shop = rules.shop_at(back.given["shop"])
        tokens = Tokens(f"{key}:{secret}", site=shop)
        if permissions != _NEEDED:
            return Grant(tokens, (permissions,), ())
        credentials, currency = self._opened(shop, tokens.access)
        detail = {"currency": currency, "keys_in": credentials.keys_in}
        candidate = Candidate(shop, self._name(shop), detail)
        return Grant(tokens, (_NEEDED,), (candidate,))

    def refresh(self, tokens: Tokens) -> Tokens:  # noqa: ARG002  # the port's
        """Raises `ReconnectNeeded`: keys do not end, and there is no call for new ones."""
        raise ReconnectNeeded("The shop's keys cannot be renewed.", remedy="Connect it again.")

    def confirm(self, account: Account) -> str:
        """The shop's name; webhooks that the shop has disabled are enabled again.

        A shop disables a webhook after five failures in a row, and says so nowhere else.
        """
        credentials = StoreCredentials.of(account)
        self._currency(credentials)
        for parser in self._parsers(credentials):
            if parser.get("status") != "active":
                self._sites(
                    credentials, "PUT", f"webhooks/{parser['id']}", body={"status": "active"}
                )
        return self._name(credentials.shop)

    def revoke(self, login: Tokens) -> None:
        """Delete our webhooks at the shop; only the shop's owner can delete the keys themselves."""
        for keys_in in (HEADER, QUERY):
            credentials = StoreCredentials(login.site, login.access, keys_in)
            try:
                parsers = self._parsers(credentials)
            except ReconnectNeeded:
                continue
            self._forget(credentials, parsers)
            return

    def subscribe(self, account: Account, address: str, secret: str) -> None:
        """Register webhooks of orders and products to `address`, in place of all others of ours."""
        credentials = StoreCredentials.of(account)
        self._forget(credentials, self._parsers(credentials))
        for topic in responses.TOPICS:
            body = {
                "name": f"Haat {topic}",
                "topic": topic,
                "delivery_url": address,
                "secret": secret,
                "status": "active",
            }
            self._sites(credentials, "POST", "webhooks", body=body)

    def _parsers(self, credentials: StoreCredentials) -> list[Mapping[str, Any]]:
        listed = self._sites(credentials, "GET", "webhooks", query={"per_page": "100"})
        return responses.our_hooks(listed if isinstance(listed, list) else ())

    def _forget(self, credentials: StoreCredentials, parsers: list[Mapping[str, Any]]) -> None:
        for parser in parsers:
            self._sites(credentials, "DELETE", f"webhooks/{parser['id']}", query={"force": "true"})

    def _opened(self, shop: str, keys: str) -> tuple[StoreCredentials, str]:
        """The credentials as the shop takes them, in header or query, and the shop's currency."""
        credentials = StoreCredentials(shop, keys)
        try:
            return credentials, self._currency(credentials)
        except ReconnectNeeded:
            # Some hosts drop the Authorization header; WooCommerce then reads the query, which
            # over https nobody else sees.
            credentials = StoreCredentials(shop, keys, QUERY)
            return credentials, self._currency(credentials)

    def _currency(self, credentials: StoreCredentials) -> str:
        data = self._sites(credentials, "GET", "data/currencies/current")
        return str(data.get("code", "")) if isinstance(data, dict) else ""

    def _name(self, shop: str) -> str:
        name = " ".join(str(self._sites.index(shop).get("name") or "").split())
        return name[:NAME_LONGEST] or shop

    def _looked_at(self, shop: str) -> None:
        try:
            known = self._sites.index(shop).get("namespaces")
        except TryLater as error:
            raise InvalidAccount(
                f"Haat could not open https://{shop}: {error.message}",
                remedy="Type the address at which your shop's pages open, or try again later.",
            ) from error
        except (Rejected, ReconnectNeeded) as refused:
            raise InvalidAccount(refused.message, remedy=refused.remedy) from refused
        if not isinstance(known, list) or "wc/v3" not in known:
            raise InvalidAccount(
                f"The site at https://{shop} has no WooCommerce.",
                remedy="Switch the plugin WooCommerce on in WordPress, then connect again.",
            )

    def _without_keys(self, back: AuthorizationCallback) -> ConsentDenied | KeysPending:
        if back.query.get("success") == "1":
            return KeysPending()
        return ConsentDenied(
            "It was not allowed on the shop's page.",
            remedy="Press Connect again and approve it.",
        )
