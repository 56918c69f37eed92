"""The names of the platforms' settings, from the same files that channels reads."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from infra.parts.assets import ROOT

_VENDORS = ROOT / "functions" / "channels" / "adapters"


@dataclass(frozen=True)
class PlatformSettings:
    """One platform: its addresses with their real values, and its keys with their field in an app.

    `webhooks` are the names that the receiver of the platform's webhooks needs. `signed_in` is a
    selector of a seller panel's first page ("" for other platforms); `leads` says whether the
    platform's API gives leads.
    """

    platform: str
    needs_browser: bool
    signed_in: str
    leads: bool
    addresses: Mapping[str, str]
    keys: Mapping[str, str]
    webhooks: tuple[str, ...]


@lru_cache
def platform_settings(folder: Path = _VENDORS) -> tuple[PlatformSettings, ...]:
    """Every platform, by name."""
    found = []
    for path in sorted(folder.glob("*/platform.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        given = document["settings"]
        found.append(
            PlatformSettings(
                document["platform"],
                document["needs_browser"],
                _signed_in(path.with_name("panel.json")),
                "leads" in document.get("reads", ()),
                given["addresses"],
                given["keys"],
                tuple(given["webhooks"]),
            )
        )
    return tuple(found)


def _signed_in(panel: Path) -> str:
    if not panel.exists():
        return ""
    home = json.loads(panel.read_text(encoding="utf-8"))["home"]
    return str(home["expect"][0])
