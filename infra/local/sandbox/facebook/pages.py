"""The Graph host of the Facebook stand-in: Pages, photos, feed, posts."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.sandbox import journal
from infra.local.sandbox.facebook import feed, pictures
from infra.local.sandbox.facebook.accounts import (
    PAGES,
    TASKS,
    USER_ID,
    USER_NAME,
    Page,
    page_by_id,
)
from infra.local.sandbox.graph import (
    GraphRefusal,
    Node,
    Parameters,
    invalid,
    invisible,
    page_of,
    parameters,
    project,
    signed_in,
    usage_headers,
)
from infra.local.sandbox.oauth import Authority, Grant, Token

UNAUTHORIZED = 401
MANAGE = ("pages_manage_posts", "pages_read_engagement")
NOT_ALLOWED = (
    "(#200) If posting to a page, requires both pages_read_engagement and pages_manage_posts as "
    "an admin with sufficient administrative permission"
)


class Pages:
    """Routes on one world."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._world = authority.world

    def routes(self) -> Sequence[Route]:
        """Everything below the version."""
        return [
            Route("/me/accounts", self.accounts, methods=["GET"]),
            Route("/{page_id}/photos", self.add_photo, methods=["POST"]),
            Route("/{page_id}/feed", self.publish, methods=["POST"]),
            Route("/{page_id}/feed", self.feed, methods=["GET"]),
            Route("/{id}", self.node, methods=["GET"]),
            Route("/{id}", self.edit, methods=["POST"]),
            Route("/{id}", self.remove, methods=["DELETE"]),
        ]

    async def accounts(self, request: Request) -> Response:
        """The person's chosen Pages, each with a Page token when asked."""
        given = await parameters(request)
        token = signed_in(self._authority, given, UNAUTHORIZED)
        if token.use != "user":
            raise invalid("(#100) Tried accessing nonexisting field (accounts) on node type (Page)")
        chosen = token.extra.get("pages", []) if token.allows("pages_show_list") else []
        default = ("access_token", "category", "name", "tasks")
        nodes = [
            project(self._page_node(page, token), given.text("fields"), default, "Page")
            for page in PAGES
            if page.id in chosen
        ]
        return self._answer(page_of(nodes, given))

    def _page_node(self, page: Page, token: Token) -> Node:
        # A Page token of a long-lived user token has no end; else it ends with the user's.
        left = (token.expires_at or 0) - self._world.now()
        seconds = None if token.extra.get("long_lived") else left
        grant = Grant(page.id, token.scopes, {})
        return {
            "id": page.id,
            "access_token": self._authority.issue(grant, "page", seconds, "EAAP", token.family),
            "category": page.category,
            "link": f"{self._world.public_url}/people/facebook",
            "name": page.name,
            "tasks": list(TASKS),
        }

    async def add_photo(self, request: Request) -> Response:
        """Fetch or take the picture; publish it as a post unless ``published=false``."""
        given = await parameters(request)
        page = self._page_to_manage(request, given)
        picture = await pictures.picture_of(given)
        with self._world.transaction():
            photo = pictures.keep(self._world, page, picture, given)
            if not given.flag("published", default=True):
                return self._answer({"id": photo["id"]}, page)
            post = feed.of_photo(self._world, page, photo)
            journal.effect(request, "published", post["id"])
        return self._answer({"id": photo["id"], "post_id": post["id"]}, page)

    async def publish(self, request: Request) -> Response:
        """A post of words, a link or photos; now, later or unpublished."""
        given = await parameters(request)
        page = self._page_to_manage(request, given)
        with self._world.transaction():
            post = feed.compose(self._world, page, given)
            journal.effect(request, feed.state(self._world, post), post["id"])
        return self._answer({"id": post["id"]}, page)

    async def feed(self, request: Request) -> Response:
        """What the Page shows, newest first."""
        given = await parameters(request)
        page, token = self._page_of_token(request, given)
        if not token.allows("pages_read_engagement"):
            raise _forbidden()
        since, until = given.moment("since"), given.moment("until")
        nodes = [
            project(
                feed.post_node(self._world, page, post),
                given.text("fields"),
                ("created_time", "message"),
                "PagePost",
            )
            for post in feed.live(self._world, page.id)
            if (since is None or feed.shown_at(post) >= int(since))
            and (until is None or feed.shown_at(post) <= until)
        ]
        return self._answer(page_of(nodes, given), page)

    async def node(self, request: Request) -> Response:
        """A post, a photo, a Page or the person."""
        given = await parameters(request)
        token = signed_in(self._authority, given, UNAUTHORIZED)
        asked = request.path_params["id"]
        fields = given.text("fields")
        if asked in ("me", token.subject):
            return self._answer(self._self_node(token, fields))
        post = self._world.get(feed.KIND, asked)
        if post is not None:
            page = self._seen_page(token, post["page_id"], asked)
            node = feed.post_node(self._world, page, post)
            return self._answer(
                project(node, fields, ("created_time", "message"), "PagePost"), page
            )
        photo = self._world.get(pictures.KIND, asked)
        if photo is not None:
            page = self._seen_page(token, photo["page_id"], asked)
            node = pictures.photo_node(self._world, photo)
            return self._answer(project(node, fields, ("created_time", "name"), "Photo"), page)
        raise invisible(asked)

    async def edit(self, request: Request) -> Response:
        """Change a post's words."""
        given = await parameters(request)
        post = self._post_to_manage(request, given, "post")
        message = feed.fitting(given.needed("message"))
        changed = {**post, "message": message, "updated": self._world.now()}
        with self._world.transaction():
            self._world.put(feed.KIND, post["id"], changed)
            journal.effect(request, "changed", post["id"])
        return self._answer({"success": True})

    async def remove(self, request: Request) -> Response:
        """Delete a post."""
        post = self._post_to_manage(request, await parameters(request), "delete")
        with self._world.transaction():
            self._world.delete(feed.KIND, post["id"])
            journal.effect(request, "deleted", post["id"])
        return self._answer({"success": True})

    def _self_node(self, token: Token, fields: str | None) -> Node:
        page = page_by_id(token.subject)
        if page is None:
            return project({"id": USER_ID, "name": USER_NAME}, fields, ("name",), "User")
        node = {"id": page.id, "category": page.category, "name": page.name}
        return project(node, fields, ("name",), "Page")

    def _post_to_manage(self, request: Request, given: Parameters, verb: str) -> Node:
        token = signed_in(self._authority, given, UNAUTHORIZED)
        asked = request.path_params["id"]
        post = self._world.get(feed.KIND, asked)
        if post is None or post["page_id"] != token.subject:
            raise invisible(asked, verb)
        if not token.allows(*MANAGE):
            raise _forbidden()
        return post

    def _page_to_manage(self, request: Request, given: Parameters) -> Page:
        page, token = self._page_of_token(request, given, "post")
        if not token.allows(*MANAGE):
            raise _forbidden()
        return page

    def _page_of_token(
        self, request: Request, given: Parameters, verb: str = "get"
    ) -> tuple[Page, Token]:
        token = signed_in(self._authority, given, UNAUTHORIZED)
        asked = request.path_params["page_id"]
        page = page_by_id(token.subject if asked == "me" else asked)
        if page is None or (token.use == "page" and token.subject != page.id):
            raise invisible(asked, verb)
        if token.use != "page":
            raise GraphRefusal(
                210, "(#210) A page access token is required to request this resource."
            )
        return page, token

    def _seen_page(self, token: Token, page_id: str, asked: str) -> Page:
        page = page_by_id(page_id)
        if page is None or token.subject not in (page_id, USER_ID):
            raise invisible(asked)
        if not token.allows("pages_read_engagement"):
            raise _forbidden()
        return page

    def _answer(self, body: Node, page: Page | None = None) -> Response:
        business = None if page is None else page.id
        return JSONResponse(body, headers=usage_headers(self._world, "facebook", business))


def _forbidden() -> GraphRefusal:
    return GraphRefusal(200, NOT_ALLOWED, status=403)
