"""The parts of FastAPI that the kernel and the contexts use, imported for a fast cold start.

A plain import of FastAPI takes more than half of the budget, most of it for OpenAPI documents,
which a running function never writes. `docs/adr/0060-cold-starts.md` has the numbers.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import cast

from pydantic import BaseModel

__all__ = [
    "APIRoute",
    "APIRouter",
    "Depends",
    "FastAPI",
    "HTTPBearer",
    "HTTPException",
    "Header",
    "JSONResponse",
    "Query",
    "RedirectResponse",
    "Request",
    "RequestValidationError",
    "Response",
    "compile_path",
    "status",
    "without_pydantic_1",
]


@contextmanager
def _in_a_hurry() -> Iterator[None]:
    """Defer the build of pydantic models made inside, and pause the garbage collector meanwhile."""
    BaseModel.model_config["defer_build"] = True
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        del BaseModel.model_config["defer_build"]
        if collecting:
            gc.enable()


@contextmanager
def without_pydantic_1() -> Iterator[None]:
    """Answer FastAPI's question "is this a model of pydantic 1?" without importing pydantic 1.

    FastAPI takes a failed import for a no; a module that is None fails to import:
    https://docs.python.org/3/reference/import.html#the-module-cache
    """
    name = "pydantic.v1"
    if name in sys.modules:
        yield
        return
    sys.modules[name] = cast("ModuleType", None)
    try:
        yield
    finally:
        del sys.modules[name]


with _in_a_hurry():
    from fastapi import APIRouter, Depends, FastAPI, Header, Query, Request, Response, status
    from fastapi.exceptions import RequestValidationError
    from fastapi.responses import JSONResponse, RedirectResponse
    from fastapi.routing import APIRoute
    from fastapi.security import HTTPBearer
    from starlette.exceptions import HTTPException
    from starlette.routing import compile_path
