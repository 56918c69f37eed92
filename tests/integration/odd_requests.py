"""Requests that are wrong in one place, made of the right one that a route's description gives."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any
from urllib.parse import quote

from tests.integration.routes import Route

DEEP = 60
ODD_TEXTS = (
    "",
    " ",
    "\x00",
    "null",
    "-1",
    "NaN",
    "1e999",
    "9" * 5_000,
    "क" * 5_000,
    "🪔" * 300,
    "\ud83e",
    "\u202egnp.exe",
    "a\u200bb",
    "../../etc/passwd",
    "%2e%2e%2f",
    "'; DROP TABLE x; --",
    "<script>alert(1)</script>",
    "{story}" * 400,
    "http://[x/",
    "http://0177.0.0.1/",
    f"https://{'a' * 70}.example/",
    "2026-13-45T99:99:99Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59Z",
    "pk#sk",
    "\r\nset-cookie: a=b",
)
ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**63,
    10**300,
    1e308,
    0.1,
    [],
    {},
    [None],
    [[]],
    [1, "a", {}],
    {"": ""},
    {"amount": "1", "currency": "ZZZ"},
    {"amount": "9" * 400, "currency": "INR"},
    ["a"] * 2_000,
    {f"x{number}": number for number in range(500)},
    *ODD_TEXTS,
)
ODD_BODIES = (
    "",
    "{",
    "[" * 100_000,
    '{"a":' * 5_000,
    '{"a": NaN}',
    '"\\ud800"',
    "1" * 5_000,
    "\x00",
    "null",
    "[]",
    "true",
    '{"a": 1, "a": 2}',
)
ODD_TYPES = ("", ";;", "text/plain", "application/json; charset=klingon", "multipart/form-data")
ODD_HEADERS = (
    ("authorization", "Bearer"),
    ("authorization", "Bearer a.b.c"),
    ("authorization", f"Bearer {'.' * 5_000}"),
    ("authorization", "Basic \xff"),
    ("if-match", '"'),
    ("if-match", "*"),
    ("if-match", f'"{"9" * 5_000}"'),
    ("if-match", '"-1"'),
    ("if-match", 'W/"1"'),
    ("if-match", '"१"'),
    ("idempotency-key", "k" * 300),
    ("idempotency-key", "\x01\x7f"),
    ("accept", "*/*;q=x"),
    ("accept", "application/problem+json"),
    ("accept-language", "hi;q=9,;;"),
    ("cookie", "haat_refresh=; ;=;"),
    ("x-correlation-id", "\n" * 100),
    ("x-forwarded-for", "not an address"),
    ("cloudfront-viewer-address", "not an address"),
    ("origin", "null"),
    ("webhook-timestamp", "9" * 5_000),
    ("webhook-id", "i" * 4_000),
    ("webhook-signature", "v1,=="),
    ("x-hub-signature-256", "sha256=zz"),
    ("x-shopify-hmac-sha256", "é"),
    ("x-shopify-webhook-id", "i" * 4_000),
    ("x-wc-webhook-signature", "=="),
    ("x-wc-webhook-id", "i" * 4_000),
)
FIELDS_MOST = 24
"""Odd values of one body; which fields of it get which of them goes on from route to route."""


@dataclass(frozen=True)
class Request:
    """One request; `body` is sent as it is."""

    path: str
    body: str | None
    headers: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)


def odd_requests(route: Route, description: dict[str, Any], path: str, body: Any) -> list[Request]:
    """What is to be asked of a route; `path` and `body` are those of a right request."""
    sent = None if body is None else json.dumps(body)
    right = Request(path, sent, {"if-match": '"1"'})
    return [
        right,
        *_with_odd_headers(right),
        *_with_odd_query(right, description),
        *_with_odd_path(right, route),
        *_with_odd_body(right, body, start=sum(map(ord, route.name))),
    ]


def _with_odd_headers(right: Request) -> Iterator[Request]:
    for name, value in ODD_HEADERS:
        yield Request(right.path, right.body, {**right.headers, name: value})
    if right.body is not None:
        for kind in ODD_TYPES:
            yield Request(right.path, right.body, {**right.headers, "content-type": kind})


def _with_odd_query(right: Request, description: dict[str, Any]) -> Iterator[Request]:
    named = [one["name"] for one in description.get("parameters", ()) if one.get("in") == "query"]
    for name in named or ["limit"]:
        for value in ODD_TEXTS if named else ODD_TEXTS[:3]:
            plain = value.encode("utf-8", "replace").decode()
            yield Request(right.path, right.body, right.headers, {name: plain})


def _with_odd_path(right: Request, route: Route) -> Iterator[Request]:
    for name in route.parameters:
        for value in ODD_TEXTS:
            plain = quote(value.encode("utf-8", "replace")[:4_000], safe="") or "%20"
            filled = dict.fromkeys(route.parameters, "x") | {name: plain}
            yield Request(route.path.format(**filled), right.body, right.headers)


def _with_odd_body(right: Request, body: Any, start: int) -> Iterator[Request]:
    for text in ODD_BODIES if body is not None else ODD_BODIES[:4]:
        yield Request(right.path, text, {**right.headers, "content-type": "application/json"})
    places = list(_places(body))
    if not places:
        return
    values = islice(cycle(ODD_VALUES), start % len(ODD_VALUES), None)
    count = FIELDS_MOST + 2 * len(places)
    for place, value in zip(islice(cycle(places), count), values, strict=False):
        yield Request(right.path, json.dumps(_changed(body, place, value)), right.headers)
    deep: Any = "a"
    for _ in range(DEEP):
        deep = [deep]
    yield Request(right.path, json.dumps(_changed(body, places[0], deep)), right.headers)


def _places(part: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a body has something: by key and by number, each before what is inside it."""
    if at:
        yield at
    inside = (
        part.items()
        if isinstance(part, dict)
        else enumerate(part)
        if isinstance(part, list)
        else ()
    )
    for key, value in inside:
        yield from _places(value, (*at, key))


def _changed(part: Any, place: tuple[Any, ...], value: Any) -> Any:
    """A copy of a body with another value in one place."""
    if not place:
        return value
    first, *rest = place
    copied = dict(part) if isinstance(part, dict) else list(part)
    copied[first] = _changed(copied[first], tuple(rest), value)
    return copied
