"""A platform that does not exist: `adapters/toy.py` of a tree to which nothing else is added."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from functions.channels.adapters.http.client import Json, VendorClient, VendorRequest
from functions.channels.adapters.http.errors import ErrorClass, ErrorRule
from functions.channels.adapters.registry import Adapters, Tools
from functions.channels.model.connection import (
    Account,
    AuthorizationCallback,
    AuthorizationRequest,
    Candidate,
    Grant,
    Tokens,
)
from functions.channels.model.listing import Listing
from functions.channels.model.steps import Finding, Handle, NotThere, Published, Ready, Step


def judge(status: int, headers: Mapping[str, str], body: Json) -> ErrorRule | None:  # noqa: ARG001  # the judge's shape
    """Everything above 399 is a refusal."""
    return None if status < 400 else ErrorRule(ErrorClass.REJECTED, str(body), "Ask the toy.")


class ToyConsent:
    """A code, no refresh."""

    needed: Mapping[str, str] = {"sell": "sell for you"}
    margin: timedelta | None = None

    def __init__(self, vendor: VendorClient, hosts: tuple[str, str]) -> None:
        self._vendor = vendor
        self._api, self._www = hosts

    def address(self, asking: AuthorizationRequest) -> str:
        """The consent page."""
        query = urlencode({"redirect_uri": asking.redirect_uri, "state": asking.state})
        return f"{self._www}/allow?{query}"

    def redeem(self, back: AuthorizationCallback) -> Grant:
        """A token for a code."""
        answer = self._vendor(VendorRequest("POST", f"{self._api}/token", form={"code": back.code}))
        return Grant(Tokens(answer["token"]), ("sell",), (Candidate("1", "Toy shop"),))

    def refresh(self, tokens: Tokens) -> Tokens:
        """There is nothing to refresh."""
        return tokens

    def confirm(self, account: Account) -> str:
        """The shop's name."""
        return str(
            self._vendor(VendorRequest("GET", f"{self._api}/shop").by(account.token))["name"]
        )

    def revoke(self, login: Tokens) -> None:
        """Give the token back."""
        self._vendor(VendorRequest("POST", f"{self._api}/revoke").by(login.access))


class ToyChannel:
    """A draft, then one call that shows it."""

    def __init__(self, vendor: VendorClient, hosts: tuple[str, str]) -> None:
        self._vendor = vendor
        self._api, self._www = hosts

    def start(self, account: Account, listing: Listing) -> Step:
        """Make the draft."""
        body: dict[str, Any] = {"mark": listing.marker, "title": listing.title}
        made = self._vendor(
            VendorRequest("POST", f"{self._api}/pieces", json=body).by(account.token)
        )
        return Ready(Handle(made["id"], "draft"))

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:  # noqa: ARG002  # the port's
        """Nothing is waited for."""
        return Ready(handle)

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:  # noqa: ARG002  # the port's
        """Show it."""
        url = f"{self._api}/pieces/{handle.ref}/show"
        self._vendor(VendorRequest("POST", url, effect=True).by(account.token))
        return self._published(handle.ref)

    def reconcile(
        self,
        account: Account,
        listing: Listing,
        handle: Handle | None,  # noqa: ARG002  # the port's
        since: datetime,  # noqa: ARG002  # the port's
    ) -> Finding:
        """Find it by its mark."""
        call = VendorRequest("GET", f"{self._api}/pieces", params={"mark": listing.marker})
        found = self._vendor(call.by(account.token))["shown"]
        return self._published(found[0]) if found else NotThere()

    def _published(self, ref: str) -> Published:
        return Published(ref, f"{self._www}/pieces/{ref}")


def adapters(tools: Tools) -> Adapters:
    """All that speaks to the toy."""
    hosts = (tools.given["toy_api_url"], tools.given["toy_www_url"])
    vendor = VendorClient("Toy Bazaar", tools.client, judge)
    return Adapters(ToyChannel(vendor, hosts), ToyConsent(vendor, hosts))
