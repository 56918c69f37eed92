"""A Graph host: versioned paths, unknown paths, errors, and the usage headers."""

import json
import re
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from infra.local.sandbox.graph.errors import NEWEST, GraphRefusal
from infra.local.sandbox.world import World

VERSION = re.compile(r"/v(\d{1,2})\.0(?=/)")
OLDEST = 21
CALLS_PER_HOUR = 4800


def usage_headers(world: World, vendor: str, business: str | None) -> dict[str, str]:
    """X-App-Usage and X-Business-Use-Case-Usage, in per cent of the hour's calls."""
    calls = world.next_id(f"{vendor}.calls.{int(world.now() // 3600)}")
    share = min(100, calls * 100 // CALLS_PER_HOUR)
    usage = {"call_count": share, "total_cputime": share, "total_time": share}
    headers = {"x-app-usage": json.dumps(usage), "facebook-api-version": f"v{NEWEST}.0"}
    if business is not None:
        of_page = [{"type": "pages", **usage, "estimated_time_to_regain_access": 0}]
        headers["x-business-use-case-usage"] = json.dumps({business: of_page})
    return headers


def graph_app(routes: Sequence[BaseRoute]) -> ASGIApp:
    """A Graph host: routes without version, errors in Meta's shape."""

    async def refused(_: Request, error: Exception) -> Response:
        if not isinstance(error, GraphRefusal):
            raise error
        return error.response()

    async def unknown(request: Request, _: Exception) -> Response:
        path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
        return GraphRefusal(2500, f"Unknown path components: {path}").response()

    app = Starlette(
        routes=routes, exception_handlers={GraphRefusal: refused, 404: unknown, 405: unknown}
    )

    async def versioned(scope: Scope, receive: Receive, send: Send) -> None:
        root = scope.get("root_path", "")
        found = VERSION.match(scope["path"].removeprefix(root))
        if found and OLDEST <= int(found[1]) <= NEWEST:
            scope = {**scope, "root_path": root + found[0]}
        await app(scope, receive, send)

    return versioned
