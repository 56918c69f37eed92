"""A panel's front: its bare address, its style sheet, its page for what is not there."""

from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from infra.local.sandbox.pages import HEADERS
from infra.local.sandbox.panels.panel_app import PanelApp
from infra.local.sandbox.panels.site import Site

STYLE = "/panel/assets/panel.css"
_SHEET = Path(__file__).with_name("templates") / "panel.css"


def routes(panel: PanelApp, *bare: str) -> list[Route]:
    """The `bare` addresses, which lead home, and the style sheet."""

    async def home(request: Request) -> Response:
        return panel.go(request, panel.site.home)

    async def style(_: Request) -> Response:
        return FileResponse(_SHEET, media_type="text/css", headers={"cache-control": "no-cache"})

    return [*(Route(path, home) for path in bare), Route(STYLE, style)]


def app(panel: PanelApp, found: Sequence[BaseRoute]) -> ASGIApp:
    """The panel as an app."""

    async def missing(request: Request, _: Exception) -> Response:
        return panel.message(request, 404, "There is no such page in the panel.")

    return Starlette(routes=found, exception_handlers={404: missing})


def bad_day(site: Site, kind: str, status: int) -> Response:
    """The panel's answer for a fault; an ended session is sent to the login page."""
    if kind == "expired_token":
        return RedirectResponse(f"/{site.host}{site.login}?expired=1", 303)
    words = "Something went wrong. Please try again."
    if kind == "rate_limit":
        status, words = 429, "Too many requests. Please wait and try again."
    title = site.name.capitalize()
    html = (
        f"<!doctype html><html lang=en><title>{title} (stand-in)</title>"
        f"<h1>{title}</h1><p role=alert>{words}</p></html>"
    )
    return HTMLResponse(html, status, headers=HEADERS)
