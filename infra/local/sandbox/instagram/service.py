"""Puts the Instagram stand-in together: hosts, what people see, and its bad days."""

from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from infra.local.sandbox.graph import bad_day, graph_app
from infra.local.sandbox.instagram import containers
from infra.local.sandbox.instagram.accounts import PROFESSIONAL_ID, USERNAME
from infra.local.sandbox.instagram.insights import Insights
from infra.local.sandbox.instagram.login import Login, consent_app
from infra.local.sandbox.instagram.publishing import Publishing, permalink
from infra.local.sandbox.instagram.registration import APP as INSTAGRAM
from infra.local.sandbox.oauth import Authority
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import World

VENDOR = "instagram"
EXPIRED_STATUS = 400


def apps(world: World) -> dict[str, ASGIApp]:
    """The consent host, the code host and the Graph host."""
    authority = Authority(world, INSTAGRAM)
    login = Login(authority)
    publishing, insights = Publishing(authority), Insights(authority)
    routes = [*login.token_routes(), *publishing.routes(), *insights.routes()]
    return {
        "www.instagram.com": Starlette(routes=consent_app(authority).routes("/oauth/authorize")),
        "api.instagram.com": Starlette(routes=login.code_routes()),
        "graph.instagram.com": graph_app(routes),
    }


def posts(world: World) -> list[Post]:
    """The account's grid, newest first."""
    return [
        Post(
            vendor=VENDOR,
            id=media["id"],
            title=None,
            text=media["caption"],
            image_urls=tuple(world.blob_url(blob) for blob in media["blobs"]),
            link=None,
            price=None,
            state="published",
            created_at=datetime.fromtimestamp(media["created"], UTC),
            url=permalink(world, media),
            account=USERNAME,
            alt_text=media["alt_text"],
        )
        for media in world.find(containers.MEDIA)[::-1]
    ]


def remove(world: World, id_: str) -> None:
    """The account's owner deletes a post."""
    world.delete(containers.MEDIA, id_)


def disconnect(world: World) -> None:
    """The person removes the app from her account."""
    Authority(world, INSTAGRAM).revoke("app removed")


def fault_response(kind: str, status: int, _: Request) -> Response:
    """Meta's own answer; this host says 400 where the Page host says 401."""
    shown = EXPIRED_STATUS if kind == "expired_token" else status
    return bad_day(kind, shown, VENDOR, PROFESSIONAL_ID)
