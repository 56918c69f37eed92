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

    `hearing` are the names that whoever takes the platform's webhooks needs.
    """

    platform: str
    needs_browser: bool
    addresses: Mapping[str, str]
    keys: Mapping[str, str]
    hearing: tuple[str, ...]


@lru_cache
def platform_settings(folder: Path = _VENDORS) -> tuple[PlatformSettings, ...]:
    """Every platform, by name."""
    found = []
    for path in sorted(folder.glob("*/platform.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        given = told["settings"]
        found.append(
            PlatformSettings(
                told["platform"],
                told["needs_browser"],
                given["addresses"],
                given["keys"],
                tuple(given["webhooks"]),
            )
        )
    return tuple(found)
