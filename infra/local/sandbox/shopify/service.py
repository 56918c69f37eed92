"""Puts the stores together: API, consent, storefront, what people see, bad days."""

from collections.abc import Mapping
from datetime import UTC, datetime

from graphql import GraphQLError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from infra.local.sandbox.oauth import Authority
from infra.local.sandbox.shopify import files, products, tokens
from infra.local.sandbox.shopify.admin_api import (
    THROTTLED,
    UNKNOWN_CALLER,
    AdminApi,
    end_installation,
    root_field,
)
from infra.local.sandbox.shopify.context import RequestContext
from infra.local.sandbox.shopify.registration import APP as SHOPIFY
from infra.local.sandbox.shopify.shops import SHOPS, Shop
from infra.local.sandbox.shopify.store import Store
from infra.local.sandbox.storefront import rupees, words
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import Document, World

VENDOR = "shopify"
UNAUTHORIZED = 401


def apps(world: World) -> Mapping[str, ASGIApp]:
    """One host for each store, and the storage that staged uploads go to."""
    authority = Authority(world, SHOPIFY)
    hosts: dict[str, ASGIApp] = {domain: _store(authority, shop) for domain, shop in SHOPS.items()}
    return {
        **hosts,
        files.STAGED_HOST: Starlette(routes=files.Staging(world).routes()),
        files.CDN_HOST: Starlette(routes=files.Cdn(world).routes()),
    }


def _store(authority: Authority, shop: Shop) -> ASGIApp:
    admin_api, token_endpoint = AdminApi(authority, shop), tokens.Tokens(authority, shop)
    routes = [
        *tokens.consent(authority, shop).routes("/admin/oauth/authorize"),
        Route("/admin/oauth/access_token", token_endpoint.access_token, methods=["POST"]),
        Route("/admin/api/{version}/graphql.json", admin_api.graphql, methods=["POST"]),
        Route("/admin/api_permissions/current.json", admin_api.uninstall, methods=["DELETE"]),
        *Store(authority.world, shop).routes(),
    ]
    return Starlette(routes=routes, exception_handlers={404: _not_found})


def posts(world: World) -> list[Post]:
    """What buyers find in the stores, newest first."""
    found = [
        (shop, product)
        for shop in SHOPS.values()
        for product in products.every(world, shop.domain)
        if products.visible(product)
    ]
    found.sort(key=lambda one: one[1]["publishedAt"] or 0)
    return [
        _post(RequestContext(world, shop, frozenset()), product) for shop, product in found[::-1]
    ]


def _post(context: RequestContext, product: Document) -> Post:
    held = [context.world.get(files.KIND, id_) for id_ in product["media"]]
    pictures = [one for one in held if one and one["blob"]]
    prices = sorted(float(one["price"]) for one in product["variants"])
    tags = " · ".join(product["tags"])
    return Post(
        vendor=VENDOR,
        id=product["number"],
        title=product["title"],
        text=words(product["descriptionHtml"]) + (f"\n\n{tags}" if tags else ""),
        image_urls=tuple(context.world.blob_url(one["blob"]) for one in pictures),
        link=None,
        price=rupees(str(prices[0])),
        state=product["status"].lower(),
        created_at=datetime.fromtimestamp(product["publishedAt"] or product["created"], UTC),
        url=f"{context.base}/products/{product['handle']}",
        account=context.shop.name,
        alt_text=pictures[0]["alt"] or None if pictures else None,
    )


def remove(world: World, id_: str) -> None:
    """The merchant deletes a product in the admin; absent is fine."""
    product = world.get(products.KIND, id_)
    if product is not None:
        products.delete(RequestContext(world, SHOPS[product["shop"]], frozenset()), product)


def disconnect(world: World) -> None:
    """The merchants uninstall the app."""
    authority = Authority(world, SHOPIFY)
    for shop in SHOPS.values():
        end_installation(authority, shop)


def fault_response(kind: str, status: int, request: Request) -> Response:
    """Shopify's answers; a throttled query is HTTP 200 unless another status is asked for."""
    path = request.scope["path"]
    if kind == "expired_token" and path.endswith("/access_token"):
        body = {"error": "invalid_request", "error_description": tokens.INACTIVE}
        return JSONResponse(body, status)
    if kind == "expired_token":
        return JSONResponse({"errors": UNKNOWN_CALLER}, UNAUTHORIZED)
    if kind == "rate_limit":
        status_of_cost = {
            "maximumAvailable": 2000.0,
            "currentlyAvailable": 0,
            "restoreRate": 100.0,
        }
        told = {
            "requestedQueryCost": 100,
            "actualQueryCost": None,
            "throttleStatus": status_of_cost,
        }
        errors = [{"message": "Throttled", "extensions": THROTTLED}]
        return JSONResponse({"errors": errors, "extensions": {"cost": told}})
    reason = "Internal error. Looks like something went wrong on our end."
    extensions = {"code": "INTERNAL_SERVER_ERROR", "requestId": "00000000-0000-4000-8000-sandbox"}
    errors = [{"message": f"{reason}\nRequest ID: sandbox", "extensions": extensions}]
    return JSONResponse({"errors": errors}, status)


def operation(path: str, body: bytes) -> str:
    """The first root field of a GraphQL request, such as productSet; "" for any other request."""
    if not path.endswith("/graphql.json"):
        return ""
    try:
        return root_field(body)
    except (ValueError, KeyError, TypeError, GraphQLError):
        return ""


async def _not_found(_: Request, __: Exception) -> Response:
    return JSONResponse({"errors": "Not Found"}, 404)
