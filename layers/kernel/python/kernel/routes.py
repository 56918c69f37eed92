"""A context's routes and what each declares: who may call it, whose id is in it, an example.

A route is built at its first request, so that a cold start builds one and not all.
"""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import wraps
from inspect import iscoroutinefunction
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Unpack

from kernel.access import Caller, rule_of, signed_in
from kernel.errors import TooLarge, Unreadable
from kernel.json_text import read_json
from kernel.responses import Failure
from kernel.web import (
    APIRoute,
    APIRouter,
    Depends,
    Request,
    Response,
    compile_path,
    without_pydantic_1,
)

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

PREFIX = "/api/v1"
LONGEST_BODY = 1_000_000
"""Bytes of a request's JSON; pictures and files are uploaded to storage and not sent here."""
F = TypeVar("F", bound=Callable[..., Any])

_DOCUMENTED: dict[int | str, dict[str, Any]] = {
    status: {"model": Failure, "description": text}
    for status, text in {
        400: "Not JSON that can be read",
        401: "Not signed in",
        403: "Not allowed",
        404: "Not found",
        409: "In conflict with the present state",
        413: "The body is longer than any that is taken",
        422: "Malformed: the fields and reasons are in `details.fields`",
        429: "Too many requests",
    }.items()
}
_ENDED: dict[int | str, dict[str, Any]] = {
    410: {"model": Failure, "description": "It has ended, and will not come back"}
}
_NOTHING: Mapping[str, object] = MappingProxyType({})
_NO_MORE: Mapping[int, str] = MappingProxyType({})


class Options(TypedDict, total=False):
    """What a route declares about itself; without `public`, its caller must be signed in."""

    status_code: int
    tags: list[str]
    public: str
    """Why anybody may call the route without a sign-in."""
    role: str
    """The role that the caller must hold."""
    owns: str | tuple[str, ...]
    """The parameters of the path that name what the caller owns; another's is not found."""
    creates: str
    """The field of the answer that names what the route creates for the caller."""
    finds: bool
    """Whether a POST may answer with what is there already, in place of creating it: 200 then."""
    ends: bool
    """Whether what the route answers about may have ended: 410 then."""
    also: Mapping[int, str]
    """Failures that this route alone has, by status."""
    answers_secret: bool
    """Whether the answer holds a secret, such as a token or a signed form: what is kept of it for
    a repeat with the same Idempotency-Key is sealed."""
    example: Mapping[str, object]
    """Values by parameter of the path, by field, or by `Model.field`; above the router's own."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What one route says of itself, for the tests and for the API's description."""

    method: str
    path: str
    public: str
    role: str
    owns: tuple[str, ...]
    creates: str
    example: Mapping[str, object]
    answers_secret: bool = False

    def answers(self, method: str, path: str) -> bool:
        """Whether the route answers this request; the path has no escapes."""
        return method == self.method and bool(compile_path(self.path)[0].match(path))


class Routes:
    """The routes of one resource, below `/api/v1`; paths are given without that prefix.

    `example` has example values of the resource's fields, for every route.
    """

    def __init__(
        self, tags: list[str] | None = None, example: Mapping[str, object] = _NOTHING
    ) -> None:
        self._router = APIRouter(
            prefix=PREFIX,
            tags=[*tags] if tags else None,
            route_class=_LateRoute,
            responses=_DOCUMENTED,
            generate_unique_id_function=_operation,
            redirect_slashes=False,
        )
        self._example = example
        self.declarations: list[Declaration] = []

    @property
    def routes(self) -> "list[BaseRoute]":
        """The routes, as an application takes them."""
        return self._router.routes

    def get(self, path: str, **options: Unpack[Options]) -> Callable[[F], F]:
        """Decorate the function that answers GET."""
        return self._adder("GET", path, options)

    def post(self, path: str, **options: Unpack[Options]) -> Callable[[F], F]:
        """Decorate the function that answers POST."""
        return self._adder("POST", path, options)

    def put(self, path: str, **options: Unpack[Options]) -> Callable[[F], F]:
        """Decorate the function that answers PUT."""
        return self._adder("PUT", path, options)

    def patch(self, path: str, **options: Unpack[Options]) -> Callable[[F], F]:
        """Decorate the function that answers PATCH."""
        return self._adder("PATCH", path, options)

    def delete(self, path: str, **options: Unpack[Options]) -> Callable[[F], F]:
        """Decorate the function that answers DELETE."""
        return self._adder("DELETE", path, options)

    def _adder(self, method: str, path: str, options: Options) -> Callable[[F], F]:
        owns = options.get("owns", ())
        declared = Declaration(
            method,
            f"{PREFIX}{path}",
            options.get("public", ""),
            options.get("role", ""),
            (owns,) if isinstance(owns, str) else owns,
            options.get("creates", ""),
            {**self._example, **options.get("example", _NOTHING)},
            options.get("answers_secret", False),
        )

        def add(endpoint: F) -> F:
            self._router.add_api_route(
                path,
                endpoint,
                methods=[method],
                status_code=options.get("status_code"),
                tags=[*options.get("tags", ())],
                responses=_responses(options, endpoint),
                dependencies=_access(declared, endpoint),
            )
            self.declarations.append(declared)
            return endpoint

        return add


