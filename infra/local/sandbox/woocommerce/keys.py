"""Keys of a shop: asked for on a page that its owner clicks, posted to the app, used twice over.

https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

import httpx2
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from infra.local.sandbox import settings
from infra.local.sandbox.generated_secrets import new_hex_secret
from infra.local.sandbox.http_client import http_client
from infra.local.sandbox.pages import page
from infra.local.sandbox.woocommerce.sites import Site
from infra.local.sandbox.woocommerce.wire import WpError
from infra.local.sandbox.world import Document, World

NONCES = "nonce"
KEYS = "key"
NONCE_SECONDS = 15 * 60
CALLBACK_SECONDS = 60.0
ASKED = ("app_name", "user_id", "return_url", "callback_url", "scope")
PERMISSIONS = {
    "read": ("View coupons", "View customers", "View orders and sales reports", "View products"),
    "write": ("Create webhooks", "Create coupons", "Create orders", "Create products"),
    "read_write": (
        "Create webhooks",
        "View and manage customers",
        "View and manage orders and sales reports",
        "View and manage products",
    ),
}
NOT_SENT = "An error occurred in the request and at the time were unable to send the consumer data"
OAUTH = (
    "oauth_consumer_key",
    "oauth_timestamp",
    "oauth_nonce",
    "oauth_signature",
    "oauth_signature_method",
)
DIGESTS = {"HMAC-SHA1": "sha1", "HMAC-SHA256": "sha256"}


def issue(world: World, site: Site, scope: str, app: str = "Haat") -> Document:
    """A new pair of keys; the stored row has the key's digest and, as WooCommerce, the secret."""
    key, secret = f"ck_{new_hex_secret(40)}", f"cs_{new_hex_secret(40)}"
    id_ = world.next_id(site.kind(KEYS))
    row = {
        "key_id": id_,
        "secret": secret,
        "permissions": scope,
        "description": f"{app} - API ({world.instant():%Y-%m-%d %H:%M:%S})",
    }
    world.put(site.kind(KEYS), _digest(key), row)
    return {"key_id": id_, "consumer_key": key, "consumer_secret": secret}


def _digest(key: str) -> str:
    return hmac.new(b"wc-api", key.encode(), hashlib.sha256).hexdigest()


