"""Facebook Login: code exchange, long-lived tokens, introspection, and taking permission back."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.sandbox.consent import ConsentApp, ConsentOption
from infra.local.sandbox.facebook.accounts import PAGES, SCOPES, USER_ID, USER_NAME
from infra.local.sandbox.graph import (
    GraphRefusal,
    Parameters,
    invalid,
    lapse,
    parameters,
    signed_in,
)
from infra.local.sandbox.oauth import Authority, Grant, GrantRefused, Token

SHORT_LIVED = 2 * 3600
LONG_LIVED = 60 * 24 * 3600
UNAUTHORIZED = 401
VERIFICATION = {
    "code is unknown": ("Invalid verification code format.", None),
    "code has been used": ("This authorization code has been used.", 36009),
    "code has expired": ("This authorization code has expired.", 36007),
    "redirect_uri does not match": (
        "Error validating verification code. Please make sure your redirect_uri is identical",
        36008,
    ),
}


def consent_app(authority: Authority) -> ConsentApp:
    """The dialog: Pages can be left out, scopes can be unticked."""
    return ConsentApp(
        authority,
        person=USER_NAME,
        subject=USER_ID,
        scopes=SCOPES,
        required=frozenset({"public_profile"}),
        partial=True,
        choices=tuple(ConsentOption(page.id, page.name) for page in PAGES),
        choices_name="pages",
        choices_title="Pages that Haat may use",
        suffix="#_=_",
        denied={
            "error": "access_denied",
            "error_code": "200",
            "error_description": "Permissions error",
            "error_reason": "user_denied",
        },
    )


class Login:
    """Token endpoints of graph.facebook.com."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority

    def routes(self) -> Sequence[Route]:
        """GET and POST alike, as Meta serves them."""
        return [
            Route("/oauth/access_token", self.access_token, methods=["GET", "POST"]),
            Route("/debug_token", self.debug_token, methods=["GET"]),
            Route("/me/permissions", self.permissions, methods=["GET"]),
            Route("/me/permissions", self.withdraw, methods=["DELETE"]),
            Route("/me/permissions/{permission}", self.narrow, methods=["DELETE"]),
        ]

    async def access_token(self, request: Request) -> Response:
        """A code or a short-lived token in, a token out."""
        given = await parameters(request)
        credentials = self._authority.credentials
        if given.needed("client_id") != credentials.client_id:
            raise GraphRefusal(101, "Error validating application. Cannot get application info.")
        if given.needed("client_secret") != credentials.client_secret:
            raise GraphRefusal(1, "Error validating client secret.")
        if given.text("grant_type") == "fb_exchange_token":
            return self._issued(*self._exchanged(given), LONG_LIVED)
        return self._issued(self._redeemed(given), None, SHORT_LIVED)

    def _redeemed(self, given: Parameters) -> Grant:
        try:
            return self._authority.redeem_code(
                given.needed("code"), given.needed("client_id"), given.needed("redirect_uri")
            )
        except GrantRefused as refusal:
            message, subcode = VERIFICATION.get(str(refusal), (str(refusal), None))
            raise invalid(message, subcode) from refusal

    def _exchanged(self, given: Parameters) -> tuple[Grant, str]:
        token = self._authority.token(given.needed("fb_exchange_token"))
        if token is None or token.use != "user":
            raise GraphRefusal(190, "Invalid OAuth access token.", status=UNAUTHORIZED)
        refusal = lapse(token, self._authority.world, UNAUTHORIZED)
        if refusal is not None:
            raise refusal
        extra = {**token.extra, "long_lived": True}
        return Grant(token.subject, token.scopes, extra), token.family

    def _issued(self, grant: Grant, family: str | None, seconds: int) -> Response:
        value = self._authority.issue(grant, "user", seconds, "EAAB", family)
        return JSONResponse({"access_token": value, "token_type": "bearer", "expires_in": seconds})

    async def debug_token(self, request: Request) -> Response:
        """What a token is, for the app that owns it."""
        given = await parameters(request)
        credentials = self._authority.credentials
        asker = given.needed("access_token")
        if asker != f"{credentials.client_id}|{credentials.client_secret}":
            raise GraphRefusal(
                100,
                "(#100) You must provide an app access token, or a user access token that is "
                "an owner or developer of the app",
            )
        token = self._authority.token(given.needed("input_token"))
        return JSONResponse({"data": self._described(token)})

    def _described(self, token: Token | None) -> dict[str, object]:
        if token is None:
            error = {"code": 190, "message": "Invalid OAuth access token."}
            return {"error": error, "is_valid": False, "scopes": []}
        described: dict[str, object] = {
            "app_id": token.client_id,
            "type": token.use.upper(),
            "application": "Haat",
            "data_access_expires_at": int(token.issued_at + 90 * 24 * 3600),
            "expires_at": int(token.expires_at or 0),
            "is_valid": True,
            "issued_at": int(token.issued_at),
            "scopes": list(token.scopes),
            "user_id": USER_ID,
        }
        if token.use == "page":
            described["profile_id"] = token.subject
        refusal = lapse(token, self._authority.world, UNAUTHORIZED)
        if refusal is not None:
            error = {"code": 190, "message": refusal.message, "subcode": refusal.subcode or 0}
            described |= {"is_valid": False, "error": error}
        return described

    async def permissions(self, request: Request) -> Response:
        """What was granted."""
        token = signed_in(self._authority, await parameters(request), UNAUTHORIZED)
        granted = [{"permission": scope, "status": "granted"} for scope in token.scopes]
        return JSONResponse({"data": granted})

    async def withdraw(self, request: Request) -> Response:
        """The person removes the app: user and Page tokens end."""
        signed_in(self._authority, await parameters(request), UNAUTHORIZED)
        self._authority.revoke("app removed")
        return JSONResponse({"success": True})

    async def narrow(self, request: Request) -> Response:
        """The person takes one permission back: no token of hers has it any more."""
        signed_in(self._authority, await parameters(request), UNAUTHORIZED)
        self._authority.narrow(USER_ID, request.path_params["permission"])
        return JSONResponse({"success": True})