def _responses(options: Options, endpoint: Callable[..., Any]) -> dict[int | str, dict[str, Any]]:
    """The answers of this route beside those that all routes have."""
    known: dict[int | str, dict[str, Any]] = {
        status: {"model": Failure, "description": text}
        for status, text in options.get("also", _NO_MORE).items()
    }
    if options.get("ends"):
        known |= _ENDED
    if options.get("finds"):
        answer = endpoint.__annotations__["return"]
        known[200] = {"model": answer, "description": "What was there already"}
        known[412] = {"model": Failure, "description": "What was there was changed meanwhile"}
    return known


def _access(declared: Declaration, endpoint: Callable[..., Any]) -> list[Any]:
    """The dependencies that let nobody else in than the route declares."""
    if declared.role:
        return [Depends(rule_of(declared.role))]
    # An endpoint that asks for its caller has the rule already, and would only ask it twice.
    if declared.public or Caller in endpoint.__annotations__.values():
        return []
    return [Depends(signed_in)]


_ONE_AT_A_TIME = RLock()
_LONGEST_REASON = 200
_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class _LateRoute(APIRoute):
    """A FastAPI route that compiles its path at once and builds everything else at its first use.

    The endpoint runs on the event loop itself: a Lambda answers one request at a time, so a thread
    beside the loop would only cost the hop.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **rest: Any) -> None:  # noqa: ANN401  # APIRoute's
        self.path = path
        self.endpoint = endpoint
        self.name = endpoint.__name__
        self.methods = {method.upper() for method in rest["methods"]}
        self.path_regex, self.path_format, self.param_convertors = compile_path(path)
        self._rest = rest

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # any attribute of APIRoute
        # A server with threads may send two first requests: the second waits for the whole route.
        with _ONE_AT_A_TIME:
            rest = self.__dict__.pop("_rest", None)
            if rest is not None:
                with without_pydantic_1():
                    super().__init__(self.path, _on_the_loop(self.endpoint), **rest)
        return object.__getattribute__(self, name)

    def get_route_handler(self) -> _Handler:
        """The handler of the route, which gets its requests as we read them.

        https://fastapi.tiangolo.com/how-to/custom-request-and-route/
        """
        handle = super().get_route_handler()

        async def read(request: Request) -> Response:
            return await handle(_JsonRequest(request.scope, request.receive))

        return read


class _JsonRequest(Request):
    """A request of which the JSON is read by the kernel's rules."""

    async def json(self) -> Any:  # noqa: ANN401  # any JSON value
        body = await self.body()
        if len(body) > LONGEST_BODY:
            raise TooLarge(
                f"The body has {len(body):,} bytes; {LONGEST_BODY:,} are the most.",
                remedy="Send less at once.",
            )
        try:
            return read_json(body)
        except ValueError as error:
            raise Unreadable(
                "The body is not JSON that can be read.",
                remedy="Send one JSON value in UTF-8, with whole characters and few levels.",
                details={"reason": str(error)[:_LONGEST_REASON]},
            ) from error


def _on_the_loop(endpoint: Callable[..., Any]) -> Callable[..., Coroutine[Any, Any, Any]]:
    if iscoroutinefunction(endpoint):
        return endpoint

    @wraps(endpoint)
    async def run(**arguments: Any) -> Any:  # noqa: ANN401  # the endpoint's
        return endpoint(**arguments)

    return run


def _operation(route: APIRoute) -> str:
    return route.name
