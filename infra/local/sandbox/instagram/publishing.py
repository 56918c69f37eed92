"""The Graph host of the Instagram stand-in: the account, containers, publishing, media."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.sandbox import journal, settings
from infra.local.sandbox.graph import (
    GraphRefusal,
    Node,
    Parameters,
    graph_time,
    invisible,
    page_of,
    parameters,
    project,
    signed_in,
    usage_headers,
)
from infra.local.sandbox.instagram import containers
from infra.local.sandbox.instagram.accounts import (
    BASIC,
    NAME,
    PROFESSIONAL_ID,
    PUBLISH,
    SCOPED_ID,
    USERNAME,
)
from infra.local.sandbox.oauth import Authority, Token
from infra.local.sandbox.world import Document, World

BAD_REQUEST = 400


class Publishing:
    """Routes on one world."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._world = authority.world

    def routes(self) -> Sequence[Route]:
        """Everything below the version."""
        return [
            Route("/{user_id}/media", self.create, methods=["POST"]),
            Route("/{user_id}/media", self.media, methods=["GET"]),
            Route("/{user_id}/media_publish", self.publish, methods=["POST"]),
            Route("/{user_id}/content_publishing_limit", self.limit, methods=["GET"]),
            Route("/{id}", self.node, methods=["GET"]),
            Route("/{id}", self.remove, methods=["DELETE"]),
        ]

    async def create(self, request: Request) -> Response:
        """A new container; the picture is fetched before the answer."""
        given = await parameters(request)
        self._account(request, given, PUBLISH)
        container = await containers.create(self._world, given)
        return self._answer({"id": container["id"]})

    async def publish(self, request: Request) -> Response:
        """A finished container becomes a post."""
        given = await parameters(request)
        self._account(request, given, PUBLISH)
        with self._world.transaction():
            media = containers.publish(self._world, given.needed("creation_id"))
            journal.effect(request, "published", media["id"])
        return self._answer({"id": media["id"]})

    async def limit(self, request: Request) -> Response:
        """How many posts of today's allowance are used."""
        given = await parameters(request)
        self._account(request, given, BASIC)
        total = settings.number(self._world, "instagram_quota")
        node = {
            "config": {"quota_total": total, "quota_duration": containers.DAY},
            "quota_usage": containers.used_today(self._world),
        }
        shown = project(
            node, given.text("fields"), ("quota_usage",), "ContentPublishingLimitResponse"
        )
        return self._answer({"data": [shown]})

    async def media(self, request: Request) -> Response:
        """The account's posts, newest first."""
        given = await parameters(request)
        self._account(request, given, BASIC)
        since, until = given.moment("since"), given.moment("until")
        nodes = [
            project(media_node(self._world, media), given.text("fields"), ("id",), "IGMedia")
            for media in self._world.find(containers.MEDIA)[::-1]
            if (since is None or media["created"] >= int(since))
            and (until is None or media["created"] <= until)
        ]
        return self._answer(page_of(nodes, given))

    async def node(self, request: Request) -> Response:
        """The account, a container or a media."""
        given = await parameters(request)
        token = self._allowed(given, BASIC)
        asked, fields = request.path_params["id"], given.text("fields")
        if asked in ("me", SCOPED_ID, PROFESSIONAL_ID):
            return self._answer(project(self._account_node(token), fields, ("id",), "IGUser"))
        container = self._world.get(containers.KIND, asked)
        if container is not None:
            node = {
                "id": container["id"],
                "status_code": containers.status_code(self._world, container),
                "status": containers.status(self._world, container),
            }
            return self._answer(project(node, fields, ("id",), "IGContainer"))
        media = self._world.get(containers.MEDIA, asked)
        if media is None:
            raise invisible(asked)
        return self._answer(project(media_node(self._world, media), fields, ("id",), "IGMedia"))

    async def remove(self, request: Request) -> Response:
        """Nothing is deleted here: Meta offers that with Facebook Login only."""
        self._allowed(await parameters(request), BASIC)
        raise invisible(request.path_params["id"], "delete")

    def _account_node(self, token: Token) -> Node:
        return {
            "id": token.subject,
            "user_id": PROFESSIONAL_ID,
            "username": USERNAME,
            "name": NAME,
            "account_type": "BUSINESS",
            "media_count": len(self._world.find(containers.MEDIA)),
        }

    def _account(self, request: Request, given: Parameters, scope: str) -> Token:
        token = self._allowed(given, scope)
        asked = request.path_params["user_id"]
        if asked not in ("me", SCOPED_ID, PROFESSIONAL_ID):
            raise invisible(asked, request.method.lower())
        return token

    def _allowed(self, given: Parameters, scope: str) -> Token:
        token = signed_in(self._authority, given, BAD_REQUEST)
        if not token.allows(scope):
            raise GraphRefusal(
                10, "(#10) Application does not have permission for this action", status=403
            )
        return token

    def _answer(self, body: Node) -> Response:
        return JSONResponse(body, headers=usage_headers(self._world, "instagram", PROFESSIONAL_ID))


def media_node(world: World, media: Document) -> Node:
    """Every field of an IGMedia that the stand-in knows."""
    return {
        "id": media["id"],
        "alt_text": media["alt_text"],
        "caption": media["caption"] or None,
        "ig_id": media["id"],
        "is_comment_enabled": True,
        "media_product_type": "FEED",
        "media_type": media["media_type"],
        "media_url": world.blob_url(media["blobs"][0]),
        "owner": {"id": PROFESSIONAL_ID},
        "permalink": permalink(world, media),
        "timestamp": graph_time(media["created"]),
        "username": USERNAME,
    }


def permalink(world: World, media: Document) -> str:
    """Where a person sees the post."""
    return f"{world.public_url}/people/instagram/{media['id']}"
