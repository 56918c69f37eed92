"""A platform's capabilities as values, so that no code decides by the platform's name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from functions.channels.model.connect_inputs import ConnectInput
from functions.channels.model.listing import Listing, Part, Picture, Shows
from functions.channels.model.manual_post import ManualPost
from functions.channels.model.text_limits import TextLimits
from functions.channels.model.variant_rows import ListingRow, VariantRows, rows
from kernel.texts import signs_in

Connect = Literal["oauth", "assisted"]
GrantedBy = Literal["redirect", "call"]
Mode = Literal["automatic", "assisted"]
Support = Literal["automatic", "assisted", "not_possible"]
Need = Literal["title", "price", "quantity", "link"]
AiImages = Literal["allowed", "forbidden"]
Readable = Literal["quota", "leads"]
Lacking = Literal["materials", "quantity"]

FEATURES = (
    "photo",
    "carousel",
    "video",
    "alt_text",
    "link",
    "price",
    "stock",
    "variants",
    "drafts",
    "schedule",
    "edit",
    "delete",
    "metrics",
    "orders",
)
"""The features that every platform's file describes; none is left out."""

_ROUNDING = 0.005


@dataclass(frozen=True, slots=True)
class ImageNeeds:
    """The rendition that is sent, and what the platform takes; ratios are width over height.

    `ratio`, `longest` and `min_width` say how the rendition is best made; without them it is one of
    our own pages' pictures. Platforms that name the same rendition give it the same form.
    """

    rendition: str
    formats: tuple[str, ...]
    max_bytes: int
    ratio_min: float | None = None
    ratio_max: float | None = None
    ratio: tuple[int, int] | None = None
    longest: int | None = None
    min_width: int = 1


@dataclass(frozen=True, slots=True)
class ListingField:
    """A field of a listing for which the artisan may choose an option, such as a board.

    `parent` names the field on whose option the options depend ("": none), as sections depend on
    their board; an option of a `per_craft` field is remembered for each craft.
    """

    name: str
    words: str
    parent: str = ""
    per_craft: bool = False


@dataclass(frozen=True, slots=True)
class FieldOption:
    """A value that the artisan may choose for a `ListingField`, by the platform's own id."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Feature:
    """Whether Haat does a thing on the platform, with a person's help, or not at all; and why."""

    support: Support
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """One platform as generic code sees it. `dated` is the day its facts were looked up."""

    platform: str
    name: str
    dated: date
    connect: Connect
    mode: Mode
    shows: Shows
    text: TextLimits
    image: ImageNeeds
    needs: tuple[Need, ...] = ()
    needs_browser: bool = False
    ai_images: AiImages = "allowed"
    """Whether a picture made by AI may stand for a piece in a listing."""
    features: Mapping[str, Feature] = field(default_factory=dict)
    """The features on the platform, by the names in `FEATURES`."""
    connect_inputs: tuple[ConnectInput, ...] = ()
    """The inputs that the artisan gives before the consent page can be opened."""
    updates: tuple[Part, ...] = ()
    """The parts of a published listing that Haat can bring anew."""
    listing_fields: tuple[ListingField, ...] = ()
    """The options that may be chosen for every piece, in this order."""
    photos_max: int = 1
    """How many photographs one post shows."""
    reads: tuple[Readable, ...] = ()
    """What the platform's API gives besides metrics and orders: the quota of calls, and leads."""
    sheet: bool = False
    """Whether the platform takes a file of products that its seller uploads."""
    granted_by: GrantedBy = "redirect"
    """Whether the grant comes with the browser's redirect, or by a call of the platform's own."""
    manual_post: ManualPost | None = None
    """A place of the platform where only a person can post, and what its form takes."""
    variant_rows: VariantRows | None = None
    """How variants are listed one by one; None where they are one listing, or none is shown."""
    sku_max: int | None = None
    """The longest SKU in characters; None where none is known."""
    lacks: tuple[Lacking, ...] = ()
    """Parts of a listing for which the platform has no field, beside what `features` say."""


def objections(
    listing: Listing, capabilities: Capabilities, *, counts: bool = True
) -> tuple[str, ...]:
    """Why the platform would refuse the listing, one sentence each; empty when it would not.

    `counts` is whether stock goes with it: what is sold out can be changed all the same.
    """
    return (
        *_missing(listing, capabilities, counts=counts),
        *_text(listing, capabilities),
        *_rows(listing, capabilities),
        *_image(listing, capabilities),
    )


