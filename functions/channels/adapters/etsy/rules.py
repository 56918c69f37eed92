"""What Etsy takes in a title, a tag and a material, checked before any call.

Source: Etsy's OAS 3.0.0 for Open API v3 (field patterns) and help pages for the lengths.
"""

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from functions.channels.adapters.variants import option_values, stock
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.listing import Listing
from functions.channels.model.platforms import platform
from kernel.texts import FieldRule

_CAPABILITIES = platform("etsy")

_TITLE, _TAG = _CAPABILITIES.text.rule("title"), _CAPABILITIES.text.rule("tag")
ONCE_ONLY = _TITLE.once
QUANTITY_MAX = 999
MATERIALS_MAX = 13
MATERIAL_MAX = 45
OPTIONS_MAX = 2
"""Etsy has a third option since 2026, which by its documents not everybody may name freely."""
COMBINATIONS_MAX = 400
"""Where price or quantity differs by every option:
https://developers.etsy.com/documentation/tutorials/third-variation/"""


def objections(listing: Listing, *, counts: bool = True) -> Iterator[str]:
    """Why Etsy would refuse the listing, one sentence each; `counts` is whether stock goes too."""
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
    if counts:
        yield from _quantities(listing)
    yield from _variants(listing)


def _quantities(listing: Listing) -> Iterator[str]:
    counted = [one.quantity for one in listing.variants] or [listing.quantity]
    if max(counted) > QUANTITY_MAX:
        yield f"Etsy takes a quantity of at most {QUANTITY_MAX}."
    if stock(listing) < 1:
        yield "Etsy needs at least one of some variant."


def _variants(listing: Listing) -> Iterator[str]:
    named = option_values(listing.variants)
    if len(named) > OPTIONS_MAX:
        yield f"Etsy takes variants by at most {OPTIONS_MAX} options."
    elif math.prod(map(len, named.values())) > COMBINATIONS_MAX:
        yield f"Etsy takes at most {COMBINATIONS_MAX} combinations of options."
    for text in (*named, *(value for values in named.values() for value in values)):
        if not text.strip() or set("()") & set(text):
            yield f"Etsy takes no ( and ) in an option of a variant, unlike “{text}”."


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
    """The category whose name shares most words with the listing, the deeper one on a tie.

    Without any shared word: Etsy's art and collectibles, else its first root.
    """
    wanted = " ".join((listing.title, *listing.tags, *listing.materials))
    found = _suitable(nodes, wanted)
    fallback = next((one for one in nodes if "art" in _words(str(one["name"]))), nodes[0])
    return int((found[0][1] if found else fallback)["id"])


def suitable(nodes: Sequence[Mapping[str, Any]], words: str) -> list[FieldOption]:
    """The categories with their paths: those that share words, the best one first, then others."""
    found = _suitable(nodes, words)
    known = {node["id"] for _, node in found}
    others = [(path, node) for path, node in _walk(nodes) if node["id"] not in known]
    return [FieldOption(str(node["id"]), " > ".join(path)) for path, node in (*found, *others)]


_Placed = tuple[tuple[str, ...], Mapping[str, Any]]


def _suitable(nodes: Sequence[Mapping[str, Any]], text: str) -> list[_Placed]:
    wanted = _words(text)

    def score(placed: _Placed) -> tuple[int, int]:
        node = placed[1]
        return len(_words(str(node["name"])) & wanted), int(node.get("level", 0))

    found = [placed for placed in _walk(nodes) if score(placed)[0]]
    return sorted(found, key=score, reverse=True)


def _walk(nodes: Sequence[Mapping[str, Any]], above: tuple[str, ...] = ()) -> Iterator[_Placed]:
    for node in nodes:
        path = (*above, str(node["name"]))
        yield path, node
        yield from _walk(node.get("children", ()), path)


def _words(text: str) -> set[str]:
    found = "".join(sign.lower() if sign.isalnum() else " " for sign in text).split()
    # “Baskets” and “basket” are one word to a person who looks for it.
    return {word.removesuffix("s") for word in found if len(word) > 2}  # noqa: PLR2004  # no “of”
