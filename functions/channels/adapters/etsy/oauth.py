"""Etsy's OAuth: PKCE, a one-hour access token, and a refresh token that rotates at every use.

https://developers.etsy.com/documentation/essentials/authentication
"""

import base64
import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from functions.channels.adapters.http.client import VendorClient, VendorRequest
from functions.channels.errors import InvalidAccount
from functions.channels.model.connection import (
    Account,
    AuthorizationCallback,
    AuthorizationRequest,
    Candidate,
    Grant,
    Tokens,
)
from kernel.clock import Clock

_REFRESH_LIVES = timedelta(days=90)


def challenge(verifier: str) -> str:
    """PKCE's S256 challenge (RFC 7636 §4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class EtsyOAuth:
    """The `OAuthProvider` of Etsy, at https://api.etsy.com or a stand-in of that host."""

    revokes_all: bool = False

    needed: Mapping[str, str] = {
        "shops_r": "see your shop",
        "listings_r": "see your listings",
        "listings_w": "create listings",
        "transactions_r": "see your orders",
    }
    margin: timedelta | None = timedelta(minutes=5)

    def __init__(
        self, vendor: VendorClient, hosts: tuple[str, str], keys: tuple[str, str], clock: Clock
    ) -> None:
        self._vendor = vendor
        self._api, self._www = hosts
        self._keystring, self._shared = keys
        self._clock = clock

    def address(self, asking: AuthorizationRequest) -> str:
        """The consent page, with the challenge."""
        query = {
            "response_type": "code",
            "client_id": self._keystring,
            "redirect_uri": asking.redirect_uri,
            "scope": " ".join(self.needed),
            "state": asking.state,
            "code_challenge": challenge(asking.verifier),
            "code_challenge_method": "S256",
        }
        return f"{self._www}/oauth/connect?{urlencode(query)}"

    def redeem(self, back: AuthorizationCallback) -> Grant:
        """Tokens, their scopes, and the person's one shop."""
        tokens = self._tokens(
            {
                "grant_type": "authorization_code",
                "redirect_uri": back.redirect_uri,
                "code": back.code,
                "code_verifier": back.verifier,
            }
        )
        scopes = self._scopes(tokens)
        if not set(self.needed) <= set(scopes):
            return Grant(tokens, scopes, ())
        return Grant(tokens, scopes, (self._shop(tokens.access),))

    def refresh(self, tokens: Tokens) -> Tokens:
        """A new pair of tokens; Etsy accepts the old refresh token no more."""
        return self._tokens({"grant_type": "refresh_token", "refresh_token": tokens.refresh})

    def confirm(self, account: Account) -> str:
        """The shop's name; `users/me` proves the token, which the public shop call does not."""
        self._read("users/me", account.token)
        shop = self._read(f"shops/{account.account_id}", account.token)
        return str(shop["shop_name"])

    def revoke(self, login: Tokens) -> None:
        """Do nothing, as Etsy has no such call: the person removes the app in the settings."""

    def _tokens(self, form: Mapping[str, str]) -> Tokens:
        url = f"{self._api}/v3/public/oauth/token"
        answer = self._vendor(
            VendorRequest("POST", url, form={**form, "client_id": self._keystring})
        )
        now = self._clock.now()
        refresh = str(answer.get("refresh_token") or "")
        return Tokens(
            str(answer["access_token"]),
            now + timedelta(seconds=int(answer["expires_in"])),
            refresh,
            now + _REFRESH_LIVES if refresh else None,
        )

    def _scopes(self, tokens: Tokens) -> tuple[str, ...]:
        url = f"{self._api}/v3/application/scopes"
        headers = {"x-api-key": f"{self._keystring}:{self._shared}"}
        answer = self._vendor(
            VendorRequest("POST", url, form={"token": tokens.access}, headers=headers)
        )
        return tuple(str(scope) for scope in answer["scopes"])

    def _shop(self, token: str) -> Candidate:
        me = self._read("users/me", token)
        if not me.get("shop_id"):
            raise InvalidAccount(
                "This Etsy account has no shop.", remedy="Open a shop on Etsy, then connect again."
            )
        shop = self._read(f"shops/{me['shop_id']}", token)
        detail = {"currency": str(shop.get("currency_code", ""))}
        return Candidate(str(me["shop_id"]), str(shop["shop_name"]), detail)

    def _read(self, path: str, token: str) -> Any:  # noqa: ANN401  # a vendor's JSON
        key = {"x-api-key": f"{self._keystring}:{self._shared}"}
        return self._vendor(
            VendorRequest("GET", f"{self._api}/v3/application/{path}").by(token, **key)
        )