def _missing(listing: Listing, capabilities: Capabilities, *, counts: bool) -> Iterator[str]:
    given = {
        "title": bool(listing.title.strip()),
        "price": all(one.price.minor > 0 for one in listing.forms),
        "quantity": not counts or any(one.quantity > 0 for one in listing.forms),
        "link": bool(listing.link),
    }
    for need in capabilities.needs:
        if not given[need]:
            yield f"{capabilities.name} needs a {need}."


def _text(listing: Listing, capabilities: Capabilities) -> Iterator[str]:
    limits = capabilities.text
    title, text, alt = (limits.rule(name).counting for name in ("title", "text", "alt_text"))
    measured = (
        ("title is", title.size(listing.title), limits.title_max, "characters"),
        ("text is", text.size(listing.text), limits.text_max, "characters"),
        ("picture description is", alt.size(listing.alt_text), limits.alt_max, "characters"),
        ("text has", signs_in(listing.text, limits.hashtag), limits.hashtags_max, "hashtags"),
        ("text has", signs_in(listing.text, limits.mention), limits.mentions_max, "mentions"),
        ("list of tags has", len(listing.tags), limits.tags_max, "tags"),
    )
    for what, size, most, unit in measured:
        if most is not None and size > most:
            yield (
                f"The {what} {size} {unit} long; {capabilities.name} takes {most}."
                if (unit == "characters")
                else f"The {what} {size} {unit}; {capabilities.name} takes {most}."
            )
    measure = limits.rule("tag").counting.size
    for tag in listing.tags if limits.tag_max else ():
        if measure(tag) > (limits.tag_max or 0):
            yield f"The tag “{tag}” is longer than {limits.tag_max} characters."


def _rows(listing: Listing, capabilities: Capabilities) -> Iterator[str]:
    """What is wrong with the variants where each is a listing of its own."""
    how, name = capabilities.variant_rows, capabilities.name
    if how is None:
        return
    found = rows(listing, how)
    if len(found) > how.most:
        yield (
            f"The piece has {len(found)} variants; {name} takes {how.most} of one piece in one go."
        )
    skus = [row.listing.sku for row in found]
    for sku in dict.fromkeys(skus):
        if skus.count(sku) > 1:
            yield f"Two variants have the SKU “{sku}”."
        if capabilities.sku_max is not None and len(sku) > capabilities.sku_max:
            most = capabilities.sku_max
            yield f"The SKU “{sku}” is {len(sku)} characters long; {name} takes {most}."
    yield from _row_titles(found, capabilities)


def _row_titles(found: tuple[ListingRow, ...], capabilities: Capabilities) -> Iterator[str]:
    rule = capabilities.text.rule("title")
    for row in found if rule.most is not None else ():
        size = rule.counting.size(row.listing.title)
        if row.in_title and size > (rule.most or 0):
            yield (
                f"The title “{row.listing.title}”, which names the variant, is {size} characters "
                f"long; {capabilities.name} takes {rule.most}."
            )


def _image(listing: Listing, capabilities: Capabilities) -> Iterator[str]:
    pictures = listing.shown(capabilities.image.rendition, capabilities.photos_max)
    if capabilities.image.rendition not in listing.pictures:
        yield f"The picture for {capabilities.name} is missing."
    wrong = (one for picture in pictures for one in _picture(picture, capabilities))
    yield from dict.fromkeys(wrong)


def _picture(picture: Picture, capabilities: Capabilities) -> Iterator[str]:
    needs = capabilities.image
    if picture.format not in needs.formats:
        formats = " or ".join(needs.formats)
        yield f"{capabilities.name} takes {formats} pictures, not {picture.format}."
    if picture.bytes > needs.max_bytes:
        most = f"{needs.max_bytes:,} bytes"
        yield f"The picture is larger than the {most} that {capabilities.name} takes."
    ratio = picture.width / picture.height
    if needs.ratio_min is not None and ratio < needs.ratio_min - _ROUNDING:
        yield f"The picture is too tall for {capabilities.name}."
    if needs.ratio_max is not None and ratio > needs.ratio_max + _ROUNDING:
        yield f"The picture is too wide for {capabilities.name}."
