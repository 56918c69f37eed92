"""How Etsy talks: its error bodies, the checks before each call, and the quota headers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.local.sandbox import settings
from infra.local.sandbox.etsy.registration import APP as ETSY
from infra.local.sandbox.etsy.rules import RequestRefused, scopes_missing
from infra.local.sandbox.oauth import Authority, Token
from infra.local.sandbox.recent import RecentCalls
from infra.local.sandbox.world import World

DAY = 24 * 3600
KEY_REFUSED = (
    "API key not found or not active, or incorrect shared secret for API key. "
    "Send x-api-key as keystring:shared_secret."
)

Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Quota:
    """What the headers of an answer say about the caller's quota."""

    per_second: int
    left_this_second: int
    per_day: int
    left_today: int

    @property
    def headers(self) -> dict[str, str]:
        """The four headers of a successful answer."""
        return {
            "x-limit-per-second": str(self.per_second),
            "x-remaining-this-second": str(max(0, self.left_this_second)),
            "x-limit-per-day": str(self.per_day),
            "x-remaining-today": str(max(0, self.left_today)),
        }


class ApiGuard:
    """Checks key, token, scopes and quota before a call reaches the shop."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.authority = Authority(world, ETSY)
        self._calls = RecentCalls(world)

    def public(self, answer: Answer) -> Answer:
        """A call that needs the API key only."""
        return self._guarded(answer, None)

    def private(self, answer: Answer, *scopes: str) -> Answer:
        """A call that needs a person's token with these scopes."""
        return self._guarded(answer, scopes)

    def caller(self, request: Request) -> Token | None:
        """The live token of a request that may also come without one."""
        value = _bearer(request.headers)
        token = self.authority.token(value) if value else None
        live = token is not None and token.use == "access" and token.live(self.world.now())
        return token if live else None

    def _guarded(self, answer: Answer, scopes: tuple[str, ...] | None) -> Answer:
        async def guarded(request: Request) -> Response:
            try:
                self._key(request.headers)
                if scopes is not None:
                    self._token(request.headers, scopes)
                quota = self._counted(request.headers)
                response = await answer(request)
            except RequestRefused as refused:
                return refusal(refused)
            response.headers.update(quota.headers)
            return response

        return guarded

    @staticmethod
    def _key(headers: Headers) -> None:
        if headers.get("x-api-key") != f"{ETSY.client_id}:{ETSY.client_secret}":
            raise RequestRefused(403, KEY_REFUSED)

    def _token(self, headers: Headers, scopes: tuple[str, ...]) -> None:
        token = self.authority.token(_bearer(headers))
        if token is None or token.use != "access" or token.revoked is not None:
            raise RequestRefused(401, "invalid_token", "access token is invalid")
        if not token.live(self.world.now()):
            raise RequestRefused(401, "invalid_token", "access token is expired")
        missing = scopes_missing(token.scopes, scopes)
        if missing:
            raise RequestRefused(403, "insufficient_scope", f"needs scope: {' '.join(missing)}")

    def _counted(self, headers: Headers) -> Quota:
        now = self.world.now()
        per_second = settings.number(self.world, "etsy_limit_per_second")
        per_day = settings.number(self.world, "etsy_limit_per_day")
        calls = self._calls.of(_bearer(headers) or "key")
        while calls and calls[0] <= now - DAY:
            calls.popleft()
        this_second = sum(1 for call in calls if call > now - 1)
        if this_second >= per_second or len(calls) >= per_day:
            raise RequestRefused(429, "Exceeded rate limit.")
        calls.append(now)
        return Quota(per_second, per_second - this_second - 1, per_day, per_day - len(calls))


def _bearer(headers: Headers) -> str:
    scheme, _, value = headers.get("authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""


def refusal(refused: RequestRefused) -> Response:
    """Etsy's error body."""
    body = {"error": refused.error}
    if refused.description is not None:
        body["error_description"] = refused.description
    headers = {"retry-after": "1"} if refused.status == HTTPStatus.TOO_MANY_REQUESTS else None
    return JSONResponse(body, refused.status, headers=headers)


def texts(form: FormData) -> dict[str, str]:
    """The text fields of a form; repeated fields and `name[]` are joined by commas."""
    gathered: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile):
            gathered.setdefault(name.removesuffix("[]"), []).append(value)
    return {name: ",".join(values) for name, values in gathered.items()}


def path_id(request: Request, name: str) -> int:
    """An integer from the path."""
    text = str(request.path_params[name])
    if not text.isascii() or not text.isdigit():
        raise RequestRefused(400, f"Expected int value for '{name}' (got string '{text}')")
    return int(text)
