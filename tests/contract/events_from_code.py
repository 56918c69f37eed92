"""Generates events/<context>/<event>.v<n>.{schema,example}.json from each context's events.

`python -m tests.contract.events_from_code --write` writes them and removes those of events that
are no longer published; without `--write` it only lists the differences.
"""

import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "layers" / "kernel" / "python")]

from kernel.events import Event  # noqa: E402  # after the path is set
from tests.contract.examples import WHEN, Examples, an_id  # noqa: E402  # as above

FOLDER = ROOT / "events"
_TEXTS = {
    "code": "not_a_picture",
    "currency": "INR",
    "format": "webp",
    "name": "web",
    "platform": "etsy",
    "product": "Dokra brass horse",
    "refused": "background_not_plain",
    "reason": "This file is not a picture.",
    "status": "confirmed",
    "url": "https://www.etsy.com/listing/1234567890",
    "writer": "facts",
    "JobChanged.status": "running",
    "ProductUpdated.field": "price",
    "DraftRejected.reason": "The price is an old one.",
    "language": "en",
    "by": "artisan",
    "ConnectionChanged.status": "connected",
    "ChannelOrderReported.status": "paid",
    "ChannelOrderReported.revision": "20261121093000000000#1",
    "line": "15123456789",
    "listing": "1234567890",
    "sku": "DOK-7F3K",
    "order": "5123456789",
    "LeadReceived.lead": "2819034512",
    "ListingChangedExternally.listing": "1234567890",
    "WebhookReceived.message": "evt_1a2b3c",
    "MetricsRecorded.external": "1234567890",
    "MetricsRecorded.marker": "target_01jd2k8v9m5n7p0q2r3s4t5v6w",
    "MetricsRecorded.as_of": "2026-11-21T09:30:00.000Z",
    "Values.*": "views",
    "SyncChanged.status": "running",
}
_NUMBERS = {"edition": 2, "width": 2048, "height": 1536, "unknown": 0, "failed": 1, "confirmed": 4}


def contexts() -> list[str]:
    """The contexts that say something."""
    found = {path.parent for path in (ROOT / "functions").glob("*/events.py")}
    found |= {path.parents[1] for path in (ROOT / "functions").glob("*/events/__init__.py")}
    return sorted(path.name for path in found)


def events_of(context: str) -> list[type[Event]]:
    """The events of a context, by name."""
    module = importlib.import_module(f"functions.{context}.events")
    kinds = [
        thing
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Event) and thing is not Event
    ]
    return sorted(kinds, key=lambda kind: kind.__name__)


def relayed_events() -> list[type[Event]]:
    """The events that conversations pushes to their owner's open pages."""
    return [kind for context in contexts() for kind in events_of(context) if kind.relayed]


def file_stem(kind: type[Event]) -> str:
    """`PhotoReady`, version 1 → `photo_ready.v1`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", kind.__name__).lower()
    return f"{words}.v{kind.version}"


def schema(kind: type[Event]) -> dict[str, Any]:
    """The JSON Schema of what EventBridge hands out for this event, as far as we promise it."""
    facts = kind.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = facts.pop("$defs", {})
    for part in (facts, *definitions.values()):
        _require_all(part)
    envelope = {
        "type": "object",
        "properties": {
            "id": {"type": "string", "pattern": "^evt_", "description": "Stable over repeats"},
            "version": {"const": kind.version},
            "occurred_at": {"type": "string", "format": "date-time"},
            "correlation_id": {"type": "string", "description": "Follows one click"},
            "data": facts,
        },
        "required": ["id", "version", "occurred_at", "correlation_id", "data"],
    }
    whole: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{kind.source}/{kind.__name__}",
        "description": facts.pop("description", ""),
        "type": "object",
        "properties": {
            "source": {"const": kind.source},
            "detail-type": {"const": kind.__name__},
            "detail": envelope,
        },
        "required": ["source", "detail-type", "detail"],
    }
    if kind.relayed:
        whole["x-relayed"] = True
    return whole | ({"$defs": definitions} if definitions else {})


def example(kind: type[Event]) -> dict[str, Any]:
    """One such event, with values that a person can check."""
    whole = schema(kind)
    detail = whole["properties"]["detail"]["properties"]
    known = Examples({**_TEXTS, **_NUMBERS}, whole.get("$defs", {}))
    return {
        "source": kind.source,
        "detail-type": kind.__name__,
        "detail": {
            "id": an_id("evt"),
            "version": kind.version,
            "occurred_at": WHEN,
            "correlation_id": an_id("req"),
            "data": known.of(kind.__name__, "", detail["data"]),
        },
    }


def _require_all(part: dict[str, Any]) -> None:
    # What we say is always complete: a field with a default is sent as well.
    if part.get("type") == "object" and "properties" in part:
        part["required"] = list(part["properties"])
    part.pop("additionalProperties", None)


def generated() -> dict[Path, str]:
    """Every file, with its text."""
    files: dict[Path, str] = {}
    for context in contexts():
        for kind in events_of(context):
            stem = FOLDER / context / file_stem(kind)
            for what, content in (("schema", schema(kind)), ("example", example(kind))):
                text = json.dumps(content, indent=2, ensure_ascii=False)
                files[stem.with_name(f"{stem.name}.{what}.json")] = f"{text}\n"
    return files


def committed() -> Iterator[Path]:
    """The files that are there now, of every context."""
    for context in sorted(path.parent.name for path in ROOT.glob("functions/*/__init__.py")):
        yield from sorted((FOLDER / context).glob("*.json"))


def differences() -> list[str]:
    """What a newcomer must do to make the files agree with the code; empty when they do."""
    wanted = generated()
    stale = [path for path in committed() if path not in wanted]
    wrong = [
        path
        for path, text in wanted.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    return [
        *(f"{path.relative_to(ROOT)} is said no longer" for path in stale),
        *(f"{path.relative_to(ROOT)} differs from the code: `make events`" for path in wrong),
    ]


def write() -> None:
    """Make the files agree with the code."""
    wanted = generated()
    for path in list(committed()):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        write()
    sys.exit("\n".join(differences()) or 0)
