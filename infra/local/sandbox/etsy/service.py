"""Puts Etsy's hosts together: routes, the public listing page, and what a person sees."""

from collections.abc import Mapping
from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from infra.local.sandbox.etsy import shop, tokens
from infra.local.sandbox.etsy.images import Images
from infra.local.sandbox.etsy.inventory import Inventory
from infra.local.sandbox.etsy.listings import KIND as LISTINGS
from infra.local.sandbox.etsy.listings import Listings, listing_url, own_shop
from infra.local.sandbox.etsy.receipts import Receipts
from infra.local.sandbox.etsy.rules import RequestRefused
from infra.local.sandbox.etsy.wire import ApiGuard, path_id, refusal
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import Document, World

VENDOR = "etsy"
ROOT = "/v3/application"
SHOP = f"{ROOT}/shops/{{shop_id}}"
LISTING = f"{ROOT}/listings/{{listing_id}}"
SHOP_LISTING = f"{SHOP}/listings/{{listing_id}}"


def apps(world: World) -> Mapping[str, ASGIApp]:
    """openapi.etsy.com and api.etsy.com answer alike; www.etsy.com has the pages."""
    guard = ApiGuard(world)
    routes = [*_account_routes(guard), *_listing_routes(guard)]
    api = Starlette(routes=routes, exception_handlers={404: _not_found, 405: _not_allowed})
    return {"openapi.etsy.com": api, "api.etsy.com": api, "www.etsy.com": _site(guard)}


def _account_routes(guard: ApiGuard) -> list[Route]:
    token_endpoint = tokens.Tokens(guard)
    account = Account(guard)
    return [
        *token_endpoint.token_routes(),
        Route(f"{ROOT}/scopes", guard.public(token_endpoint.scopes), methods=["POST"]),
        Route(f"{ROOT}/openapi-ping", guard.public(account.ping)),
        Route(f"{ROOT}/users/me", guard.private(account.me, "shops_r")),
        Route(f"{ROOT}/seller-taxonomy/nodes", guard.public(account.taxonomy)),
        Route(SHOP, guard.public(account.shop)),
        Route(f"{SHOP}/shipping-profiles", guard.private(account.shipping, "shops_r")),
        Route(f"{SHOP}/sections", guard.public(account.sections)),
        Route(f"{SHOP}/policies/return", guard.private(account.returns, "shops_r")),
        Route(f"{SHOP}/readiness-state-definitions", guard.private(account.readiness, "shops_r")),
    ]


def _listing_routes(guard: ApiGuard) -> list[Route]:
    images = Images(guard.world)
    listings = Listings(guard, images)
    inventory = Inventory(guard.world, listings)

    async def upload(request: Request) -> Response:
        own_shop(request)
        listing = listings.get(path_id(request, "listing_id"))
        return await images.upload(request, listing["listing_id"])

    receipts = Receipts(guard.world, listings)
    reading, writing = "listings_r", "listings_w"
    pictures = f"{SHOP_LISTING}/images"
    picture = f"{pictures}/{{listing_image_id}}"
    stock = f"{LISTING}/inventory"
    return [
        Route(f"{SHOP}/listings", guard.private(listings.create, writing), methods=["POST"]),
        Route(f"{SHOP}/listings", guard.private(listings.list_, reading), methods=["GET"]),
        Route(SHOP_LISTING, guard.private(listings.update, writing), methods=["PATCH"]),
        Route(pictures, guard.private(upload, writing), methods=["POST"]),
        Route(picture, guard.private(images.delete, writing), methods=["DELETE"]),
        Route(LISTING, guard.public(listings.read), methods=["GET"]),
        Route(LISTING, guard.private(listings.delete, "listings_d"), methods=["DELETE"]),
        Route(f"{LISTING}/images", guard.public(images.list_), methods=["GET"]),
        Route(f"{SHOP}/receipts", guard.private(receipts.list_, "transactions_r")),
        Route(f"{SHOP}/receipts/{{receipt_id}}", guard.private(receipts.read, "transactions_r")),
        Route(stock, guard.private(inventory.read, reading), methods=["GET"]),
        Route(stock, guard.private(inventory.replace, writing), methods=["PUT"]),
    ]


