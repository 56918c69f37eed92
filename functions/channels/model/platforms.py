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
)
from functions.channels.model.connect_inputs import ConnectInput
from functions.channels.model.manual_post import ManualPost
from functions.channels.model.text_rules import text_limits
from functions.channels.model.variant_rows import OptionField, VariantRows

_VENDORS = Path(__file__).parents[1] / "adapters"
_OF_A_FIELD = ("spellings", "values", "categories")


def _read() -> tuple[dict[str, Any], ...]:
    files = _VENDORS.glob("*/platform.json")
    document = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    return tuple(sorted(document, key=lambda one: (one["rank"], one["platform"])))


def _capabilities(document: Mapping[str, Any]) -> Capabilities:
    return Capabilities(
        platform=document["platform"],
        name=document["name"],
        dated=date.fromisoformat(document["dated"]),
        connect=document["connect"],
        mode=document["mode"],
        shows=document["shows"],
        text=text_limits(document),
        image=_image(document["image"]),
        needs=tuple(document["needs"]),
        needs_browser=document["needs_browser"],
        ai_images=document["ai_images"],
        features={name: Feature(**feature) for name, feature in document["features"].items()},
        connect_inputs=tuple(ConnectInput(**ask) for ask in document.get("connect_inputs", ())),
        updates=tuple(document.get("updates", ())),
        listing_fields=tuple(ListingField(**one) for one in document.get("listing_fields", ())),
        photos_max=document.get("photos_max", 1),
        reads=tuple(document.get("reads", ())),
        sheet=document.get("sheet", False),
        granted_by=document.get("granted_by", "redirect"),
        manual_post=ManualPost(**document["manual_post"]) if "manual_post" in document else None,
        variant_rows=_variant_rows(document["variant_rows"])
        if "variant_rows" in document
        else None,
        sku_max=document.get("sku_max"),
        lacks=tuple(document.get("lacks", ())),
    )


def _variant_rows(document: Mapping[str, Any]) -> VariantRows:
    fields = tuple(
        OptionField(one["name"], *(tuple(one.get(name, ())) for name in _OF_A_FIELD))
        for one in document.get("fields", ())
    )
    return VariantRows(**{**document, "fields": fields})


def _image(document: Mapping[str, Any]) -> ImageNeeds:
    shape = {**document, "formats": tuple(document["formats"])}
    if "ratio" in document:
        width, height = document["ratio"]
        shape["ratio"] = (width, height)
    return ImageNeeds(**shape)


_DOCUMENTS = _read()

PLATFORMS: tuple[Capabilities, ...] = tuple(_capabilities(document) for document in _DOCUMENTS)
"""Every platform, in the order in which people see them."""

_BY_NAME = {capabilities.platform: capabilities for capabilities in PLATFORMS}


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
    for document in _DOCUMENTS:
        given = document["settings"]
        unset = dict.fromkeys((*given["keys"], *given["webhooks"]), "")
        for name, otherwise in {**given["addresses"], **unset}.items():
            found[name.lower()] = environment.get(name) or otherwise
    return found
