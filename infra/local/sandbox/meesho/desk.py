"""What every page of the panel shares: who is signed in, the CSRF check, rendering."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from infra.local.sandbox import settings
from infra.local.sandbox.meesho.catalogs import SUPPLIERS, Catalogs, Supplier
from infra.local.sandbox.meesho.form import Layout
from infra.local.sandbox.meesho.sessions import COOKIE, Session, Sessions
from infra.local.sandbox.pages import HEADERS
from infra.local.sandbox.world import World

LOGIN = "/panel/login"
CSRF = "csrf_token"
FORM_BYTES_MAX = 16 * 1024 * 1024

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Seat:
    """A signed-in supplier at one request."""

    request: Request
    session: Session
    supplier: Supplier
    form: FormData


Page = Callable[[Seat], Awaitable[Response]]


class Desk:
    """The panel's shared services on one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sessions = Sessions(world)
        self.catalogs = Catalogs(world)

    def layout(self) -> Layout:
        """The layout that is switched on."""
        return Layout(changed=settings.text(self.world, "meesho_layout") == "changed")

    def route(self, path: str, page: Page, method: str = "GET") -> Route:
        """A page for signed-in suppliers; anybody else is sent to the login page."""

        async def seated(request: Request) -> Response:
            session = self.sessions.of(request)
            supplier = SUPPLIERS.get(session.mobile or "") if session else None
            if session is None or supplier is None:
                ended = "?expired=1" if COOKIE in request.cookies else ""
                return self.go(request, LOGIN + ended)
            async with request.form(max_part_size=FORM_BYTES_MAX) as form:
                if method == "POST" and not same_token(session, form):
                    return self.message(request, 403, "This form is out of date. Open it again.")
                return await page(Seat(request, session, supplier, form))

        return Route(path, seated, methods=[method])

    def page(
        self,
        seat: Seat,
        template: str,
        values: Mapping[str, object] | None = None,
        status: int = 200,
    ) -> Response:
        """A page inside the panel."""
        return self.render(
            seat.request,
            template,
            {"supplier": seat.supplier, "csrf": seat.session.csrf, **(values or {})},
            status,
        )

    def render(
        self,
        request: Request,
        template: str,
        values: Mapping[str, object],
        status: int = 200,
    ) -> Response:
        """A page; `root` starts every address in it."""
        shared = {
            "root": request.scope.get("root_path", ""),
            "phone": f"{self.world.public_url}/people/phone",
            "layout": self.layout(),
            "supplier": None,
            "csrf": "",
            "path": request.url.path,
        }
        html = _ENVIRONMENT.get_template(template).render({**shared, **values})
        return HTMLResponse(html, status, headers=HEADERS)

    def message(self, request: Request, status: int, words: str) -> Response:
        """A page with one sentence."""
        return self.render(request, "message.html", {"words": words}, status)

    @staticmethod
    def go(request: Request, path: str) -> Response:
        """See other: the answer to every accepted form."""
        return RedirectResponse(request.scope.get("root_path", "") + path, 303)


def same_token(session: Session, form: FormData) -> bool:
    """Whether the form came from a page of this session."""
    return secrets.compare_digest(str(form.get(CSRF, "")).encode(), session.csrf.encode())