def _site(guard: ApiGuard) -> ASGIApp:
    world = guard.world
    listings = Listings(guard, Images(world))
    receipts = Receipts(world, listings)

    async def listing_page(request: Request) -> Response:
        try:
            listing = listings.get(path_id(request, "listing_id"))
        except RequestRefused:
            return PlainTextResponse("Sorry, this listing is unavailable.", 404)
        if listing["state"] == "draft":
            return PlainTextResponse("Sorry, this listing is unavailable.", 404)
        return RedirectResponse(f"{world.public_url}/people/etsy/{listing['listing_id']}", 302)

    return Starlette(
        routes=[
            *tokens.consent(guard.authority).routes("/oauth/connect"),
            Route("/listing/{listing_id}/buy", receipts.buy, methods=["POST"]),
            Route("/listing/{listing_id}", listing_page),
            Route("/listing/{listing_id}/{slug}", listing_page),
        ]
    )


class Account:
    """What the API tells of the person and the shop."""

    def __init__(self, guard: ApiGuard) -> None:
        self._world = guard.world
        self._listings = Listings(guard, Images(guard.world))

    async def ping(self, _: Request) -> Response:
        """Whether the API key works."""
        return JSONResponse({"application_id": 1})

    async def me(self, _: Request) -> Response:
        """Answer getMe."""
        return JSONResponse({"user_id": shop.USER_ID, "shop_id": shop.SHOP_ID})

    async def shop(self, request: Request) -> Response:
        """Answer getShop."""
        if path_id(request, "shop_id") != shop.SHOP_ID:
            raise RequestRefused(404, "Resource not found: Shop")
        url = f"{self._world.public_url}/people/etsy"
        active = sum(one["state"] == "active" for one in self._listings.every())
        return JSONResponse(shop.shop(url, active))

    async def shipping(self, request: Request) -> Response:
        """Answer getShopShippingProfiles."""
        own_shop(request)
        return JSONResponse({"count": 1, "results": [shop.shipping_profile()]})

    async def returns(self, request: Request) -> Response:
        """Answer getShopReturnPolicies."""
        own_shop(request)
        return JSONResponse({"count": 1, "results": [shop.return_policy()]})

    async def sections(self, request: Request) -> Response:
        """Answer getShopSections."""
        own_shop(request)
        found = shop.sections()
        return JSONResponse({"count": len(found), "results": found})

    async def readiness(self, request: Request) -> Response:
        """Answer getShopReadinessStateDefinitions."""
        own_shop(request)
        states = shop.readiness_states()
        return JSONResponse({"count": len(states), "results": states})

    async def taxonomy(self, _: Request) -> Response:
        """Answer getSellerTaxonomyNodes."""
        nodes = shop.taxonomy()
        return JSONResponse({"count": len(nodes), "results": nodes})


def posts(world: World) -> list[Post]:
    """The shop's listings that were ever on sale, newest first."""
    images = Images(world)
    listings = Listings(ApiGuard(world), images)
    public = [listing for listing in listings.every() if listing["state"] != "draft"]
    return [_post(world, images, listing) for listing in public[::-1]]


def _post(world: World, images: Images, listing: Document) -> Post:
    held = images.of(listing["listing_id"])
    tags = " · ".join(listing["tags"])
    return Post(
        vendor=VENDOR,
        id=str(listing["listing_id"]),
        title=listing["title"],
        text=listing["description"] + (f"\n\n{tags}" if tags else ""),
        image_urls=images.urls(listing["listing_id"]),
        link=None,
        price=f"₹{listing['price'] / 100:,.2f}",
        state=listing["state"],
        created_at=datetime.fromtimestamp(listing["created_timestamp"], UTC),
        url=listing_url(world, listing),
        account=shop.SHOP_NAME,
        alt_text=held[0]["alt_text"] or None if held else None,
    )


def remove(world: World, id_: str) -> None:
    """The seller deletes a listing in the shop manager; absent is fine."""
    if id_.isascii() and id_.isdigit():
        world.delete(LISTINGS, id_)
        Images(world).forget(int(id_))


def disconnect(world: World) -> None:
    """The seller takes the app's access away."""
    ApiGuard(world).authority.revoke("removed by the person")


def fault_response(kind: str, status: int, request: Request) -> Response:
    """Etsy's body for a bad day."""
    token_url = request.url.path.endswith("/oauth/token")
    if kind == "rate_limit":
        return refusal(RequestRefused(429, "Exceeded rate limit."))
    if kind == "expired_token" and token_url:
        return refusal(RequestRefused(400, "invalid_grant", "refresh token has expired"))
    if kind == "expired_token":
        return refusal(RequestRefused(401, "invalid_token", "access token is expired"))
    return refusal(RequestRefused(status, "The server could not complete the request."))


async def _not_found(_: Request, __: Exception) -> Response:
    return JSONResponse({"error": "Resource not found"}, 404)


async def _not_allowed(_: Request, __: Exception) -> Response:
    return JSONResponse({"error": "Method not allowed"}, 405)
