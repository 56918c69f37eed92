"""What every page of a seller panel shares: the sign-in check, the CSRF check, rendering."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from infra.local.sandbox.pages import HEADERS
from infra.local.sandbox.panels.layout import Layout
from infra.local.sandbox.panels.sessions import Session, Sessions
from infra.local.sandbox.panels.site import Seller, Site
from infra.local.sandbox.world import World

CSRF = "csrf_token"
FORM_BYTES_MAX = 16 * 1024 * 1024

_SHARED = Path(__file__).with_name("templates")


def _environment(site: Site) -> Environment:
    """The panel's own pages first, then those that all panels share."""
    return Environment(
        loader=FileSystemLoader([site.templates, _SHARED]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True)
class SellerCall:
    """A signed-in seller at one request."""

    request: Request
    session: Session
    seller: Seller
    form: FormData


Page = Callable[[SellerCall], Awaitable[Response]]


class PanelApp:
    """One panel's shared services on one world."""

    def __init__(self, world: World, site: Site) -> None:
        self.world = world
        self.site = site
        self.sessions = Sessions(world, site)
        self._pages = _environment(site)

    def layout(self) -> Layout:
        """The layout that is switched on."""
        return Layout(changed=self.site.text(self.world, "layout") == "changed")

    def route(self, path: str, page: Page, method: str = "GET", *, guarded: bool = False) -> Route:
        """A page for signed-in sellers; anybody else is sent to the login page.

        A `guarded` page may ask first for a captcha or for another OTP, if that is switched on.
        """

        async def signed_in(request: Request) -> Response:
            session = self.sessions.of(request)
            seller = self.site.sellers.get(session.mobile or "") if session else None
            if session is None or seller is None:
                ended = "?expired=1" if self.site.cookie in request.cookies else ""
                return self.go(request, self.site.login + ended)
            checkpoint = self._checkpoint(session) if guarded else ""
            if checkpoint:
                return self.go(request, checkpoint)
            async with request.form(max_part_size=FORM_BYTES_MAX) as form:
                if method == "POST" and not same_token(session, form):
                    return self.message(request, 403, "This form is out of date. Open it again.")
                return await page(SellerCall(request, session, seller, form))

        return Route(path, signed_in, methods=[method])

    def _checkpoint(self, session: Session) -> str:
        """Where somebody must go before the work, or ""."""
        if self.site.text(self.world, "captcha") == "upload" and not session.human:
            return self.site.human
        if self.site.text(self.world, "otp") == "again" and not session.verified:
            return self.site.again
        return ""

    def page(
        self,
        call: SellerCall,
        template: str,
        values: Mapping[str, object] | None = None,
        status: int = 200,
    ) -> Response:
        """A page inside the panel."""
        return self.render(
            call.request,
            template,
            {"seller": call.seller, "csrf": call.session.csrf, **(values or {})},
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
            "seller": None,
            "site": self.site,
            "csrf": "",
            "path": request.url.path,
        }
        html = self._pages.get_template(template).render({**shared, **values})
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
