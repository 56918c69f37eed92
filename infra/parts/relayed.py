"""Which events are pushed to people's open pages, from the schemas that `make events` writes."""

import json
from pathlib import Path

from infra.parts.assets import ROOT

_EVENTS = ROOT / "events"


def relayed_events(folder: Path = _EVENTS) -> dict[str, list[str]]:
    """The names of the events whose class says `relayed`, by their source."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*/*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        if schema.get("x-relayed"):
            facts = schema["properties"]
            found.setdefault(facts["source"]["const"], []).append(facts["detail-type"]["const"])
    return found
