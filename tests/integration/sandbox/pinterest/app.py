"""An app that talks to Pinterest's stand-in as its documentation says."""

from typing import Any

import httpx2

from infra.local.sandbox.pinterest.registration import APP as PINTEREST
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.sandbox_setup import WEB, authorize, callback, picture

SCOPES = "boards:read,boards:write,pins:read,pins:write,user_accounts:read"


class PinterestApp:
    """Holds tokens; `call` adds the token."""

    def __init__(self, sandbox: SandboxServer, scopes: str = SCOPES) -> None:
        self.sandbox = sandbox
        answer = self.exchange(self.code(scopes))
        assert answer.status_code == 200, answer.text
        self.tokens: dict[str, Any] = answer.json()

    def query(self, scopes: str = SCOPES) -> dict[str, str]:
        """A right authorization request."""
        return {
            "response_type": "code",
            "client_id": PINTEREST.client_id,
            "redirect_uri": callback("pinterest"),
            "scope": scopes,
            "state": "st-2",
        }

    def code(self, scopes: str = SCOPES) -> str:
        """A code that a person allowed."""
        address = f"{self.sandbox.host('www.pinterest.com')}/oauth/"
        return authorize(address, self.query(scopes))["code"]

    def exchange(self, code: str) -> httpx2.Response:
        """Send a code to the token URL."""
        return self.token_url(
            grant_type="authorization_code", code=code, redirect_uri=callback("pinterest")
        )

    def refresh(self, refresh_token: str) -> httpx2.Response:
        """Send a refresh token to the token URL."""
        return self.token_url(grant_type="refresh_token", refresh_token=refresh_token)

    def token_url(self, path: str = "", **form: str) -> httpx2.Response:
        """POST a form below the token URL, with the app's Basic credentials."""
        address = f"{self.sandbox.host('api.pinterest.com')}/v5/oauth/token{path}"
        pair = (PINTEREST.client_id, PINTEREST.client_secret)
        return WEB.post(address, data=form, auth=pair)

    def call(self, method: str, path: str, **more: Any) -> httpx2.Response:
        """One API call with the token."""
        headers = {"authorization": f"Bearer {self.tokens['access_token']}"}
        address = f"{self.sandbox.host('api.pinterest.com')}/v5{path}"
        return WEB.request(method, address, headers=headers, **more)

    def board_id(self) -> str:
        """The account's first board."""
        return str(self.call("GET", "/boards").json()["items"][0]["id"])

    def hosted(self, content: bytes | None = None, media_type: str = "image/jpeg") -> str:
        """The address of a picture that can be fetched."""
        world = self.sandbox.world
        return world.blob_url(world.put_blob(content or picture(), media_type))

    def body(self, **changes: Any) -> dict[str, Any]:
        """A right request for a pin."""
        return {
            "board_id": self.board_id(),
            "title": "Hand-painted vase",
            "description": "Thrown and painted by hand. #terracotta",
            "alt_text": "A terracotta vase with blue flowers",
            "link": "https://example.org/vase?utm_content=post_1",
            "media_source": {"source_type": "image_url", "url": self.hosted()},
            **changes,
        }

    def pin(self, **changes: Any) -> httpx2.Response:
        """Create a pin."""
        return self.call("POST", "/pins", json=self.body(**changes))
