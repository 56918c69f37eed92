"""Composes the stand-ins of all vendors, the control API and the pages into one ASGI app."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from infra.local.sandbox.console import Console
from infra.local.sandbox.control import Control
from infra.local.sandbox.middleware import SandboxMiddleware
from infra.local.sandbox.vendor import SharedHostVendor, Vendor
from infra.local.sandbox.vendors import VENDORS
from infra.local.sandbox.world import World


def create(world: World, vendors: Sequence[Vendor] = VENDORS) -> ASGIApp:
    """The whole sandbox on one world; ``/HOST/path`` is answered by the stand-in of HOST."""
    mounts: list[BaseRoute] = []
    hosts: dict[str, Vendor] = {}
    for vendor in vendors:
        for host, app in vendor.apps(world).items():
            mounts.append(Mount(f"/{host}", app=app))
            hosts[host] = vendor
    routes = [
        *Control(world).routes(),
        *Console(world, vendors).routes(),
        *mounts,
        Route("/{host}/{path:path}", _nobody),
    ]
    shared_host_vendors = [vendor for vendor in vendors if isinstance(vendor, SharedHostVendor)]
    return SandboxMiddleware(Starlette(routes=routes), world, hosts, shared_host_vendors)


async def _nobody(request: Request) -> Response:
    host = request.path_params["host"]
    return JSONResponse({"error": f"the sandbox has no stand-in for {host}"}, 404)