class KeyConsentApp:
    """The pages below /wc-auth/v1 of one site; the owner is signed in already."""

    def __init__(self, world: World, site: Site) -> None:
        self._world = world
        self._site = site

    def routes(self) -> list[Route]:
        """GET shows what is asked for, POST grants or denies it."""
        return [
            Route("/wc-auth/v1/authorize", self.show, methods=["GET"]),
            Route("/wc-auth/v1/authorize", self.decide, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """The page with Approve and Deny."""
        asked = dict(request.query_params)
        wrong = _wrong(asked)
        if wrong:
            return _refusal(wrong)
        return page(
            "grant.html",
            vendor="woocommerce",
            site=self._site,
            asked=asked,
            permissions=PERMISSIONS[asked["scope"]],
        )

    async def decide(self, request: Request) -> Response:
        """Post the keys to the app and send the browser back; nothing stays if that fails."""
        async with request.form() as form:
            asked = {name: str(value) for name, value in form.items()}
        wrong = _wrong(asked)
        if wrong:
            return _refusal(wrong)
        if asked.get("decision") != "allow":
            return _back(asked, success="0")
        keys = issue(self._world, self._site, asked["scope"], asked["app_name"])
        told = {**keys, "user_id": asked["user_id"], "key_permissions": asked["scope"]}
        if not await _sent(asked["callback_url"], told):
            self._world.delete(self._site.kind(KEYS), _digest(keys["consumer_key"]))
            return _refusal(NOT_SENT)
        return _back(asked, success="1")


def _wrong(asked: Mapping[str, str]) -> str | None:
    missing = [name for name in ASKED if not asked.get(name)]
    if missing:
        return f"Missing parameter {missing[0]}"
    if asked["scope"] not in PERMISSIONS:
        return f"Invalid scope {asked['scope']}"
    for name in ("return_url", "callback_url"):
        if not urlsplit(asked[name]).hostname:
            return f"The {asked[name]} is not a valid URL"
    parts = urlsplit(asked["callback_url"])
    # A real shop demands TLS; this machine's own addresses have none.
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        return "The callback_url needs to be over SSL"
    return None


def _refusal(words: str) -> Response:
    return page("refusal.html", status=401, vendor="woocommerce", words=f"Error: {words}.")


def _back(asked: Mapping[str, str], success: str) -> Response:
    query = urlencode({"success": success, "user_id": asked["user_id"]})
    sign = "&" if urlsplit(asked["return_url"]).query else "?"
    return RedirectResponse(f"{asked['return_url']}{sign}{query}", 302)


async def _sent(url: str, told: Document) -> bool:
    try:
        async with http_client(CALLBACK_SECONDS) as client:
            answer = await client.post(url, json=told)
    except (httpx2.HTTPError, httpx2.InvalidURL):
        return False
    return answer.status_code == httpx2.codes.OK


class ApiKeyAuth:
    """Authenticates calls of a site's REST API: Basic, keys in the query, or OAuth 1.0a."""

    def __init__(self, world: World, site: Site) -> None:
        self._world = world
        self._site = site

    def permissions(self, request: Request) -> str:
        """What the caller may do; WpError 401 for anybody else."""
        row = self._basic(request) or self._oauth(request)
        if row is None:
            verb = "list" if request.method == "GET" else "create"
            code = "view" if request.method == "GET" else "create"
            raise WpError(
                401, f"woocommerce_rest_cannot_{code}", f"Sorry, you cannot {verb} resources."
            )
        granted = str(row["permissions"])
        needed = "read" if request.method in ("GET", "HEAD", "OPTIONS") else "write"
        if needed not in granted:
            raise _denied(f"The API key provided does not have {needed} permissions.")
        return granted

    def _basic(self, request: Request) -> Document | None:
        if settings.text(self._world, "woocommerce_tls") == "off":
            return None
        query = request.query_params
        key, secret = query.get("consumer_key", ""), query.get("consumer_secret", "")
        passed = settings.text(self._world, "woocommerce_basic_header") == "passed"
        if not key and passed:
            key, secret = _credentials(request.headers.get("authorization", ""))
        row = self._world.get(self._site.kind(KEYS), _digest(key)) if key and secret else None
        if row is not None and not hmac.compare_digest(row["secret"], secret):
            raise _denied("Consumer secret is invalid.")
        return row

    def _oauth(self, request: Request) -> Document | None:
        sent = {**request.query_params, **_oauth_header(request.headers.get("authorization", ""))}
        missing = [name for name in OAUTH if not sent.get(name)]
        if len(missing) == len(OAUTH):
            return None
        if missing:
            raise _denied(f"Missing OAuth parameters {', '.join(missing)}")
        row = self._world.get(self._site.kind(KEYS), _digest(sent["oauth_consumer_key"]))
        if row is None:
            raise _denied("Consumer key is invalid.")
        method = DIGESTS.get(sent["oauth_signature_method"])
        if method is None:
            raise _denied("Invalid signature - signature method is invalid.")
        address = str(request.url.replace(query="")).rstrip("?")
        expected = signature((request.method, address), sent, str(row["secret"]), method)
        if not hmac.compare_digest(expected, sent["oauth_signature"]):
            raise _denied("Invalid signature - provided signature does not match.")
        self._fresh(sent, row)
        return row

    def _fresh(self, sent: Mapping[str, str], row: Document) -> None:
        stamp = sent["oauth_timestamp"]
        if not stamp.isdigit() or abs(self._world.now() - int(stamp)) > NONCE_SECONDS:
            raise _denied("Invalid timestamp.")
        nonce = f"{row['key_id']} {sent['oauth_nonce']}"
        with self._world.lock:
            if self._world.get(self._site.kind(NONCES), nonce) is not None:
                raise _denied("Invalid nonce - nonce has already been used.")
            self._world.put(self._site.kind(NONCES), nonce, {"at": int(stamp)})


def signature(call: tuple[str, str], sent: Mapping[str, str], secret: str, method: str) -> str:
    """OAuth 1.0a's HMAC over method, address and sorted parameters (RFC 5849, 3.4.1)."""
    verb, address = call
    pairs = sorted(
        (quote(name, safe="~"), quote(value, safe="~"))
        for name, value in sent.items()
        if name != "oauth_signature"
    )
    query = "&".join(f"{name}={value}" for name, value in pairs)
    base = "&".join(quote(part, safe="~") for part in (verb.upper(), address, query))
    mac = hmac.new(f"{secret}&".encode(), base.encode(), method)
    return base64.b64encode(mac.digest()).decode()


def _credentials(header: str) -> tuple[str, str]:
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        key, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return key, secret


def _oauth_header(header: str) -> dict[str, str]:
    scheme, _, value = header.partition(" ")
    if scheme != "OAuth":
        return {}
    pairs = (one.strip().partition("=") for one in value.split(","))
    return {
        name: httpx2.QueryParams(f"x={text.strip(chr(34))}")["x"]
        for name, _, text in pairs
        if name.startswith("oauth_")
    }


def _denied(words: str) -> WpError:
    return WpError(401, "woocommerce_rest_authentication_error", words)
