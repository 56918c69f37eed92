"""Etsy's token endpoint: PKCE, an access token of an hour, a refresh token that rotates."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.sandbox.consent import ConsentApp
from infra.local.sandbox.etsy import shop
from infra.local.sandbox.etsy.registration import APP as ETSY
from infra.local.sandbox.etsy.rules import RequestRefused
from infra.local.sandbox.etsy.wire import ApiGuard, refusal, texts
from infra.local.sandbox.oauth import Authority, Grant, GrantRefused

ACCESS_SECONDS = 3600
REFRESH_SECONDS = 90 * 24 * 3600
FORM = "application/x-www-form-urlencoded"


def consent(authority: Authority) -> ConsentApp:
    """The page at https://www.etsy.com/oauth/connect; a challenge by S256 is demanded."""
    return ConsentApp(
        authority=authority,
        person=shop.PERSON,
        subject=str(shop.USER_ID),
        scopes=shop.SCOPES,
        pkce_required=True,
        denied={
            "error": "access_denied",
            "error_description": "The user denied the request",
        },
    )


class Tokens:
    """POST /v3/public/oauth/token and POST /v3/application/scopes."""

    def __init__(self, guard: ApiGuard) -> None:
        self._guard = guard
        self._authority = guard.authority

    def token_routes(self) -> list[Route]:
        """The same endpoint answers on both of Etsy's API hosts."""
        return [Route("/v3/public/oauth/token", self.token, methods=["POST"])]

    async def token(self, request: Request) -> Response:
        """Exchange a code or a refresh token, each good once."""
        if not request.headers.get("content-type", "").startswith(FORM):
            return refusal(
                RequestRefused(400, "invalid_request", "content-type must be form-urlencoded")
            )
        try:
            async with request.form() as form:
                return JSONResponse(self._granted(texts(form)))
        except RequestRefused as refused:
            return refusal(refused)

    async def scopes(self, request: Request) -> Response:
        """The scopes of the token in the form."""
        async with request.form() as form:
            token = self._authority.token(texts(form).get("token", ""))
        if token is None or token.use != "access" or not token.live(self._guard.world.now()):
            raise RequestRefused(401, "invalid_token", "access token is invalid or expired")
        return JSONResponse({"scopes": list(token.scopes)})

    def _granted(self, form: dict[str, str]) -> dict[str, object]:
        if form.get("client_id") != ETSY.client_id:
            raise RequestRefused(401, "invalid_client", "client_id is unknown")
        grant_type = form.get("grant_type", "")
        if grant_type == "authorization_code":
            return self._by_code(form)
        if grant_type == "refresh_token":
            return self._by_refresh(form)
        raise RequestRefused(400, "unsupported_grant_type", f"grant_type '{grant_type}' unknown")

    def _by_code(self, form: dict[str, str]) -> dict[str, object]:
        for name in ("code", "redirect_uri", "code_verifier"):
            if not form.get(name):
                raise RequestRefused(400, "invalid_request", f"{name} is required")
        try:
            grant = self._authority.redeem_code(
                form["code"], form["client_id"], form["redirect_uri"], form["code_verifier"]
            )
        except GrantRefused as refused:
            raise RequestRefused(400, "invalid_grant", str(refused)) from refused
        return self._pair(grant, None)

    def _by_refresh(self, form: dict[str, str]) -> dict[str, object]:
        if not form.get("refresh_token"):
            raise RequestRefused(400, "invalid_request", "refresh_token is required")
        try:
            used = self._authority.rotate(form["refresh_token"], form["client_id"])
        except GrantRefused as refused:
            raise RequestRefused(400, "invalid_grant", str(refused)) from refused
        return self._pair(Grant(used.subject, used.scopes, used.extra), used.family)

    def _pair(self, grant: Grant, family: str | None) -> dict[str, object]:
        prefix = f"{grant.subject}."
        refresh = self._authority.issue(grant, "refresh", REFRESH_SECONDS, prefix, family)
        issued = self._authority.token(refresh)
        family = issued.family if issued else family
        access = self._authority.issue(grant, "access", ACCESS_SECONDS, prefix, family)
        return {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": ACCESS_SECONDS,
            "refresh_token": refresh,
        }
