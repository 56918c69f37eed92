"""Builds a context's HTTP API: envelopes, errors, request ids, sign-in and Lambda in one place."""

import os
import time
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from kernel.aws.clients import client
from kernel.aws.keys import KmsPublicKey
from kernel.errors import Malformed, NotFound, Problem, Unreadable
from kernel.events import correlation
from kernel.ids import RandomIds
from kernel.observability import log_event, log_failure
from kernel.principal import TokenVerifier
from kernel.responses import (
    PROBLEM_JSON,
    error_headers,
    failure,
    problem_json,
    request_id,
)
from kernel.routes import PREFIX, Routes
from kernel.web import (
    FastAPI,
    HTTPException,
    JSONResponse,
    Request,
    RequestValidationError,
    Response,
)

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["PREFIX", "Routes", "create_api", "lambda_handler"]

LambdaHandler = Callable[[dict[str, Any], Any], dict[str, Any]]


_MOST_FAULTS = 20
"""Faults of a request that its answer names; a body may have a hundred thousand."""
_LONGEST_NAME = 100
_REFUSED = {
    400: Unreadable("The body cannot be read.", remedy="Send one JSON value in UTF-8."),
    404: NotFound("There is nothing at this address."),
}
"""What FastAPI refuses by itself, by its status."""


class _MethodRefused(Problem):
    status = 405
    code = "method_not_allowed"


def create_api(context: str, *routers: Routes, verifier: TokenVerifier | None = None) -> FastAPI:
    """The application of one context; routes live below `/api/v1`."""
    app = FastAPI(
        title=f"Haat {context}",
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.verifier = verifier or TokenVerifier(KmsPublicKey(os.environ.get("JWT_KEY_ID", "")))
    app.add_middleware(_Observed)
    app.add_exception_handler(Problem, _render)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _routing)
    app.add_exception_handler(Exception, _unforeseen)
    app.state.declarations = [one for router in routers for one in router.declarations]
    for router in routers:
        # Not `include_router`: it builds a second copy of every route at the first request.
        app.router.routes.extend(router.routes)
    return app


def lambda_handler(app: FastAPI, *, keeps_answers: bool = True) -> LambdaHandler:
    """`app` behind API Gateway (payload 2.0), with `Idempotency-Key` on POST.

    Before anything else it refuses requests that the front door did not pass on. With
    `keeps_answers=False` it stores no answer for a repeated POST.
    """
    from mangum import Mangum  # noqa: PLC0415  # tests and OpenAPI do not need it

    from kernel.aws.front_door import only_passed_on  # noqa: PLC0415  # as above
    from kernel.aws.idempotency import idempotent_request  # noqa: PLC0415  # as above

    if os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start":
        _load_everything(app)
    answer: LambdaHandler = Mangum(app, lifespan="off")
    if keeps_answers:
        secret = [one for one in app.state.declarations if one.answers_secret]
        answer = idempotent_request(answer, app.state.verifier, secret)
    return only_passed_on(answer)


def _load_everything(app: FastAPI) -> None:
    """Import late modules, create AWS clients and build all routes before SnapStart's snapshot.

    https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html
    """
    for module in ("jwt", "aws_lambda_powertools.utilities.idempotency"):
        import_module(module)
    for service in ("dynamodb", "kms"):
        client(service)
    for route in app.router.routes:
        _ = route.app  # type: ignore[attr-defined]  # a late route builds itself when asked


class _Observed:
    """Sets the ids of each request, adds headers to each answer, and logs each request in one line.

    Plain ASGI: Starlette's `BaseHTTPMiddleware` costs half a millisecond and two tasks.
    """

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        request = Request(scope, receive)
        started = time.perf_counter()
        name = RandomIds().new("req")
        request_id.set(name)
        correlation.set(request.headers.get("x-correlation-id", "")[:64] or name)
        status = 0

        async def observed(message: "Message") -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _complete(message["headers"], name)
            await send(message)

        try:
            await self._app(scope, receive, observed)
        except Exception as error:  # the outermost handler: nothing may leak out
            if status:
                raise
            await (await _unforeseen(request, error))(scope, receive, observed)
        log_event(
            "RequestAnswered",
            method=request.method,
            route=getattr(scope.get("route"), "path", "unknown").removeprefix(PREFIX),
            status=status,
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
        )


def _complete(headers: list[tuple[bytes, bytes]], request_name: str) -> None:
    headers.append((b"x-request-id", request_name.encode()))
    if not any(name == b"cache-control" for name, _ in headers):
        headers.append((b"cache-control", b"no-store"))


async def _render(request: Request, error: Exception) -> Response:
    problem = error if isinstance(error, Problem) else Problem("Something went wrong on our side.")
    wants_problem = PROBLEM_JSON in request.headers.get("accept", "")
    return JSONResponse(
        problem_json(problem) if wants_problem else failure(problem),
        status_code=problem.status,
        headers=error_headers(problem),
        media_type=PROBLEM_JSON if wants_problem else "application/json",
    )


async def _malformed(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    fields = [
        {
            "field": ".".join(str(part) for part in entry["loc"][1:])[:_LONGEST_NAME] or "body",
            "reason": entry["msg"],
        }
        for entry in faults[:_MOST_FAULTS]
    ]
    named = ", ".join(sorted({entry["field"] for entry in fields}))
    more = len(faults) - len(fields)
    named += f" and {more} more" if more else ""
    problem = Malformed(
        f"Some fields are not as they should be: {named}.",
        remedy="Correct these fields and send it again.",
        details={"fields": fields},
    )
    return await _render(request, problem)


async def _routing(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 0
    if isinstance(error.__cause__, Problem):  # while FastAPI read the body
        return await _render(request, error.__cause__)
    if status == _MethodRefused.status:
        return await _render(request, _MethodRefused("This address does not take that method."))
    return await _render(request, _REFUSED.get(status, _REFUSED[404]))


async def _unforeseen(request: Request, error: Exception) -> Response:
    log_failure("RequestFailed", error, method=request.method)
    return await _render(
        request,
        Problem("Something went wrong on our side.", remedy="Try again; if it stays, tell us."),
    )
