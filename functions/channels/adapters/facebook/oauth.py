"""Facebook Login: a person allows Haat to post to their Pages.

https://developers.facebook.com/docs/facebook-login/guides/access-tokens
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from functions.channels.adapters.meta.graph import VERSION, Graph
from functions.channels.errors import InvalidAccount, ReconnectNeeded
from functions.channels.model.connection import (
    Account,
    AuthorizationCallback,
    AuthorizationRequest,
    Candidate,
    Grant,
    Tokens,
)
from kernel.clock import Clock

_MOST_PAGES = "100"
_POSTING = "CREATE_CONTENT"


def pages(nodes: Iterable[Mapping[str, Any]]) -> Iterator[Candidate]:
    """The Pages that the person may post to; a Page token has no fixed end."""
    for node in nodes:
        if _POSTING in node.get("tasks", ()) and node.get("access_token"):
            yield Candidate(
                str(node["id"]), str(node["name"]), tokens=Tokens(str(node["access_token"]))
            )


_FOR_NUMBERS = "read_insights"
"""The optional scope for metrics: a person who declines it publishes, and sees no numbers."""


class FacebookOAuth:
    """The `OAuthProvider` of Facebook: code → long-lived user token → Page tokens."""

    revokes_all: bool = True

    needed: Mapping[str, str] = {
        "pages_show_list": "see your Pages",
        "pages_read_engagement": "read what your Pages published",
        "pages_manage_posts": "post to your Pages",
    }
    margin: timedelta | None = None

    def __init__(self, graph: Graph, www: str, app: tuple[str, str], clock: Clock) -> None:
        self._graph = graph
        self._www = www
        self._id, self._secret = app
        self._clock = clock

    def address(self, asking: AuthorizationRequest) -> str:
        """The login dialog; a scope that was declined before is asked again."""
        query = {
            "client_id": self._id,
            "redirect_uri": asking.redirect_uri,
            "state": asking.state,
            "response_type": "code",
            "scope": ",".join((*self.needed, _FOR_NUMBERS)),
            "auth_type": "rerequest",
        }
        return f"{self._www}/{VERSION}/dialog/oauth?{urlencode(query)}"

    def redeem(self, back: AuthorizationCallback) -> Grant:
        """A 60-day user token, its scopes, and the Pages that may be posted to."""
        user = self._long_lived(back)
        scopes = self._scopes(user.access)
        if not set(self.needed) <= set(scopes):
            return Grant(user, scopes, ())
        listed = self._graph.read(
            "me/accounts", user.access, fields="id,name,access_token,tasks", limit=_MOST_PAGES
        )
        found = tuple(pages(listed["data"]))
        if not found:
            raise InvalidAccount(
                "None of the chosen Pages lets you publish.",
                remedy="Choose a Page on which you may create content; or create one first.",
            )
        return Grant(user, scopes, found)

    def _long_lived(self, back: AuthorizationCallback) -> Tokens:
        app = {"client_id": self._id, "client_secret": self._secret}
        short = self._token({**app, "redirect_uri": back.redirect_uri, "code": back.code})
        exchange = {"grant_type": "fb_exchange_token", "fb_exchange_token": short.access}
        return self._token({**app, **exchange})

    def _token(self, asked: Mapping[str, str]) -> Tokens:
        answer = self._graph.plain(f"/{VERSION}/oauth/access_token", asked)
        seconds = answer.get("expires_in")
        until = self._clock.now() + timedelta(seconds=seconds) if seconds else None
        return Tokens(str(answer["access_token"]), until)

    def _scopes(self, token: str) -> tuple[str, ...]:
        seen = self._graph.plain(
            f"/{VERSION}/debug_token",
            {"input_token": token, "access_token": f"{self._id}|{self._secret}"},
        )
        return tuple(str(scope) for scope in seen["data"].get("scopes", ()))

    def refresh(self, tokens: Tokens) -> Tokens:  # noqa: ARG002  # the port's
        """Raises `ReconnectNeeded`: Page tokens are not refreshed, the person logs in again."""
        raise ReconnectNeeded(
            "Facebook no longer accepts the connection.",
            remedy="Connect the account again under Connections.",
        )

    def confirm(self, account: Account) -> str:
        """The Page's name."""
        node = self._graph.read(account.account_id, account.token, fields="id,name")
        return str(node["name"])

    def revoke(self, login: Tokens) -> None:
        """Remove Haat from the person's apps, which ends all of its tokens."""
        self._graph.erase("me/permissions", login.access)
