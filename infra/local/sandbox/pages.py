"""Renders the stand-ins' pages for people: autoescaped templates, strict headers, no script."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from infra.local.sandbox.looks import looks

# Forms post to the sandbox and are redirected to the app, so form-action names this machine.
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data: http: https:; "
    "base-uri 'none'; form-action 'self' http://localhost:* http://127.0.0.1:*; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(
    template: str, *, status: int = 200, vendor: str | None = None, **values: object
) -> HTMLResponse:
    """A rendered page; ``vendor`` picks the accent."""
    html = _ENVIRONMENT.get_template(template).render(
        vendor=vendor, look=looks().get(vendor or ""), looks=looks(), **values
    )
    return HTMLResponse(html, status, headers=HEADERS)
