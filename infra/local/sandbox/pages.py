"""Renders the stand-ins' pages for people: autoescaped templates, strict headers, no script."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

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


@dataclass(frozen=True)
class Look:
    """How a vendor's pages are told apart: a name and an accent colour of our own."""

    name: str
    accent: str
    soft: str
    noun: str


LOOKS = {
    "facebook": Look("Facebook", "#2f5fb3", "#e8eef9", "post"),
    "catalogue": Look("Facebook shop", "#2b5a8c", "#e6eef7", "item"),
    "instagram": Look("Instagram", "#a8327d", "#f9e8f3", "post"),
    "etsy": Look("Etsy", "#b8481a", "#fbebe2", "listing"),
    "pinterest": Look("Pinterest", "#b3203a", "#fbe6ea", "pin"),
    "meesho": Look("Meesho", "#7a2f8f", "#f4e8f7", "catalogue"),
    "snapdeal": Look("Snapdeal", "#a3263b", "#fae9ec", "product"),
    "indiamart": Look("IndiaMART", "#1f5f8b", "#e5f0f7", "product"),
    "shopify": Look("Shopify", "#3d6b1f", "#eaf3e2", "product"),
    "woocommerce": Look("WooCommerce", "#6a4a86", "#f0eaf6", "product"),
    "gemini": Look("Gemini", "#1f6f6b", "#e2f2f1", "answer"),
    "anthropic": Look("Anthropic", "#8a5a2b", "#f5ebe0", "answer"),
    "openai": Look("OpenAI", "#2b6e4f", "#e3f2ea", "answer"),
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
        vendor=vendor, look=LOOKS.get(vendor or ""), looks=LOOKS, **values
    )
    return HTMLResponse(html, status, headers=HEADERS)
