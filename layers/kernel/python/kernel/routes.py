"""Routes that are built at their first request, so that a cold start builds one and not all."""

from collections.abc import Callable, Coroutine
from functools import wraps
from inspect import iscoroutinefunction
from threading import RLock
from typing import Any

from kernel.responses import Failure
from kernel.web import APIRoute, APIRouter, compile_path, without_pydantic_1

PREFIX = "/api/v1"

_DOCUMENTED: dict[int | str, dict[str, Any]] = {
    status: {"model": Failure, "description": text}
    for status, text in {
        401: "Not signed in",
        403: "Not allowed",
        404: "Not found",
        409: "In conflict with the present state",
        422: "Malformed: the fields and reasons are in `details.fields`",
        429: "Too many requests",
    }.items()
}


class Routes(APIRouter):
    """The routes of one context, below `/api/v1`; paths are given without that prefix."""

    def __init__(self, tags: list[str] | None = None) -> None:
        super().__init__(
            prefix=PREFIX,
            tags=[*tags] if tags else None,
            route_class=_LateRoute,
            responses=_DOCUMENTED,
            generate_unique_id_function=_operation,
            redirect_slashes=False,
        )


_ONE_AT_A_TIME = RLock()


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


def _on_the_loop(endpoint: Callable[..., Any]) -> Callable[..., Coroutine[Any, Any, Any]]:
    if iscoroutinefunction(endpoint):
        return endpoint

    @wraps(endpoint)
    async def run(**arguments: Any) -> Any:  # noqa: ANN401  # the endpoint's
        return endpoint(**arguments)

    return run


def _operation(route: APIRoute) -> str:
    return route.name
