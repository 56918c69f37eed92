"""Fills a JSON Schema with words taken from the given facts and from looking at the picture.

It is no model and invents nothing: what was not given and cannot be measured is left out.
"""

import json
import re
from collections.abc import Callable, Mapping
from colorsys import rgb_to_hls
from functools import lru_cache
from pathlib import Path
from typing import Any

from infra.local.sandbox.fetch import Picture
from infra.local.sandbox.writing.model_request import ModelRequest

Json = Any  # any JSON value
DEEPEST = 12
LABELS = Path(__file__).with_name("labels.json")
HUES = (
    (15, "red"),
    (45, "orange-brown"),
    (70, "yellow"),
    (165, "green"),
    (200, "turquoise"),
    (260, "blue"),
    (320, "purple"),
    (345, "pink"),
    (361, "red"),
)
DARK, LIGHT, GREYISH = 0.18, 0.85, 0.12


class Writer:
    """One answer to one request."""

    def __init__(self, asked: ModelRequest, language: str = "en") -> None:
        self._asked = asked
        self._facts = asked.facts
        self._language = language if language in _labels() else "en"

    def answer(self, schema: Mapping[str, Json]) -> Json:
        """A value that is valid against the schema."""
        return self._value(schema, schema, "", 0)

    def filled(self, schema: Mapping[str, Json], root: Mapping[str, Json]) -> Json:
        """A value that is valid against a part of the schema ``root``."""
        return self._value(schema, root, "", 1)

    def text(self) -> str:
        """The free-text answer."""
        return f"Stand-in model: {self._description()}"

    def _value(
        self, schema: Mapping[str, Json], root: Mapping[str, Json], name: str, depth: int
    ) -> Json:
        schema = _resolved(schema, root)
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return self._enumerated(schema["enum"])
        kind = _kind(schema)
        if kind == "object":
            return self._object(schema, root, depth)
        if kind == "array":
            return self._array(schema, root, name, depth)
        return self._scalar(schema, name, kind)

    def _scalar(self, schema: Mapping[str, Json], name: str, kind: str) -> Json:
        if kind in ("integer", "number"):
            return self._number(schema, name, kind)
        if kind == "boolean":
            return False
        return None if kind == "null" else self._words(schema, name)

    def _object(
        self, schema: Mapping[str, Json], root: Mapping[str, Json], depth: int
    ) -> dict[str, Json]:
        if depth > DEEPEST:
            return {}
        required = set(schema.get("required", []))
        filled: dict[str, Json] = {}
        for name, inner in (schema.get("properties") or {}).items():
            value = self._value(inner, root, name.lower(), depth + 1)
            if name in required or value not in (None, "", [], {}):
                filled[name] = value
        return filled

    def _array(
        self, schema: Mapping[str, Json], root: Mapping[str, Json], name: str, depth: int
    ) -> list[Json]:
        items = _resolved(schema.get("items") or {"type": "string"}, root)
        least, most = int(schema.get("minItems") or 0), int(schema.get("maxItems") or 10)
        if "language" in (items.get("properties") or {}):
            languages = self._listed("languages") or ["en"]
            writers = [Writer(self._asked, language) for language in languages]
            return [writer.filled(items, root) for writer in writers]
        if _kind(items) != "string" or items.get("enum"):
            return [self._value(items, root, name, depth + 1) for _ in range(max(least, 0))]
        longest = int(items.get("maxLength") or 10_000)
        mark = "#" if "#" in str(schema.get("description", "")) else ""
        words = [f"{mark}{word}" for word in self._listed(name) if len(word) < longest][:most]
        return words + [f"{mark}piece{number}"[:longest] for number in range(least - len(words))]

    def _number(self, schema: Mapping[str, Json], name: str, kind: str) -> float:
        given = re.search(r"\d+(?:\.\d+)?", str(self._facts.get(name, "")).replace(",", ""))
        value = float(given[0]) if given else 0.0
        value = max(value, float(schema.get("minimum", value)))
        value = min(value, float(schema.get("maximum", value)))
        return int(value) if kind == "integer" else value

    def _enumerated(self, choices: list[Json]) -> Json:
        words = self._asked.words.lower()
        return next((one for one in choices if str(one).lower() in words), choices[0])

    def _words(self, schema: Mapping[str, Json], name: str) -> str:
        text = self._named(name)
        least, most = int(schema.get("minLength") or 0), int(schema.get("maxLength") or 5000)
        if len(text) < least:
            text = f"{text} {self._description()}".strip()
        return _shortened(text, most).ljust(least, ".")

    def _named(self, name: str) -> str:
        """What a property of this name asks for."""
        fixed: dict[str, Callable[[], str]] = {
            "language": lambda: self._language,
            "value": self._again,
            "call_to_action": lambda: _labels()[self._language]["order"],
        }
        if name in fixed:
            return fixed[name]()
        if any(word in name for word in ("alt", "image", "photo")):
            return self._seen()
        if "title" in name or "headline" in name:
            return self._title()
        return self._fact(name)

    def _fact(self, name: str) -> str:
        if name in self._facts:
            return _joined(self._facts[name])
        if any(word in name for word in ("note", "reason", "model")):
            return "Written by the sandbox's stand-in model, by rule."
        if any(word in name for word in ("tag", "keyword")):
            return " ".join(self._listed(name))
        return self._description()

    def _listed(self, name: str) -> list[str]:
        if "tag" in name or "keyword" in name:
            return _tags(self._facts, hashed="hash" in name)
        if "question" in name:
            return [
                f"What is the {missing} of this piece?"
                for missing in ("craft", "technique", "region", "dimensions")
                if missing not in self._facts
            ]
        given = self._facts.get(name)
        if isinstance(given, list):
            return [str(one) for one in given]
        return [part.strip() for part in str(given).split(",")] if given else []

    def _title(self) -> str:
        given = self._facts.get("title") or self._facts.get("name")
        if given:
            return _joined(given)
        piece = " ".join(filter(None, (_joined(self._facts.get("craft", "")), "piece")))
        if "region" in self._facts:
            return f"{piece} from {self._facts['region']}".capitalize()
        tones = [f"in {colour(picture)} tones" for picture in self._asked.pictures[:1]]
        return " ".join((piece, *tones)).capitalize()

    def _description(self) -> str:
        facts, title = self._facts, self._title()
        sentences = [f"{title}."]
        phrases = {**_labels()[self._language], "story": "{}"}
        sentences += [
            phrase.format(_joined(facts[name]))
            for name, phrase in phrases.items()
            if name in facts and name not in ("photo", "order")
        ]
        return " ".join(sentences)

    def _again(self) -> str:
        """One field anew: shorter if that is asked for, else from the facts."""
        current = _joined(self._facts.get("current", ""))
        if "short" in str(self._facts.get("instruction", "")).lower() and current:
            words = current.split()
            return " ".join(words[: max(len(words) // 2, 1)])
        field = str(self._facts.get("field", "description"))
        return self._named(field) if field != "value" else self._description()

    def _seen(self) -> str:
        title = self._title()
        if self._language != "en":
            return _labels()[self._language]["photo"].format(title)
        if not self._asked.pictures:
            return title
        picture = self._asked.pictures[0]
        upright = "upright" if picture.height > picture.width else "wide"
        return f"{title}, in an {upright} photograph in mostly {colour(picture)} tones.".replace(
            "an wide", "a wide"
        )


@lru_cache
def _labels() -> dict[str, dict[str, str]]:
    """Language → the joints between facts; a stand-in does not translate what was given."""
    found: dict[str, dict[str, str]] = json.loads(LABELS.read_text(encoding="utf-8"))
    return found


def colour(picture: Picture) -> str:
    """The picture's average colour as a word."""
    hue, lightness, saturation = rgb_to_hls(*(part / 255 for part in picture.average))
    if lightness < DARK:
        return "dark"
    if saturation < GREYISH:
        return "light grey" if lightness > LIGHT else "grey"
    return next(word for end, word in HUES if hue * 360 < end)


def _resolved(schema: Mapping[str, Json], root: Mapping[str, Json]) -> Mapping[str, Json]:
    """The schema behind ``$ref``, and the first choice that is not null."""
    while True:
        if "$ref" in schema:
            target: Json = root
            for step in str(schema["$ref"]).removeprefix("#/").split("/"):
                target = target[step]
            schema = target
            continue
        choices = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
        if not choices:
            return schema
        schema = next((one for one in choices if one.get("type") != "null"), choices[0])


def _kind(schema: Mapping[str, Json]) -> str:
    kind = schema.get("type", "object" if "properties" in schema else "string")
    if isinstance(kind, list):
        kind = next((one for one in kind if one != "null"), "null")
    return str(kind).lower()


def _joined(value: Json) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value).strip()


def _tags(facts: Mapping[str, Json], *, hashed: bool) -> list[str]:
    sources = [facts.get(name) for name in ("craft", "materials", "region", "technique", "title")]
    words: list[str] = []
    for source in filter(None, sources):
        each = source if isinstance(source, list) else str(source).split(",")
        words += [re.sub(r"[^\w ]", "", str(one)).strip().lower() for one in each]
    unique = [word for word in dict.fromkeys(words) if word]
    return [word.replace(" ", "") for word in unique] if hashed else unique


def _shortened(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text[: max(most - 1, 0)].rsplit(" ", 1)[0] or text[: max(most - 1, 0)]
    return f"{cut}…"[:most]
