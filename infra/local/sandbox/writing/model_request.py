"""What a model was asked, whoever's API carried it: facts, pictures, the shape of the answer."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from infra.local.sandbox.fetch import NotAPicture, Picture, inspect

Json = Any  # any JSON value
FACT = re.compile(
    r"^[\s\-*•]*\**([A-Za-z][A-Za-z _/-]{1,40}?)\**\s*[:=]\s*(\S.*?)\s*$", re.MULTILINE
)


class Malformed(Exception):
    """The request is not one that the API takes; the message is for the vendor's error 400."""


@dataclass(frozen=True)
class Shape:
    """A JSON Schema for the answer; ``function`` names the call that carries it, None for text."""

    schema: Mapping[str, Json]
    function: str | None


@dataclass(frozen=True)
class ModelRequest:
    """A checked request; ``facts`` are lower-case names with the words given for them."""

    facts: dict[str, Json]
    instructions: str
    spoken: tuple[str, ...]
    pictures: tuple[Picture, ...]
    shape: Shape | None
    most_tokens: int | None

    @property
    def words(self) -> str:
        """Everything that the user said."""
        return "\n".join(self.spoken)

    @property
    def key(self) -> str:
        """Names this question among the recorded ones: instructions, words and pictures."""
        digests = [hashlib.sha256(picture.content).hexdigest() for picture in self.pictures]
        whole = json.dumps([self.instructions, self.spoken, digests], ensure_ascii=False)
        return hashlib.sha256(whole.encode()).hexdigest()


def model_request(
    instructions: str,
    spoken: Sequence[str],
    pictures: Sequence[Picture],
    shape: Shape | None,
    most_tokens: int | None,
) -> ModelRequest:
    """The request with its facts read from the words."""
    return ModelRequest(
        read_facts(spoken), instructions, tuple(spoken), tuple(pictures), shape, most_tokens
    )


def picture_of(encoded: str, refusal: str) -> Picture:
    """The picture in base64 (standard or URL-safe alphabet); Malformed with ``refusal``."""
    text = encoded.replace("-", "+").replace("_", "/")
    try:
        return inspect(base64.b64decode(text + "=" * (-len(text) % 4), validate=True))
    except (binascii.Error, NotAPicture) as error:
        raise Malformed(refusal) from error


def read_facts(spoken: Sequence[str]) -> dict[str, Json]:
    """Facts from JSON objects and from lines such as ``Craft: Dokra``; the first word wins."""
    facts: dict[str, Json] = {}
    for text in spoken:
        for given in objects(text):
            for name, value in _flat(given):
                facts.setdefault(name, value)
        for name, value in FACT.findall(text):
            facts.setdefault(_plain(name), value)
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def _flat(given: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    for name, value in given.items():
        if isinstance(value, dict) and set(value) >= {"amount", "currency"}:
            yield _plain(name), f"{value['currency']} {value['amount']}"
        elif isinstance(value, dict):
            yield from _flat(value)
        else:
            yield _plain(name), value


def _plain(name: str) -> str:
    return re.sub(r"[\s/-]+", "_", name.strip().lower())


def objects(text: str) -> Iterator[dict[str, Json]]:
    """The JSON objects that stand in a text."""
    decoder = json.JSONDecoder()
    start = text.find("{")
    while start >= 0:
        try:
            found, end = decoder.raw_decode(text, start)
        except ValueError:
            end = start + 1
        else:
            if isinstance(found, dict):
                yield found
        start = text.find("{", end)
