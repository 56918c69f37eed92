"""Puts the Facebook stand-in together: hosts, what people see, and its bad days."""

from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from infra.local.sandbox import catalogue
from infra.local.sandbox.facebook import feed, pictures
from infra.local.sandbox.facebook.accounts import page_by_id
from infra.local.sandbox.facebook.insights import Insights
from infra.local.sandbox.facebook.login import Login, consent_app
from infra.local.sandbox.facebook.pages import Pages
from infra.local.sandbox.facebook.registration import APP as FACEBOOK
from infra.local.sandbox.graph import bad_day, graph_app
from infra.local.sandbox.oauth import Authority
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import Document, World

VENDOR = "facebook"


def apps(world: World) -> dict[str, ASGIApp]:
    """The dialog's host and the Graph host."""
    authority = Authority(world, FACEBOOK)
    dialog = consent_app(authority)
    shop = catalogue.graph(authority)
    pages, insights = Pages(authority), Insights(authority)
    routes = [*Login(authority).routes(), *pages.routes(), *insights.routes()]
    return {
        "www.facebook.com": Starlette(
            routes=[
                *dialog.routes("/dialog/oauth"),
                *dialog.routes("/{version}/dialog/oauth"),
                *catalogue.front(world),
            ]
        ),
        "graph.facebook.com": _with_shared_host(graph_app(routes), shop),
    }


def _with_shared_host(own: ASGIApp, shop: ASGIApp) -> ASGIApp:
    """One host for Pages and for catalogues, which have ids of their own kind."""

    async def graph_host(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        app = shop if catalogue.answers(catalogue.GRAPH, path) else own
        await app(scope, receive, send)

    return graph_host


def posts(world: World) -> list[Post]:
    """What the Pages show, scheduled and unpublished posts marked as such."""
    return [_seen(world, post) for post in feed.newest_first(world.find(feed.KIND))]


def _seen(world: World, post: Document) -> Post:
    photos = [photo for one in post["photos"] if (photo := world.get(pictures.KIND, one))]
    page = page_by_id(post["page_id"])
    return Post(
        vendor=VENDOR,
        id=post["id"],
        title=None,
        text=post["message"],
        image_urls=tuple(world.blob_url(photo["blob"]) for photo in photos),
        link=post["link"],
        price=None,
        state=feed.state(world, post),
        created_at=datetime.fromtimestamp(feed.shown_at(post), UTC),
        url=feed.permalink(world, post),
        account="" if page is None else page.name,
        alt_text=photos[0]["alt_text"] if photos else None,
    )


def remove(world: World, id_: str) -> None:
    """The Page's owner deletes a post."""
    world.delete(feed.KIND, id_)


def disconnect(world: World) -> None:
    """The person removes the app from her account."""
    Authority(world, FACEBOOK).revoke("app removed")


def fault_response(kind: str, status: int, request: Request) -> Response:
    """Meta's own answer; a rate limit on a Page's path is the Page's."""
    parts = request.scope["path"].split("/")
    page = next((part for part in parts if page_by_id(part)), None)
    return bad_day(kind, status, VENDOR, page)
