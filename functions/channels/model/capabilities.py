"""What a platform can do and what it will have: asked as values, never by the platform's name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from functions.channels.model.listing import Listing

Connect = Literal["oauth", "assisted"]
Mode = Literal["automatic", "assisted"]
Need = Literal["title", "price", "quantity", "link"]

HASHTAG = re.compile(r"(?<!\w)#\w+")
MENTION = re.compile(r"(?<!\w)@\w+")
_ROUNDING = 0.005


@dataclass(frozen=True, slots=True)
class TextLimits:
    """Longest texts in characters and largest counts; None means no limit or no such field."""

    text_max: int
    title_max: int | None = None
    hashtags_max: int | None = None
    mentions_max: int | None = None
    tags_max: int | None = None
    tag_max: int | None = None
    alt_max: int | None = None


@dataclass(frozen=True, slots=True)
class ImageNeeds:
    """The rendition that is sent, and what the platform takes; ratios are width over height."""

    rendition: str
    formats: tuple[str, ...]
    max_bytes: int
    ratio_min: float | None = None
    ratio_max: float | None = None


@dataclass(frozen=True, slots=True)
class Capabilities:
    """One platform as generic code sees it. `dated` is the day its facts were looked up."""

    platform: str
    name: str
    dated: date
    connect: Connect
    mode: Mode
    text: TextLimits
    image: ImageNeeds
    needs: tuple[Need, ...] = ()
    needs_browser: bool = False


def objections(listing: Listing, able: Capabilities) -> tuple[str, ...]:
    """Why the platform would refuse the listing, one sentence each; empty when it would not."""
    return (*_missing(listing, able), *_text(listing, able), *_image(listing, able))


def _missing(listing: Listing, able: Capabilities) -> Iterator[str]:
    given = {
        "title": bool(listing.title.strip()),
        "price": listing.price.minor > 0,
        "quantity": listing.quantity > 0,
        "link": bool(listing.link),
    }
    for need in able.needs:
        if not given[need]:
            yield f"{able.name} needs a {need}."


def _text(listing: Listing, able: Capabilities) -> Iterator[str]:
    limits = able.text
    measured = (
        ("title is", len(listing.title), limits.title_max, "characters"),
        ("text is", len(listing.text), limits.text_max, "characters"),
        ("picture description is", len(listing.alt_text), limits.alt_max, "characters"),
        ("text has", len(HASHTAG.findall(listing.text)), limits.hashtags_max, "hashtags"),
        ("text has", len(MENTION.findall(listing.text)), limits.mentions_max, "mentions"),
        ("list of tags has", len(listing.tags), limits.tags_max, "tags"),
    )
    for what, size, most, unit in measured:
        if most is not None and size > most:
            yield (
                f"The {what} {size} {unit} long; {able.name} takes {most}."
                if (unit == "characters")
                else f"The {what} {size} {unit}; {able.name} takes {most}."
            )
    for tag in listing.tags if limits.tag_max else ():
        if len(tag) > (limits.tag_max or 0):
            yield f"The tag “{tag}” is longer than {limits.tag_max} characters."


def _image(listing: Listing, able: Capabilities) -> Iterator[str]:
    needs = able.image
    picture = listing.pictures.get(needs.rendition)
    if picture is None:
        yield f"The picture for {able.name} is missing."
        return
    if picture.format not in needs.formats:
        yield f"{able.name} takes {' or '.join(needs.formats)} pictures, not {picture.format}."
    if picture.bytes > needs.max_bytes:
        yield f"The picture is larger than the {needs.max_bytes:,} bytes that {able.name} takes."
    ratio = picture.width / picture.height
    if needs.ratio_min is not None and ratio < needs.ratio_min - _ROUNDING:
        yield f"The picture is too tall for {able.name}."
    if needs.ratio_max is not None and ratio > needs.ratio_max + _ROUNDING:
        yield f"The picture is too wide for {able.name}."
