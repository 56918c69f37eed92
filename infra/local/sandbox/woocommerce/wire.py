"""How a WordPress REST API talks: errors, parameters, pages of a list.

https://woocommerce.github.io/woocommerce-rest-api-docs/#errors
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.local.sandbox.woocommerce.sites import ZONE_SECONDS
from infra.local.sandbox.world import Document

Json = Any  # any JSON value
PER_PAGE = 10
PER_PAGE_MAX = 100


@dataclass
class WpError(Exception):
    """WordPress's error body."""

    status: int
    code: str
    message: str
    more: Mapping[str, Json] = field(default_factory=dict)

    @property
    def wire(self) -> Document:
        """The JSON body."""
        return {
            "code": self.code,
            "message": self.message,
            "data": {"status": self.status, **self.more},
        }

    def response(self) -> Response:
        """The answer."""
        return JSONResponse(self.wire, self.status)


def invalid(name: str, words: str) -> WpError:
    """`rest_invalid_param` for one parameter."""
    details = {name: {"code": "rest_invalid_param", "message": words, "data": None}}
    return WpError(
        400,
        "rest_invalid_param",
        f"Invalid parameter(s): {name}",
        {"params": {name: words}, "details": details},
    )


async def body(request: Request) -> Document:
    """The JSON object or the form of a request."""
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        async with request.form() as form:
            return {name: str(value) for name, value in form.items()}
    content = await request.body()
    if not content:
        return {}
    try:
        decoded = json.loads(content)
    except ValueError:
        raise WpError(400, "rest_invalid_json", "Invalid JSON body passed.") from None
    return decoded if isinstance(decoded, dict) else {}


def whole(query: Mapping[str, str], name: str, default: int, most: int) -> int:
    """A number from 1 to `most` in the query."""
    text = query.get(name, str(default))
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise invalid(name, f"{name} must be between 1 (inclusive) and {most} (inclusive)")
    return int(text)


def listed(request: Request, found: Sequence[Document]) -> Response:
    """One page of a list with WordPress's paging headers."""
    query = dict(request.query_params)
    per_page = whole(query, "per_page", PER_PAGE, PER_PAGE_MAX)
    page = whole(query, "page", 1, 10**6)
    pages = -(-len(found) // per_page)
    skipped = query.get("offset", "")
    start = int(skipped) if skipped.isdigit() else (page - 1) * per_page
    headers = {"x-wp-total": str(len(found)), "x-wp-totalpages": str(pages)}
    places = {"prev": page - 1, "next": page + 1}
    links = [
        f'<{request.url.replace(query="")}?{urlencode({**query, "page": at})}>; rel="{name}"'
        for name, at in places.items()
        if 1 <= at <= pages
    ]
    if links:
        headers["link"] = ", ".join(links)
    return JSONResponse(list(found[start : start + per_page]), headers=headers)


def gmt(seconds: float) -> str:
    """A time as WooCommerce writes it in GMT: without a zone."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}"


def local(seconds: float) -> str:
    """The same time on the site's own clock."""
    return gmt(seconds + ZONE_SECONDS)


def dates(created: float, modified: float) -> Document:
    """The four dates of every resource."""
    return {
        "date_created": local(created),
        "date_created_gmt": gmt(created),
        "date_modified": local(modified),
        "date_modified_gmt": gmt(modified),
    }


def moment(query: Mapping[str, str], name: str) -> float | None:
    """A time in the query: with a zone, or by `dates_are_gmt` in GMT or on the site's clock."""
    text = query.get(name)
    if text is None:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise invalid(name, "Invalid date.") from None
    if read.tzinfo is None:
        in_gmt = query.get("dates_are_gmt", "false") == "true"
        offset = timedelta(0) if in_gmt else timedelta(seconds=ZONE_SECONDS)
        read = read.replace(tzinfo=UTC) - offset
    return read.timestamp()


def number(request: Request, name: str = "id") -> int:
    """An integer from the path."""
    text = str(request.path_params[name])
    if not (text.isascii() and text.isdigit()):
        raise no_route()
    return int(text)


def no_route() -> WpError:
    """The answer to an address that WordPress does not know."""
    return WpError(404, "rest_no_route", "No route was found matching the URL and request method.")
