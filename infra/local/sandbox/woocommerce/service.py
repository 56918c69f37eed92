"""Puts the shops together: key pages, REST API, storefront, what people see, bad days."""

from collections.abc import Mapping
from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

from infra.local.sandbox.storefront import rupees
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.woocommerce import images, products
from infra.local.sandbox.woocommerce.api import Api
from infra.local.sandbox.woocommerce.keys import KEYS, KeyConsentApp
from infra.local.sandbox.woocommerce.products import Products, shown_text
from infra.local.sandbox.woocommerce.sites import SITES, Site
from infra.local.sandbox.woocommerce.store import Store
from infra.local.sandbox.woocommerce.wire import WpError, no_route
from infra.local.sandbox.world import Document, World

VENDOR = "woocommerce"


def apps(world: World) -> Mapping[str, ASGIApp]:
    """One host for each site."""
    return {host: _site(world, site) for host, site in SITES.items()}


def _site(world: World, site: Site) -> ASGIApp:
    routes = [
        *KeyConsentApp(world, site).routes(),
        *Api(world, site).routes(),
        *Store(world, site).routes(),
    ]
    handlers = {404: _not_found, 405: _not_found, WpError: _refused}
    return Starlette(routes=routes, exception_handlers=handlers)


def posts(world: World) -> list[Post]:
    """What buyers find in the shops, newest first."""
    found = [
        (site, product)
        for site in SITES.values()
        for product in products.every(world, site)
        if product["status"] == products.VISIBLE and not product["parent_id"]
    ]
    found.sort(key=lambda one: one[1]["created"])
    return [_post(world, site, product) for site, product in found[::-1]]


def _post(world: World, site: Site, product: Document) -> Post:
    pictures = images.wire(world, site, product["images"])
    return Post(
        vendor=VENDOR,
        id=_id(site, product),
        title=product["name"],
        text=shown_text(product),
        image_urls=tuple(one["src"] for one in pictures),
        link=None,
        price=rupees(product["price"]) if product["price"] else None,
        state=product["status"],
        created_at=datetime.fromtimestamp(product["created"], UTC),
        url=Products(world, site, []).permalink(product),
        account=site.name,
        alt_text=pictures[0]["alt"] or None if pictures else None,
    )


def _id(site: Site, product: Document) -> str:
    """WordPress numbers each site's posts from the start: only the host makes an id unique."""
    return f"{site.host}-{product['id']}"


def remove(world: World, id_: str) -> None:
    """The shop's owner deletes a product for good; absent is fine."""
    for site in SITES.values():
        for product in products.every(world, site):
            if _id(site, product) == id_:
                Products(world, site, []).delete(product, force=True)


def disconnect(world: World) -> None:
    """The owners revoke the keys in their settings."""
    for site in SITES.values():
        world.clear(site.kind(KEYS))


def fault_response(kind: str, status: int, request: Request) -> Response:
    """WordPress's bodies; there is no rate limit of WooCommerce's own, so a host's page comes."""
    del request
    if kind == "rate_limit":
        return Response("<html><body><h1>429 Too Many Requests</h1></body></html>", status,
                        media_type="text/html")  # fmt: skip
    if kind == "expired_token":
        words = "Sorry, you cannot list resources."
        return JSONResponse(WpError(401, "woocommerce_rest_cannot_view", words).wire, status)
    words = (
        "There has been a critical error on this website. Please check your site admin email "
        "inbox for instructions."
    )
    return JSONResponse(WpError(500, "internal_server_error", words).wire, status)


async def _not_found(_: Request, __: Exception) -> Response:
    return no_route().response()


async def _refused(_: Request, error: Exception) -> Response:
    if not isinstance(error, WpError):
        raise error
    return error.response()
