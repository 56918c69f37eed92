"""How Pinterest talks: error bodies, tokens and scopes before each call, quota headers, pages."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.local.sandbox import settings
from infra.local.sandbox.oauth import Authority
from infra.local.sandbox.pinterest import rules
from infra.local.sandbox.pinterest.registration import APP as PINTEREST
from infra.local.sandbox.pinterest.rules import RequestRefused
from infra.local.sandbox.recent import RecentCalls
from infra.local.sandbox.world import Document, World

MINUTE = 60
READ = "org_read"
WRITE = "org_write"
LIMITS = {READ: "pinterest_read_per_minute", WRITE: "pinterest_write_per_minute"}
TOO_MANY = "This request exceeded a rate limit. Try again later."

Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Quota:
    """One category's calls per minute as the headers tell them."""

    limit: int
    remaining: int
    reset: int

    @property
    def headers(self) -> dict[str, str]:
        """Pinterest's three headers; the reset is in seconds."""
        return {
            "x-ratelimit-limit": str(self.limit),
            "x-ratelimit-remaining": str(self.remaining),
            "x-ratelimit-reset": str(self.reset),
        }


class ApiGuard:
    """Checks the token, its scopes and the quota before a call reaches the account."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.authority = Authority(world, PINTEREST)
        self._calls = RecentCalls(world)

    def private(self, answer: Answer, category: str, *scopes: str) -> Answer:
        """A call that needs a person's token with these scopes."""

        async def guarded(request: Request) -> Response:
            try:
                value = self._token(request.headers, scopes)
                quota = self._counted(value, category)
                response = await answer(request)
            except RequestRefused as refused:
                return refusal(refused)
            response.headers.update(quota.headers)
            return response

        return guarded

    def _token(self, headers: Headers, scopes: Sequence[str]) -> str:
        scheme, _, value = headers.get("authorization", "").partition(" ")
        token = self.authority.token(value.strip()) if scheme.lower() == "bearer" else None
        if token is None or token.use != "access" or not token.live(self.world.now()):
            raise RequestRefused(401, rules.AUTHENTICATION_FAILED, "Authentication failed.")
        missing = sorted(set(scopes) - set(token.scopes))
        if missing:
            message = (
                "Authorization failed. Your application does not have the required scopes: "
                f"{missing}"
            )
            raise RequestRefused(403, rules.ACCESS_DENIED, message)
        return token.id

    def _counted(self, token_id: str, category: str) -> Quota:
        now = self.world.now()
        limit = settings.number(self.world, LIMITS[category])
        calls = self._calls.of((token_id, category))
        while calls and calls[0] <= now - MINUTE:
            calls.popleft()
        if len(calls) >= limit:
            raise RequestRefused(429, rules.RATE_LIMITED, TOO_MANY)
        calls.append(now)
        return Quota(limit, limit - len(calls), max(0, round(calls[0] + MINUTE - now)))


def refusal(refused: RequestRefused) -> Response:
    """Pinterest's error body."""
    body = {"code": refused.code, "message": refused.message}
    headers = None
    if refused.code == rules.RATE_LIMITED:
        headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(MINUTE)}
    return JSONResponse(body, refused.status, headers=headers)


def paged(
    found: Sequence[Document], query: QueryParams, wire: Callable[[Document], dict[str, Any]]
) -> Response:
    """One page of documents, newest first; the bookmark names the last one shown."""
    size = rules.page_size(query)
    bookmark = query.get("bookmark")
    start = 0
    if bookmark:
        ids = [document["id"] for document in found]
        if bookmark not in ids:
            raise RequestRefused(400, rules.INVALID, "Invalid request: unknown bookmark")
        start = ids.index(bookmark) + 1
    shown = found[start : start + size]
    more = start + size < len(found)
    return JSONResponse(
        {
            "items": [wire(document) for document in shown],
            "bookmark": shown[-1]["id"] if shown and more else None,
        }
    )
