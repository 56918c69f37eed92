"""Shopify's installation: consent with a signed way back, expiring tokens, rotating refresh tokens.

https://shopify.dev/docs/apps/build/authentication-authorization
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.local.sandbox.consent import ConsentApp
from infra.local.sandbox.oauth import Authority, Grant, GrantRefused, Token
from infra.local.sandbox.shopify.registration import APP as SHOPIFY
from infra.local.sandbox.shopify.shops import SCOPES, Shop

ACCESS_SECONDS = 3600
REFRESH_SECONDS = 90 * 24 * 3600
OWN_STORE_SECONDS = 24 * 3600
NOT_FOUND = "The authorization code was not found or was already used"
INACTIVE = "This request requires an active refresh_token"


def consent(authority: Authority, shop: Shop) -> ConsentApp:
    """The page at /admin/oauth/authorize; a merchant who cancels stays at Shopify."""

    def sign(values: Mapping[str, str]) -> Mapping[str, str]:
        place = f"admin.shopify.com/store/{shop.handle}".encode()
        known = {
            **values,
            "shop": shop.domain,
            "timestamp": str(int(authority.world.now())),
            "host": base64.b64encode(place).decode().rstrip("="),
        }
        return {**known, "hmac": signed(known)}

    return ConsentApp(
        authority=authority,
        person=f"{shop.owner}, {shop.name}",
        subject=shop.domain,
        scopes=SCOPES,
        sign=sign,
        denied={},
    )


def signed(values: Mapping[str, str]) -> str:
    """Hex HMAC-SHA256 of the sorted query under the client secret."""
    text = urlencode(sorted(values.items()))
    return hmac.new(SHOPIFY.client_secret.encode(), text.encode(), hashlib.sha256).hexdigest()


class Tokens:
    """POST /admin/oauth/access_token of one store."""

    def __init__(self, authority: Authority, shop: Shop) -> None:
        self._authority = authority
        self._shop = shop

    async def access_token(self, request: Request) -> Response:
        """A code or a refresh token in, a token out; form or JSON."""
        given = await _fields(request)
        if given.get("client_id") != SHOPIFY.client_id:
            return _wrong("application_cannot_be_found", "The application cannot be found.")
        if given.get("client_secret") != SHOPIFY.client_secret:
            return _wrong("invalid_client", "The client secret is wrong.", 401)
        grant_type = given.get("grant_type", "authorization_code")
        answers = {
            "authorization_code": self._by_code,
            "refresh_token": self._by_refresh,
            "client_credentials": self._own_store,
        }
        if grant_type not in answers:
            return _wrong("unsupported_grant_type", f"{grant_type} is not offered here.")
        return answers[grant_type](given)

    def _by_code(self, given: Mapping[str, str]) -> Response:
        kept = given.get("code", "")
        try:
            # Shopify asks for no redirect address here: the code is bound to the app and the store.
            grant = self._authority.redeem_code(kept, given["client_id"], None)
        except GrantRefused:
            return _wrong("invalid_request", NOT_FOUND)
        if grant.subject != self._shop.domain:
            return _wrong("invalid_request", NOT_FOUND)
        if given.get("expiring") not in ("1", "true"):
            value = self._authority.issue(grant, "access", None, "shpat_")
            return JSONResponse({"access_token": value, "scope": ",".join(grant.scopes)})
        return self._pair(grant, None)

    def _by_refresh(self, given: Mapping[str, str]) -> Response:
        token = self._authority.token(given.get("refresh_token", ""))
        now = self._authority.world.now()
        fits = token is not None and token.use == "refresh" and token.subject == self._shop.domain
        if token is None or not fits or not token.live(now):
            return _wrong("invalid_request", INACTIVE, 401)
        begin_using(self._authority, token)
        grant = Grant(token.subject, token.scopes, {"replaces": token.id})
        return self._pair(grant, token.family)

    def _own_store(self, _: Mapping[str, str]) -> Response:
        grant = Grant(self._shop.domain, tuple(SCOPES))
        value = self._authority.issue(grant, "access", OWN_STORE_SECONDS, "shpat_")
        scope = ",".join(grant.scopes)
        return JSONResponse(
            {"access_token": value, "scope": scope, "expires_in": OWN_STORE_SECONDS - 1}
        )

    def _pair(self, grant: Grant, family: str | None) -> Response:
        refresh = self._authority.issue(grant, "refresh", REFRESH_SECONDS, "shprt_", family)
        issued = self._authority.token(refresh)
        family = issued.family if issued else family
        access = self._authority.issue(grant, "access", ACCESS_SECONDS, "shpat_", family)
        return JSONResponse(
            {
                "access_token": access,
                "scope": ",".join(grant.scopes),
                "expires_in": ACCESS_SECONDS,
                "refresh_token": refresh,
                "refresh_token_expires_in": REFRESH_SECONDS,
            }
        )


def begin_using(authority: Authority, token: Token) -> None:
    """The refresh token that this one replaced ends now, and not before (since 2026-08-28)."""
    replaced = token.extra.get("replaces")
    if replaced:
        authority.end(str(replaced), "rotated")


async def _fields(request: Request) -> dict[str, str]:
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            decoded = json.loads(await request.body())
        except ValueError:
            return {}
        return {name: str(value) for name, value in decoded.items()}
    async with request.form() as form:
        return {name: str(value) for name, value in form.items()}


def _wrong(error: str, words: str, status: int = 400) -> Response:
    return JSONResponse({"error": error, "error_description": words}, status)
