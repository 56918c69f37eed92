"""Pinterest's OAuth: HTTP Basic at the token URL, a refresh token that rotates for ever.

https://developers.pinterest.com/docs/getting-started/set-up-authentication-and-authorization/
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from functions.channels.adapters.http.client import VendorClient, VendorRequest
from functions.channels.errors import Rejected
from functions.channels.model.connection import (
    Account,
    AuthorizationCallback,
    AuthorizationRequest,
    Candidate,
    Grant,
    Tokens,
)
from kernel.clock import Clock


class PinterestOAuth:
    """The `OAuthProvider` of Pinterest."""

    revokes_all: bool = False

    needed: Mapping[str, str] = {
        "boards:read": "see your boards",
        "boards:write": "create boards",
        "pins:read": "see your pins",
        "pins:write": "create pins",
        "user_accounts:read": "see your account's name",
    }
    margin: timedelta | None = timedelta(days=1)

    def __init__(
        self, vendor: VendorClient, hosts: tuple[str, str], app: tuple[str, str], clock: Clock
    ) -> None:
        self._vendor = vendor
        self._api, self._www = hosts
        self._app = app
        self._clock = clock

    def address(self, asking: AuthorizationRequest) -> str:
        """The consent page."""
        query = {
            "client_id": self._app[0],
            "redirect_uri": asking.redirect_uri,
            "response_type": "code",
            "scope": ",".join(self.needed),
            "state": asking.state,
        }
        return f"{self._www}/oauth/?{urlencode(query)}"

    def redeem(self, back: AuthorizationCallback) -> Grant:
        """Tokens, their scopes, and the account."""
        answer = self._token(
            {
                "grant_type": "authorization_code",
                "code": back.code,
                "redirect_uri": back.redirect_uri,
                # Apps made before 2025-09-25 must ask for the refresh token that rotates.
                "continuous_refresh": "true",
            }
        )
        tokens = self._kept(answer)
        scopes = tuple(str(answer.get("scope", "")).replace(",", " ").split())
        if not set(self.needed) <= set(scopes):
            return Grant(tokens, scopes, ())
        me = self._read("user_account", tokens.access)
        name = str(me["username"])
        return Grant(tokens, scopes, (Candidate(str(me.get("id") or name), name),))

    def refresh(self, tokens: Tokens) -> Tokens:
        """A new pair of tokens."""
        return self._kept(
            self._token({"grant_type": "refresh_token", "refresh_token": tokens.refresh})
        )

    def confirm(self, account: Account) -> str:
        """The account's user name."""
        return str(self._read("user_account", account.token)["username"])

    def revoke(self, login: Tokens) -> None:
        """Ask Pinterest to end the tokens; it may refuse for apps other than system users."""
        url = f"{self._api}/v5/oauth/token/revoke"
        form = {"token": login.refresh or login.access}
        try:
            self._vendor(VendorRequest("POST", url, form=form, auth=self._app))
        except Rejected:
            return

    def _token(self, form: Mapping[str, str]) -> Mapping[str, Any]:
        url = f"{self._api}/v5/oauth/token"
        answer: Mapping[str, Any] = self._vendor(
            VendorRequest("POST", url, form=form, auth=self._app)
        )
        return answer

    def _kept(self, answer: Mapping[str, Any]) -> Tokens:
        now = self._clock.now()
        ends = answer.get("refresh_token_expires_in")
        return Tokens(
            str(answer["access_token"]),
            now + timedelta(seconds=int(answer["expires_in"])),
            str(answer.get("refresh_token") or ""),
            now + timedelta(seconds=int(ends)) if ends else None,
        )

    def _read(self, path: str, token: str) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = self._vendor(
            VendorRequest("GET", f"{self._api}/v5/{path}").by(token)
        )
        return answer
