"""Puts Pinterest's hosts together: routes, the public pin page, and what a person sees."""

from collections.abc import Mapping
from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from infra.local.sandbox import settings
from infra.local.sandbox.pinterest import account, rules, tokens
from infra.local.sandbox.pinterest.analytics import Analytics
from infra.local.sandbox.pinterest.boards import PINS, Boards, every
from infra.local.sandbox.pinterest.pins import Pins
from infra.local.sandbox.pinterest.rules import RequestRefused
from infra.local.sandbox.pinterest.sections import Sections
from infra.local.sandbox.pinterest.wire import READ, TOO_MANY, WRITE, ApiGuard, refusal
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import Document, World

VENDOR = "pinterest"
PIN_SCOPES = ("boards:read", "boards:write", "pins:read", "pins:write")


def apps(world: World) -> Mapping[str, ASGIApp]:
    """api.pinterest.com has the API, www.pinterest.com the pages."""
    guard = ApiGuard(world)
    handlers = {404: _not_found, 405: _not_allowed}
    boards = [*_board_routes(guard), *_section_routes(guard)]
    routes = [*tokens.Tokens(guard).routes(), *boards, *_pin_routes(guard)]
    api = Starlette(routes=routes, exception_handlers=handlers)
    return {"api.pinterest.com": api, "www.pinterest.com": _site(guard)}


def _board_routes(guard: ApiGuard) -> list[Route]:
    boards = Boards(guard)
    reading, writing = ("boards:read",), ("boards:read", "boards:write")
    one = "/v5/boards/{board_id}"
    return [
        Route("/v5/boards", guard.private(boards.list_, READ, *reading), methods=["GET"]),
        Route("/v5/boards", guard.private(boards.create, WRITE, *writing), methods=["POST"]),
        Route(one, guard.private(boards.read, READ, *reading), methods=["GET"]),
        Route(one, guard.private(boards.update, WRITE, *writing), methods=["PATCH"]),
        Route(one, guard.private(boards.delete, WRITE, *writing), methods=["DELETE"]),
    ]


def _section_routes(guard: ApiGuard) -> list[Route]:
    sections = Sections(guard)
    reading, writing = ("boards:read",), ("boards:read", "boards:write")
    every = "/v5/boards/{board_id}/sections"
    one = f"{every}/{{section_id}}"
    pins = guard.private(sections.pins, READ, "boards:read", "pins:read")
    return [
        Route(every, guard.private(sections.list_, READ, *reading), methods=["GET"]),
        Route(every, guard.private(sections.create, WRITE, *writing), methods=["POST"]),
        Route(one, guard.private(sections.delete, WRITE, *writing), methods=["DELETE"]),
        Route(f"{one}/pins", pins),
    ]


def _pin_routes(guard: ApiGuard) -> list[Route]:
    pins = Pins(guard)
    reading = ("boards:read", "pins:read")
    one = "/v5/pins/{pin_id}"

    async def user_account(_: Request) -> Response:
        boards, held = len(every(guard.world)), len(guard.world.find(PINS))
        return JSONResponse(account.resource(boards, held))

    return [
        Route("/v5/pins", guard.private(pins.list_, READ, *reading), methods=["GET"]),
        Route("/v5/pins", guard.private(pins.create, WRITE, *PIN_SCOPES), methods=["POST"]),
        Route(one, guard.private(pins.read, READ, *reading), methods=["GET"]),
        Route(one, guard.private(pins.update, WRITE, *PIN_SCOPES), methods=["PATCH"]),
        Route(one, guard.private(pins.delete, WRITE, *PIN_SCOPES), methods=["DELETE"]),
        Route(f"{one}/analytics", guard.private(Analytics(guard).read, READ, *reading)),
        Route("/v5/boards/{board_id}/pins", guard.private(pins.of_board, READ, *reading)),
        Route("/v5/user_account", guard.private(user_account, READ, "user_accounts:read")),
    ]


def _site(guard: ApiGuard) -> ASGIApp:
    world = guard.world

    async def pin_page(request: Request) -> Response:
        pin = world.get(PINS, request.path_params["pin_id"])
        if pin is None:
            return PlainTextResponse("Sorry! We couldn't find that page.", 404)
        return RedirectResponse(f"{world.public_url}/people/pinterest/{pin['id']}", 302)

    return Starlette(
        routes=[
            *tokens.consent(guard.authority).routes("/oauth/"),
            Route("/pin/{pin_id}/", pin_page),
            Route("/pin/{pin_id}", pin_page),
        ]
    )


def posts(world: World) -> list[Post]:
    """The account's pins, newest first."""
    boards = {board["id"]: board["name"] for board in every(world)}
    trial = settings.text(world, "pinterest_access") == "trial"
    state = "visible only to you (trial access)" if trial else "published"
    return [_post(world, pin, boards, state) for pin in world.find(PINS)[::-1]]


def _post(world: World, pin: Document, boards: Mapping[str, str], state: str) -> Post:
    return Post(
        vendor=VENDOR,
        id=pin["id"],
        title=pin["title"],
        text=pin["description"] or "",
        image_urls=tuple(world.blob_url(blob["blob"]) for blob in pin["blobs"]),
        link=pin["link"],
        price=None,
        state=state,
        created_at=datetime.fromtimestamp(pin["created"], UTC),
        url=f"{world.public_url}/www.pinterest.com/pin/{pin['id']}/",
        account=f"@{account.USERNAME} · {boards.get(pin['board_id'], '')}",
        alt_text=pin["alt_text"],
    )


def remove(world: World, id_: str) -> None:
    """The person deletes a pin on the site; absent is fine."""
    world.delete(PINS, id_)


def disconnect(world: World) -> None:
    """The person takes the app's access away."""
    ApiGuard(world).authority.revoke("removed by the person")


def fault_response(kind: str, status: int, request: Request) -> Response:
    """Pinterest's body for a bad day."""
    del request
    if kind == "rate_limit":
        return refusal(RequestRefused(429, rules.RATE_LIMITED, TOO_MANY))
    if kind == "expired_token":
        return refusal(RequestRefused(401, rules.AUTHENTICATION_FAILED, "Authentication failed."))
    return refusal(RequestRefused(status, 11, "Sorry! Something went wrong on our end."))


async def _not_found(_: Request, __: Exception) -> Response:
    return JSONResponse({"code": 4, "message": "Not found."}, 404)


async def _not_allowed(_: Request, __: Exception) -> Response:
    return JSONResponse({"code": 5, "message": "Method not allowed"}, 405)
