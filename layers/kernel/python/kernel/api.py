"""Builds a context's HTTP API: envelopes, errors, request ids, sign-in and Lambda in one place."""

import os
import time
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from kernel.answers import (
    PROBLEM_JSON,
    Failure,
    error_headers,
    failure,
    problem_json,
    request_id,
)
from kernel.aws.keys import KmsPublicKey
from kernel.errors import Malformed, NotFound, Problem
from kernel.events import correlation
from kernel.ids import RandomIds
from kernel.observability import fact, trouble
from kernel.principal import TokenVerifier

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

LambdaHandler = Callable[[dict[str, Any], Any], dict[str, Any]]


class _MethodRefused(Problem):
    status = 405
    code = "method_not_allowed"


def create_api(context: str, *routers: APIRouter, verifier: TokenVerifier | None = None) -> FastAPI:
    """The application of one context; routes live below `/api/v1`."""
    app = FastAPI(
        title=f"Haat {context}",
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        responses=_DOCUMENTED,
        generate_unique_id_function=_operation,
        redirect_slashes=False,
    )
    app.state.verifier = verifier or TokenVerifier(KmsPublicKey(os.environ.get("JWT_KEY_ID", "")))
    app.middleware("http")(_observed)
    app.add_exception_handler(Problem, _render)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _routing)
    app.add_exception_handler(Exception, _unforeseen)
    for router in routers:
        app.include_router(router, prefix=PREFIX)
    return app


def lambda_handler(app: FastAPI, *, keeps_answers: bool = True) -> LambdaHandler:
    """`app` behind API Gateway (payload 2.0), with `Idempotency-Key` on POST.

    An API whose answers hold tokens must not have them kept for a repeat.
    """
    from mangum import Mangum  # noqa: PLC0415  # tests and OpenAPI do not need it

    from kernel.aws.idempotency import once_per_key  # noqa: PLC0415  # as above

    answer: LambdaHandler = Mangum(app, lifespan="off")
    return once_per_key(answer, app.state.verifier) if keeps_answers else answer


def _operation(route: APIRoute) -> str:
    return route.name


async def _observed(
    request: Request, proceed: Callable[[Request], Awaitable[Response]]
) -> Response:
    started = time.perf_counter()
    name = RandomIds().new("req")
    request_id.set(name)
    correlation.set(request.headers.get("x-correlation-id", "")[:64] or name)
    try:
        response = await proceed(request)
    except Exception as error:  # noqa: BLE001  # the outermost handler: nothing may leak out
        response = await _unforeseen(request, error)
    response.headers["x-request-id"] = name
    response.headers.setdefault("cache-control", "no-store")
    fact(
        "RequestAnswered",
        method=request.method,
        route=getattr(request.scope.get("route"), "path", "unknown"),
        status=response.status_code,
        milliseconds=round((time.perf_counter() - started) * 1000, 1),
    )
    return response


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
    fields = [
        {
            "field": ".".join(str(part) for part in entry["loc"][1:]) or "body",
            "reason": entry["msg"],
        }
        for entry in (error.errors() if isinstance(error, RequestValidationError) else [])
    ]
    named = ", ".join(sorted({entry["field"] for entry in fields}))
    problem = Malformed(
        f"Some fields are not as they should be: {named}.",
        remedy="Correct these fields and send it again.",
        details={"fields": fields},
    )
    return await _render(request, problem)


async def _routing(request: Request, error: Exception) -> Response:
    method_refused = isinstance(error, HTTPException) and error.status_code == _MethodRefused.status
    if method_refused:
        return await _render(request, _MethodRefused("This address does not take that method."))
    return await _render(request, NotFound("There is nothing at this address."))


async def _unforeseen(request: Request, error: Exception) -> Response:
    trouble("RequestFailed", error, method=request.method)
    return await _render(
        request,
        Problem("Something went wrong on our side.", remedy="Try again; if it stays, tell us."),
    )
