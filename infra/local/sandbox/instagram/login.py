"""Instagram Login: consent, the one-hour token, the sixty-day token, and its refresh."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.sandbox.consent import ConsentApp
from infra.local.sandbox.graph import GraphRefusal, invalid, lapse, parameters, signed_in
from infra.local.sandbox.instagram.accounts import BASIC, SCOPED_ID, SCOPES, USERNAME
from infra.local.sandbox.oauth import Authority, Grant, GrantRefused, Token

SHORT_LIVED = 3600
LONG_LIVED = 60 * 24 * 3600
OLD_ENOUGH = 24 * 3600
BAD_REQUEST = 400


def consent_app(authority: Authority) -> ConsentApp:
    """The authorize page: everything but the basic scope can be unticked."""
    return ConsentApp(
        authority,
        person=USERNAME,
        subject=SCOPED_ID,
        scopes=SCOPES,
        required=frozenset({BASIC}),
        partial=True,
        suffix="#_",
        denied={
            "error": "access_denied",
            "error_reason": "user_denied",
            "error_description": "The user denied your request",
        },
    )


class Login:
    """Token endpoints of api.instagram.com and graph.instagram.com."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority

    def code_routes(self) -> Sequence[Route]:
        """api.instagram.com."""
        return [Route("/oauth/access_token", self.redeem, methods=["POST"])]

    def token_routes(self) -> Sequence[Route]:
        """graph.instagram.com."""
        return [
            Route("/access_token", self.exchange, methods=["GET"]),
            Route("/refresh_access_token", self.refresh, methods=["GET"]),
        ]

    async def redeem(self, request: Request) -> Response:
        """A code in, a one-hour token out; only as a form, errors in this host's older shape."""
        async with request.form() as form:
            given = {name: str(value) for name, value in form.items()}
        credentials = self._authority.credentials
        if given.get("client_id") != credentials.client_id:
            return _older_error("Invalid platform app")
        if given.get("client_secret") != credentials.client_secret:
            return _older_error("Invalid client secret")
        if given.get("grant_type") != "authorization_code":
            return _older_error("Invalid grant_type")
        try:
            grant = self._authority.redeem_code(
                given.get("code", "").removesuffix("#_"),
                given["client_id"],
                given.get("redirect_uri", ""),
            )
        except GrantRefused as refusal:
            return _older_error(f"Matching code was not found or was already used: {refusal}")
        value = self._authority.issue(grant, "short", SHORT_LIVED, "IGAA")
        return JSONResponse(
            {
                "access_token": value,
                "user_id": int(SCOPED_ID),
                "permissions": list(grant.scopes),
            }
        )

    async def exchange(self, request: Request) -> Response:
        """A live one-hour token in, a sixty-day token out."""
        given = await parameters(request)
        if given.needed("grant_type") != "ig_exchange_token":
            raise invalid("(#100) grant_type must be ig_exchange_token")
        if given.needed("client_secret") != self._authority.credentials.client_secret:
            raise GraphRefusal(101, "Error validating client secret.")
        token = signed_in(self._authority, given, BAD_REQUEST)
        if token.use != "short":
            raise GraphRefusal(452, "Session key invalid: the token is not a short-lived one.")
        return self._long(token)

    async def refresh(self, request: Request) -> Response:
        """A sixty-day token that is at least a day old in, a new one out."""
        given = await parameters(request)
        if given.needed("grant_type") != "ig_refresh_token":
            raise invalid("(#100) grant_type must be ig_refresh_token")
        token = self._authority.token(given.needed("access_token"))
        if token is None or token.use != "long":
            raise GraphRefusal(190, "Invalid OAuth access token - Cannot parse access token")
        refusal = lapse(token, self._authority.world, BAD_REQUEST)
        if refusal is not None:
            raise refusal
        if self._authority.world.now() - token.issued_at < OLD_ENOUGH:
            raise invalid("(#100) The access token must be at least 24 hours old to be refreshed")
        if not token.allows(BASIC):
            raise GraphRefusal(10, "(#10) Application does not have permission for this action")
        return self._long(token)

    def _long(self, token: Token) -> Response:
        grant = Grant(token.subject, token.scopes, token.extra)
        value = self._authority.issue(grant, "long", LONG_LIVED, "IGAA", token.family)
        return JSONResponse(
            {
                "access_token": value,
                "token_type": "bearer",
                "expires_in": LONG_LIVED,
                "permissions": ",".join(token.scopes),
            }
        )


def _older_error(message: str) -> Response:
    body = {"error_type": "OAuthException", "code": BAD_REQUEST, "error_message": message}
    return JSONResponse(body, BAD_REQUEST)
