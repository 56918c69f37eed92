"""The request log, judge of "never posted twice": written before and after each step."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Message, Receive, Scope

from infra.local.sandbox.world import Document, World

KIND = "journal"
ENTRY = "sandbox.entry"
SECRET = re.compile(
    r"token|secret|password|otp|proof|verifier|authorization|cookie|signature|credential"
    r"|(?:api|crm)[-_]?key|^code$|^key$",
    re.IGNORECASE,
)
NOT_SECRET = frozenset({"token_type", "max_output_tokens", "maxoutputtokens"})
URL_SECRET = re.compile(
    r"([?&][^=&\s]*(?:token|signature|secret|credential|key)[^=&\s]*=)[^&\s\"]+", re.IGNORECASE
)
LONGEST = 4000

Json = Any  # any JSON value
Fields = dict[str, Json]


class Entry:
    """One request being answered; every change is saved at once."""

    def __init__(self, world: World, document: Document) -> None:
        self._world = world
        self.document = document

    def note(self, **facts: str | int | None) -> None:
        """Add facts to the entry and save it."""
        self.document.update(facts)
        self._world.put(KIND, str(self.document["number"]), self.document)


def effect(request: Request, kind: str, effect_id: str) -> None:
    """Say that this request did something irreversible, such as ("published", post id).

    Called by vendor code inside the same ``world.transaction()`` as the write, so that the world
    never holds a post without its log entry, nor the reverse. One request has one effect.
    """
    entry: Entry = request.scope[ENTRY]
    if entry.document["effect"] is not None:
        raise ValueError("one request has one effect")
    entry.note(effect=kind, effect_id=effect_id)


def stands(request: Request, kind: str, effect_id: str) -> None:
    """As ``effect``, for a request that does one thing after another: its effect as it stands."""
    entry: Entry = request.scope[ENTRY]
    entry.note(effect=kind, effect_id=effect_id)


class EffectLog:
    """What one request brings about by and by; the log has the gravest of it from each moment on.

    ``rank`` are the kinds, the gravest first; others are not logged.
    """

    def __init__(self, request: Request, rank: Sequence[str]) -> None:
        self._entry: Entry = request.scope[ENTRY]
        self._rank = rank
        self._effects: list[tuple[str, str]] = []

    def append(self, effect_: tuple[str, str]) -> None:
        """Add (kind, id), inside the ``world.transaction()`` of what it tells of."""
        self._effects.append(effect_)
        for kind in self._rank:
            ids = dict.fromkeys(id_ for name, id_ in self._effects if name == kind)
            if ids:
                self._entry.note(effect=kind, effect_id=",".join(ids))
                return


async def begin(world: World, scope: Scope, place: tuple[str, str, str], body: bytes) -> Entry:
    """Open the entry of a request to ``place`` = (vendor, host, path)."""
    vendor, host, path = place
    headers = Headers(scope=scope)
    number = world.next_id(KIND)
    document: Document = {
        "number": number,
        "time": world.instant().isoformat(),
        "vendor": vendor,
        "host": host,
        "method": scope["method"],
        "path": path,
        "query": redacted(_pairs(scope["query_string"].decode("latin-1"))),
        "headers": redacted(dict(headers.items())),
        "fields": redacted(await _fields(scope, headers, body)),
        "port": (scope.get("client") or ("", None))[1],
        "bytes": len(body),
        "status": None,
        "vendor_status": None,
        "fault": None,
        "effect": None,
        "effect_id": None,
    }
    entry = Entry(world, document)
    entry.note()
    return entry


def entries(
    world: World,
    vendor: str | None = None,
    since: int = 0,
    effect_kind: str | None = None,
) -> list[Document]:
    """Entries with a number above ``since``, oldest first; ``effect_kind`` "*" means any effect.

    ``status`` is what went out on the wire (None: no answer was sent), ``vendor_status`` what the
    vendor's code decided (None: it never saw the request).
    """
    found = world.find(KIND) if vendor is None else world.find(KIND, vendor=vendor)
    return [
        entry
        for entry in found
        if entry["number"] > since
        and (
            effect_kind is None
            or (effect_kind == "*" and entry["effect"])
            or entry["effect"] == effect_kind
        )
    ]


def redacted(value: Json, name: str = "") -> Json:
    """The same JSON shape with secrets as a digest's prefix and long texts shortened."""
    if isinstance(value, Mapping):
        return {key: redacted(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [redacted(inner, name) for inner in value]
    if SECRET.search(name) and name.lower() not in NOT_SECRET and isinstance(value, str | int):
        return digest(str(value))
    if isinstance(value, str):
        shown = URL_SECRET.sub(r"\1…", value)
        return shown if len(shown) <= LONGEST else f"{digest(value)} ({len(value)} characters)"
    return value


def digest(secret: str) -> str:
    """Enough of a digest to tell two secrets apart, too little to use."""
    return f"sha256:{hashlib.sha256(secret.encode()).hexdigest()[:10]}…"


def _pairs(text: str) -> Fields:
    gathered: Fields = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        known = gathered.get(name)
        gathered[name] = value if known is None else [*_listed(known), value]
    return gathered


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


async def _fields(scope: Scope, headers: Headers, body: bytes) -> Fields:
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "application/x-www-form-urlencoded":
        return _pairs(body.decode("utf-8", "replace"))
    if media_type == "multipart/form-data":
        return await _parts(scope, body)
    if media_type.endswith("json") and body:
        try:
            decoded = json.loads(body)
        except ValueError:
            return {"unreadable": len(body)}
        return decoded if isinstance(decoded, dict) else {"": decoded}
    return {}


async def _parts(scope: Scope, body: bytes) -> Fields:
    try:
        async with Request(scope, replay(body)).form(max_part_size=len(body) + 1) as form:
            return {
                name: {"filename": part.filename, "bytes": part.size, "type": part.content_type}
                if isinstance(part, UploadFile)
                else part
                for name, part in form.multi_items()
            }
    except MultiPartException:
        return {"unreadable": len(body)}


def replay(body: bytes, then: Receive | None = None) -> Receive:
    """A receive channel that gives the whole body, then whatever ``then`` has to say."""
    given = False

    async def receive() -> Message:
        nonlocal given
        if not given:
            given = True
            return {"type": "http.request", "body": body, "more_body": False}
        return {"type": "http.disconnect"} if then is None else await then()

    return receive
