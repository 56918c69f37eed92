"""An app that talks to Etsy's stand-in as its documentation says."""

from collections.abc import Mapping
from typing import Any

import httpx2

from infra.local.sandbox.etsy.registration import APP as ETSY
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.sandbox_setup import (
    VERIFIER,
    WEB,
    authorize,
    callback,
    challenge,
    picture,
)

SCOPES = "shops_r listings_r listings_w listings_d"
SHOP = "/v3/application/shops/48211907"
DRAFT: dict[str, Any] = {
    "quantity": "3",
    "title": "Hand-painted terracotta vase",
    "description": "Thrown on the wheel in Khurja and painted by hand.",
    "price": "1250.00",
    "who_made": "i_did",
    "when_made": "2020_2026",
    "taxonomy_id": "1030",
    "shipping_profile_id": "219400331001",
    "return_policy_id": "1301988442",
    "readiness_state_id": "1402779335771",
    "tags": "terracotta,vase,handmade",
    "materials": "clay,natural pigment",
}


class EtsyApp:
    """Holds tokens; `call` adds the key and the token."""

    def __init__(self, sandbox: SandboxServer, scopes: str = SCOPES) -> None:
        self.sandbox = sandbox
        self.key = f"{ETSY.client_id}:{ETSY.client_secret}"
        self.tokens: dict[str, Any] = self.exchange(self.code(scopes)).json()

    def query(self, scopes: str = SCOPES) -> dict[str, str]:
        """A right authorization request."""
        return {
            "response_type": "code",
            "client_id": ETSY.client_id,
            "redirect_uri": callback("etsy"),
            "scope": scopes,
            "state": "st-1",
            "code_challenge": challenge(),
            "code_challenge_method": "S256",
        }

    def code(self, scopes: str = SCOPES) -> str:
        """A code that a person allowed."""
        address = f"{self.sandbox.host('www.etsy.com')}/oauth/connect"
        return authorize(address, self.query(scopes))["code"]

    def exchange(self, code: str, host: str = "api.etsy.com", **changes: str) -> httpx2.Response:
        """Send a code to the token URL."""
        form = {
            "grant_type": "authorization_code",
            "client_id": ETSY.client_id,
            "redirect_uri": callback("etsy"),
            "code": code,
            "code_verifier": VERIFIER,
            **changes,
        }
        return self.token_url(form, host)

    def refresh(self, refresh_token: str, host: str = "api.etsy.com") -> httpx2.Response:
        """Send a refresh token to the token URL."""
        return self.token_url(
            {
                "grant_type": "refresh_token",
                "client_id": ETSY.client_id,
                "refresh_token": refresh_token,
            },
            host,
        )

    def token_url(self, form: Mapping[str, str], host: str = "api.etsy.com") -> httpx2.Response:
        """POST a form to the token URL."""
        return WEB.post(f"{self.sandbox.host(host)}/v3/public/oauth/token", data=dict(form))

    def call(self, method: str, path: str, **more: Any) -> httpx2.Response:
        """One API call with key and token."""
        headers = {
            "x-api-key": self.key,
            "authorization": f"Bearer {self.tokens['access_token']}",
            **more.pop("headers", {}),
        }
        address = f"{self.sandbox.host('openapi.etsy.com')}{path}"
        return WEB.request(method, address, headers=headers, **more)

    def draft(self, **changes: str | None) -> httpx2.Response:
        """Create a draft listing; None leaves a field out."""
        form = {name: value for name, value in (DRAFT | changes).items() if value is not None}
        return self.call("POST", f"{SHOP}/listings", data=form)

    def draft_id(self, **changes: str | None) -> int:
        """The id of a new draft."""
        answer = self.draft(**changes)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["listing_id"])

    def upload(self, id_: int, content: bytes | None = None, **fields: str) -> httpx2.Response:
        """Upload an image to a listing."""
        files = {"image": ("photo.jpg", content or picture(), "image/jpeg")}
        path = f"{SHOP}/listings/{id_}/images"
        return self.call("POST", path, files=files, data=fields)

    def activate(self, id_: int) -> httpx2.Response:
        """Put a listing on sale."""
        return self.call("PATCH", f"{SHOP}/listings/{id_}", data={"state": "active"})
