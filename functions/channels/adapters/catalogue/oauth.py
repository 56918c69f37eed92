"""Facebook Login for catalogues: a person allows Haat to keep a catalogue of her business.

The app is the same as for Pages, and so Meta keeps one list of permissions for both: revoking takes
two permissions away and leaves the Pages connected.
https://developers.facebook.com/docs/facebook-login/guides/permissions/request-revoke
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from functions.channels.adapters.facebook.oauth import FacebookOAuth
from functions.channels.adapters.meta.graph import VERSION
from functions.channels.errors import InvalidAccount
from functions.channels.model.connection import (
    Account,
    AuthorizationCallback,
    AuthorizationRequest,
    Candidate,
    Grant,
    Tokens,
)

BRAND = "brand"
"""The key in a candidate's detail for the brand, which Meta requires of each item."""

_MOST = "100"
_COMMERCE = "commerce"
_OWN_NAME = "Haat"


def catalogues(business: Mapping[str, Any], nodes: Iterable[Mapping[str, Any]]) -> list[Candidate]:
    """Those catalogues of a business that hold things to sell, and not flights or hotels."""
    brand = str(business["name"])
    return [
        Candidate(str(node["id"]), f"{brand}: {node['name']}", {BRAND: brand})
        for node in nodes
        if node.get("vertical", _COMMERCE) == _COMMERCE
    ]


class CatalogueOAuth(FacebookOAuth):
    """The `OAuthProvider` of a catalogue: code → long-lived user token → businesses' catalogues."""

    needed: Mapping[str, str] = {
        "business_management": "see your business account",
        "catalog_management": "keep the catalogue of your shop",
    }

    def address(self, asking: AuthorizationRequest) -> str:
        """The login dialog; a scope that was declined before is asked again."""
        query = {
            "client_id": self._id,
            "redirect_uri": asking.redirect_uri,
            "state": asking.state,
            "response_type": "code",
            "scope": ",".join(self.needed),
            "auth_type": "rerequest",
        }
        return f"{self._www}/{VERSION}/dialog/oauth?{urlencode(query)}"

    def redeem(self, back: AuthorizationCallback) -> Grant:
        """A 60-day user token and the catalogues; if the businesses have none, one is created."""
        user = self._long_lived(back)
        scopes = self._scopes(user.access)
        if not set(self.needed) <= set(scopes):
            return Grant(user, scopes, ())
        listed = self._graph.read("me/businesses", user.access, fields="id,name", limit=_MOST)
        owners = list(listed["data"])
        if not owners:
            raise InvalidAccount(
                "A catalogue belongs to a business account, and you have none at Meta.",
                remedy="Create one at business.facebook.com, then connect again.",
            )
        found = [one for owner in owners for one in self._owned(owner, user)]
        return Grant(user, scopes, tuple(found or self._founded(owners[0], user)))

    def _owned(self, owner: Mapping[str, Any], user: Tokens) -> list[Candidate]:
        path = f"{owner['id']}/owned_product_catalogs"
        data = self._graph.read(path, user.access, fields="id,name,vertical", limit=_MOST)
        return catalogues(owner, data["data"])

    def _founded(self, owner: Mapping[str, Any], user: Tokens) -> Iterator[Candidate]:
        path = f"{owner['id']}/owned_product_catalogs"
        asked = {"name": _OWN_NAME, "vertical": _COMMERCE}
        made = self._graph.write(path, user.access, asked)
        yield from catalogues(owner, [{"id": made["id"], "name": _OWN_NAME}])

    def confirm(self, account: Account) -> str:
        """The catalogue's name, with its business's."""
        node = self._graph.read(account.account_id, account.token, fields="id,name")
        brand = account.detail.get(BRAND, "")
        return f"{brand}: {node['name']}" if brand else str(node["name"])

    def revoke(self, login: Tokens) -> None:
        """Revoke the permissions that the catalogue needs, and no others."""
        for permission in self.needed:
            self._graph.erase(f"me/permissions/{permission}", login.access)
