"""Calls to Meta's Graph hosts: version, token and proof of the app secret in one place."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime

from functions.channels.adapters.http.client import Classifier, Json, VendorClient, VendorRequest
from functions.channels.adapters.meta.errors import classify
from kernel.http import GuardedClient

VERSION = "v26.0"
"""https://developers.facebook.com/docs/graph-api/changelog, released 2026-07-29."""


class Graph:
    """One Graph host, such as https://graph.facebook.com, for one app."""

    def __init__(
        self,
        name: str,
        base: str,
        app_secret: str,
        client: GuardedClient,
        judged_by: Classifier = classify,
    ) -> None:
        self._base = base
        self._secret = app_secret
        self._vendor = VendorClient(name, client, judged_by)

    def read(self, path: str, token: str, **params: str) -> Json:
        """GET a node or an edge."""
        signed = {**params, **self._signed(token)}
        return self._vendor(VendorRequest("GET", self._at(path), params=signed))

    def write(
        self, path: str, token: str, fields: Mapping[str, str], *, effect: bool = False
    ) -> Json:
        """POST to an edge as a form, which keeps text and token out of the address."""
        signed = {**fields, **self._signed(token)}
        return self._vendor(VendorRequest("POST", self._at(path), form=signed, effect=effect))

    def erase(self, path: str, token: str) -> Json:
        """DELETE a node or an edge."""
        return self._vendor(VendorRequest("DELETE", self._at(path), params=self._signed(token)))

    def plain(self, url: str, params: Mapping[str, str]) -> Json:
        """GET outside of the version and without proof (the token endpoints)."""
        return self._vendor(VendorRequest("GET", f"{self._base}{url}", params=params))

    def post_plain(self, url: str, form: Mapping[str, str]) -> Json:
        """POST a form outside of the version and without proof, to any of the vendor's hosts."""
        return self._vendor(VendorRequest("POST", url, form=form))

    def _at(self, path: str) -> str:
        return f"{self._base}/{VERSION}/{path}"

    def _signed(self, token: str) -> dict[str, str]:
        return {"access_token": token, "appsecret_proof": proof(token, self._secret)}


def proof(token: str, app_secret: str) -> str:
    """The `appsecret_proof`: hex HMAC-SHA256 of the token under the app secret."""
    return hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def instant(text: str) -> datetime:
    """A Graph time such as 2026-11-21T03:10:00+0000."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z").astimezone(UTC)
