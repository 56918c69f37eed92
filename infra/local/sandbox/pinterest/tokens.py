"""Pinterest's token endpoint: Basic authentication, a refresh token that rotates for ever."""

import base64
import binascii
import secrets

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.sandbox.consent import ConsentApp
from infra.local.sandbox.oauth import Authority, Grant, GrantRefused
from infra.local.sandbox.pinterest import account, rules
from infra.local.sandbox.pinterest.registration import APP as PINTEREST
from infra.local.sandbox.pinterest.rules import RequestRefused
from infra.local.sandbox.pinterest.wire import ApiGuard, refusal

DAY = 24 * 3600
ACCESS_SECONDS = 30 * DAY
REFRESH_SECONDS = 60 * DAY
FORM = "application/x-www-form-urlencoded"


def consent(authority: Authority) -> ConsentApp:
    """The page at https://www.pinterest.com/oauth/."""
    return ConsentApp(
        authority=authority,
        person=account.PERSON,
        subject=account.USER_ID,
        scopes=account.SCOPES,
    )


class Tokens:
    """POST /v5/oauth/token and POST /v5/oauth/token/revoke."""

    def __init__(self, guard: ApiGuard) -> None:
        self._guard = guard
        self._authority = guard.authority

    def routes(self) -> list[Route]:
        """Both endpoints."""
        return [
            Route("/v5/oauth/token", self.token, methods=["POST"]),
            Route("/v5/oauth/token/revoke", self.revoke, methods=["POST"]),
        ]

    async def token(self, request: Request) -> Response:
        """Exchange a code or a refresh token, each good once."""
        try:
            form = await _form(request)
            grant_type = form.get("grant_type")
            if grant_type == "authorization_code":
                answer = self._by_code(form)
            elif grant_type == "refresh_token":
                answer = self._by_refresh(form)
            else:
                answer = _wrong("grant_type must be authorization_code or refresh_token")
        except RequestRefused as refused:
            return refusal(refused)
        return answer

    async def revoke(self, request: Request) -> Response:
        """End a token; ending a refresh token ends its access tokens too."""
        try:
            form = await _form(request)
        except RequestRefused as refused:
            return refusal(refused)
        token = self._authority.token(form.get("token", ""))
        if token is None:
            return _wrong("token is required and must be one of this app's")
        self._authority.revoke("by the app", family=token.family)
        return Response(status_code=200)

    def _by_code(self, form: dict[str, str]) -> Response:
        try:
            grant = self._authority.redeem_code(
                form.get("code", ""), PINTEREST.client_id, form.get("redirect_uri", "")
            )
        except GrantRefused as refused:
            return _wrong(f"Invalid request: {refused}")
        return self._pair(grant, secrets.token_hex(16), "authorization_code")

    def _by_refresh(self, form: dict[str, str]) -> Response:
        try:
            used = self._authority.rotate(form.get("refresh_token", ""), PINTEREST.client_id)
        except GrantRefused as refused:
            raise RequestRefused(
                401, rules.AUTHENTICATION_FAILED, f"Authentication failed: {refused}."
            ) from refused
        asked = tuple(part for part in form.get("scope", "").replace(",", " ").split() if part)
        if not set(asked) <= set(used.scopes):
            return _wrong("scope asks for more than was granted")
        grant = Grant(used.subject, asked or used.scopes, used.extra)
        return self._pair(grant, used.family, "refresh_token")

    def _pair(self, grant: Grant, family: str, response_type: str) -> Response:
        authority = self._authority
        now = int(self._guard.world.now())
        return JSONResponse(
            {
                "access_token": authority.issue(grant, "access", ACCESS_SECONDS, "pina_", family),
                "refresh_token": authority.issue(
                    grant, "refresh", REFRESH_SECONDS, "pinr.", family
                ),
                "response_type": response_type,
                "token_type": "bearer",
                "expires_in": ACCESS_SECONDS,
                "refresh_token_expires_in": REFRESH_SECONDS,
                "refresh_token_expires_at": now + REFRESH_SECONDS,
                "scope": " ".join(grant.scopes),
            }
        )


async def _form(request: Request) -> dict[str, str]:
    """The form of an app that has proved who it is."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    try:
        pair = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        pair = ""
    expected = f"{PINTEREST.client_id}:{PINTEREST.client_secret}"
    if scheme.lower() != "basic" or not secrets.compare_digest(pair.encode(), expected.encode()):
        raise RequestRefused(401, rules.AUTHENTICATION_FAILED, "Authentication failed.")
    if not request.headers.get("content-type", "").startswith(FORM):
        raise rules.invalid("the content type must be application/x-www-form-urlencoded")
    async with request.form() as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _wrong(message: str) -> Response:
    return refusal(RequestRefused(400, rules.INVALID, message))
