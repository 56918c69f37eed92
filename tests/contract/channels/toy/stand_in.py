"""The toy's stand-in: `infra/local/sandbox/toy/__init__.py` of the same tree."""

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from infra.local.sandbox import journal
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import World
from tests.clocks import now

VENDOR = "toy"
PIECES = "toy.piece"


def apps(world: World) -> Mapping[str, ASGIApp]:
    """The API and the pages."""

    async def create(request: Request) -> Response:
        piece = {**await request.json(), "shown": False}
        id_ = str(world.next_id(PIECES))
        world.put(PIECES, id_, piece)
        return JSONResponse({"id": id_}, 201)

    async def show(request: Request) -> Response:
        id_ = request.path_params["id_"]
        world.put(PIECES, id_, {**(world.get(PIECES, id_) or {}), "shown": True})
        journal.effect(request, "published", id_)
        return JSONResponse({"id": id_})

    async def find(request: Request) -> Response:
        mark = request.query_params["mark"]
        rows = [(id_, row) for id_, row in world.items(PIECES) if row["mark"] == mark]
        return JSONResponse({"shown": [id_ for id_, row in rows if row["shown"]]})

    async def token(_: Request) -> Response:
        return JSONResponse({"token": "toy-token"})

    async def shop(_: Request) -> Response:
        return JSONResponse({"name": "Toy shop"})

    api = Starlette(
        routes=[
            Route("/token", token, methods=["POST"]),
            Route("/revoke", token, methods=["POST"]),
            Route("/shop", shop),
            Route("/pieces", create, methods=["POST"]),
            Route("/pieces", find),
            Route("/pieces/{id_}/show", show, methods=["POST"]),
        ]
    )
    pages = Starlette(routes=[Route("/allow", _page), Route("/allow", _allow, methods=["POST"])])
    return {"api.toy.example": api, "www.toy.example": pages}


async def _page(request: Request) -> Response:
    fields = "".join(
        f'<input type="hidden" name="{name}" value="{request.query_params[name]}">'
        for name in ("redirect_uri", "state")
    )
    return HTMLResponse(f"<form method=post>{fields}<button>Allow</button></form>")


async def _allow(request: Request) -> Response:
    form = await request.form()
    return RedirectResponse(f"{form['redirect_uri']}?code=1&state={form['state']}", 302)


def posts(world: World) -> list[Post]:
    """What is shown."""
    return [
        Post(VENDOR, id_, row["title"], "", (), None, None, "shown", now(), "")
        for id_, row in world.items(PIECES)
        if row["shown"]
    ]


def fault_response(kind: str, status: int, request: Request) -> Response:  # noqa: ARG001  # the vendor's shape
    """The toy's own words."""
    return JSONResponse({"error": kind}, status)
