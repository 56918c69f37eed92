"""Reads the text rules: `text_rules.json` for all, a platform's own file for its own.

The web pages count by the very same files.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from functions.channels.model.text_limits import TextLimits, TextStyle
from kernel.texts import Alphabet, Counting, FieldRule

_FILE = Path(__file__).with_name("text_rules.json")


@lru_cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return rules


def dated() -> date:
    """The day that the rules were looked up."""
    return date.fromisoformat(_rules()["dated"])


def text_limits(document: Mapping[str, Any]) -> TextLimits:
    """A platform's text limits; `document` is its file."""
    rules, text = _rules(), document["text"]
    weight = text["link_weight"]
    fields = {name: _field(one, weight) for name, one in text["fields"].items()}
    most = {name: one.most for name, one in fields.items()}
    return TextLimits(
        platform=document["platform"],
        name=document["name"],
        text_max=text["fields"]["text"]["most"],
        title_max=most.get("title"),
        hashtags_max=text["hashtags_max"],
        mentions_max=text["mentions_max"],
        tags_max=text["tags_max"],
        tag_max=most.get("tag"),
        alt_max=most.get("alt_text"),
        fields=fields,
        languages=tuple(text["languages"]),
        hashtag=rules["hashtag"],
        mention=rules["mention"],
        style=_style(document.get("style", {})),
    )


def _style(document: Mapping[str, Any]) -> TextStyle:
    return TextStyle(**{name: value for name, value in document.items() if name != "source"})


def _field(document: Mapping[str, Any], link_weight: int | None) -> FieldRule:
    allowed = document["allowed"]
    return FieldRule(
        most=document["most"],
        counting=Counting(document["unit"], link_weight),
        allowed=Alphabet(tuple(allowed["categories"]), allowed["others"], allowed["words"])
        if allowed
        else None,
        once=document["once"],
    )
