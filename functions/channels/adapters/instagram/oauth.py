"""Instagram Login: a person allows Haat to publish to their professional account.

https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from functions.channels.adapters.meta.graph import Graph
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

_PRIVATE = ("PERSONAL", "")


def short_lived(answer: Mapping[str, Any]) -> tuple[str, tuple[str, ...] | None]:
    """Token and granted scopes of the code exchange; Meta wraps it in `data` in some versions."""
    listed = answer.get("data")
    one = listed[0] if isinstance(listed, list) and listed else answer
    granted = one.get("permissions")
    if isinstance(granted, str):
        granted = granted.split(",")
    scopes = None if granted is None else tuple(str(scope).strip() for scope in granted)
    return str(one["access_token"]), scopes


_FOR_NUMBERS = "instagram_business_manage_insights"
"""The optional scope for metrics: a person who declines it publishes, and sees no numbers."""


class InstagramOAuth:
    """The `OAuthProvider` of Instagram: code → one-hour token → 60-day token, refreshed in time."""

    revokes_all: bool = False

    needed: Mapping[str, str] = {
        "instagram_business_basic": "see your profile and posts",
        "instagram_business_content_publish": "publish to your account",
    }
    # A token within ten days of its end is older than the 24 hours that Meta asks for.
    margin: timedelta | None = timedelta(days=10)

    def __init__(
        self, graph: Graph, hosts: tuple[str, str], app: tuple[str, str], clock: Clock
    ) -> None:
        self._graph = graph
        self._api, self._www = hosts
        self._id, self._secret = app
        self._clock = clock

    def address(self, asking: AuthorizationRequest) -> str:
        """The authorization window."""
        query = {
            "client_id": self._id,
            "redirect_uri": asking.redirect_uri,
            "response_type": "code",
            "scope": ",".join((*self.needed, _FOR_NUMBERS)),
            "state": asking.state,
        }
        return f"{self._www}/oauth/authorize?{urlencode(query)}"

    def redeem(self, back: AuthorizationCallback) -> Grant:
        """A 60-day token and the one account it is for."""
        answer = self._graph.post_plain(
            f"{self._api}/oauth/access_token",
            {
                "client_id": self._id,
                "client_secret": self._secret,
                "grant_type": "authorization_code",
                "redirect_uri": back.redirect_uri,
                "code": back.code.removesuffix("#_"),
            },
        )
        short, scopes = short_lived(answer)
        granted = tuple(self.needed) if scopes is None else scopes
        if not set(self.needed) <= set(granted):
            return Grant(Tokens(short), granted, ())
        tokens = self._kept(
            self._graph.plain(
                "/access_token",
                {
                    "grant_type": "ig_exchange_token",
                    "client_secret": self._secret,
                    "access_token": short,
                },
            )
        )
        return Grant(tokens, granted, (self._account(tokens.access),))

    def _account(self, token: str) -> Candidate:
        me = self._graph.read("me", token, fields="user_id,username,account_type")
        if str(me.get("account_type", "BUSINESS")).upper() in _PRIVATE:
            raise InvalidAccount(
                "This Instagram account is a private one, which cannot be posted to by an app.",
                remedy="Switch to a business or creator account in Instagram's settings.",
            )
        return Candidate(str(me.get("user_id") or me["id"]), str(me["username"]))

    def refresh(self, tokens: Tokens) -> Tokens:
        """A token for another 60 days; the token string changes."""
        return self._kept(
            self._graph.plain(
                "/refresh_access_token",
                {"grant_type": "ig_refresh_token", "access_token": tokens.access},
            )
        )

    def _kept(self, answer: Mapping[str, Any]) -> Tokens:
        until = self._clock.now() + timedelta(seconds=int(answer["expires_in"]))
        return Tokens(str(answer["access_token"]), until)

    def confirm(self, account: Account) -> str:
        """The account's user name."""
        me = self._graph.read("me", account.token, fields="user_id,username")
        return str(me["username"])

    def revoke(self, login: Tokens) -> None:
        """Do nothing, as Instagram has no such call: the person removes the app in the settings."""
