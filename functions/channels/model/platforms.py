"""Reads `adapters/<platform>/platform.json`: all that generic code knows of one platform."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from functions.channels.errors import PlatformNotFound
from functions.channels.model.capabilities import (
    Capabilities,
    Feature,
    ImageNeeds,
    ListingField,
    TextStyle,
)
from functions.channels.model.connect_inputs import ConnectInput
from functions.channels.model.manual_post import ManualPost
from functions.channels.model.text_rules import text_limits

_VENDORS = Path(__file__).parents[1] / "adapters"


def _read() -> tuple[dict[str, Any], ...]:
    files = _VENDORS.glob("*/platform.json")
    told = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    return tuple(sorted(told, key=lambda one: (one["rank"], one["platform"])))


def _able(told: Mapping[str, Any]) -> Capabilities:
    return Capabilities(
        platform=told["platform"],
        name=told["name"],
        dated=date.fromisoformat(told["dated"]),
        connect=told["connect"],
        mode=told["mode"],
        text=text_limits(told["text"]),
        image=_image(told["image"]),
        style=_style(told.get("style", {})),
        needs=tuple(told["needs"]),
        needs_browser=told["needs_browser"],
        ai_images=told["ai_images"],
        offers={name: Feature(**offer) for name, offer in told["offers"].items()},
        asks=tuple(ConnectInput(**ask) for ask in told.get("asks", ())),
        chooses=tuple(ListingField(**one) for one in told.get("chooses", ())),
        photos_max=told.get("photos_max", 1),
        tells=tuple(told.get("tells", ())),
        sheet=told.get("sheet", False),
        granted_by=told.get("granted_by", "redirect"),
        assist=ManualPost(**told["assist"]) if "assist" in told else None,
    )


def _style(told: Mapping[str, Any]) -> TextStyle:
    return TextStyle(**{name: value for name, value in told.items() if name != "source"})


def _image(told: Mapping[str, Any]) -> ImageNeeds:
    shape = {**told, "formats": tuple(told["formats"])}
    if "ratio" in told:
        width, height = told["ratio"]
        shape["ratio"] = (width, height)
    return ImageNeeds(**shape)


_TOLD = _read()

PLATFORMS: tuple[Capabilities, ...] = tuple(_able(told) for told in _TOLD)
"""Every platform, in the order in which people see them."""

_BY_NAME = {able.platform: able for able in PLATFORMS}


def platform(name: str) -> Capabilities:
    """The platform called `name`; raises `PlatformNotFound`."""
    if name not in _BY_NAME:
        raise PlatformNotFound(name)
    return _BY_NAME[name]


def vendor_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """What the environment says for every platform, by lower-case name.

    An address that is not set is the real one; a key that is not set is empty, and the platform is
    then not offered.
    """
    found: dict[str, str] = {}
    for told in _TOLD:
        given = told["settings"]
        unset = dict.fromkeys((*given["keys"], *given["hearing"]), "")
        for name, otherwise in {**given["addresses"], **unset}.items():
            found[name.lower()] = environment.get(name) or otherwise
    return found
