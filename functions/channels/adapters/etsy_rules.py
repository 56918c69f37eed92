"""What Etsy takes in a title, a tag and a material, checked before any call.

Source: Etsy's OAS 3.0.0 for Open API v3 (field patterns) and help pages for the lengths.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from functions.channels.model.listing import Listing
from functions.channels.model.platforms import platform
from kernel.texts import FieldRule

_ABLE = platform("etsy")

_TITLE, _TAG = _ABLE.text.rule("title"), _ABLE.text.rule("tag")
ONCE_ONLY = _TITLE.once
QUANTITY_MAX = 999
MATERIALS_MAX = 13
MATERIAL_MAX = 45


def objections(listing: Listing) -> Iterator[str]:
    """Why Etsy would refuse the words, one sentence each."""
    strange = sorted({sign for sign in listing.title if not _takes(_TITLE, sign)})
    if strange:
        yield f"Etsy does not take these signs in a title: {' '.join(map(_shown, strange))}"
    for sign in ONCE_ONLY:
        if listing.title.count(sign) > 1:
            yield f"Etsy takes the sign {sign} only once in a title."
    for tag in listing.tags:
        if not tag.strip() or not _takes(_TAG, tag):
            yield f"Etsy takes letters, digits, spaces and - ' ™ © ® in a tag, unlike “{tag}”."
    if len({tag.casefold() for tag in listing.tags}) < len(listing.tags):
        yield "A tag is there twice."
    if listing.quantity > QUANTITY_MAX:
        yield f"Etsy takes a quantity of at most {QUANTITY_MAX}."


def _takes(rule: FieldRule, text: str) -> bool:
    # The pattern of titles has no combining marks: it refuses most words of Indian scripts.
    return rule.allowed is None or rule.allowed.takes(text)


def _shown(sign: str) -> str:
    # A sign that joins the letter before it shows nothing on its own.
    alone = sign.isprintable() and not unicodedata.category(sign).startswith("M")
    return sign if alone else f"U+{ord(sign):04X}"


def materials(given: Sequence[str]) -> tuple[str, ...]:
    """The materials as Etsy can keep them: letters, digits and spaces, at most 13, none twice."""
    kept: dict[str, str] = {}
    for one in given:
        plain = "".join(sign if sign.isalnum() else " " for sign in one)
        text = " ".join(plain.split())[:MATERIAL_MAX].strip()
        if text:
            kept.setdefault(text.casefold(), text)
    return tuple(kept.values())[:MATERIALS_MAX]


def when_made(now: datetime) -> str:
    """The literal for “recently”, which changes every January."""
    return f"2020_{now.year}"


def taxonomy_id(nodes: Sequence[Mapping[str, Any]], listing: Listing) -> int:
    """The category whose names share most words with the listing, the deeper one on a tie.

    Without any shared word: Etsy's art and collectibles, else its first root.
    """
    words = _words(" ".join((listing.title, *listing.tags, *listing.materials)))
    best, most = None, (0, 0)
    for node in _walk(nodes):
        score = (len(_words(str(node["name"])) & words), int(node.get("level", 0)))
        if score[0] and score > most:
            best, most = node, score
    fallback = next((one for one in nodes if "art" in _words(str(one["name"]))), nodes[0])
    return int((best or fallback)["id"])


def _walk(nodes: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for node in nodes:
        yield node
        yield from _walk(node.get("children", ()))


def _words(text: str) -> set[str]:
    found = "".join(sign.lower() if sign.isalnum() else " " for sign in text).split()
    # “Baskets” and “basket” are one word to a person who looks for it.
    return {word.removesuffix("s") for word in found if len(word) > 2}  # noqa: PLR2004  # no “of”
