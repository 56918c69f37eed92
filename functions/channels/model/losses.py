"""What a platform cannot carry of a listing although it takes the rest: to be accepted beforehand.

Pure. What the platform refuses is an objection (`capabilities.objections`), and no loss.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from functions.channels.model.capabilities import Capabilities
from functions.channels.model.listing import Listing, Loss
from functions.channels.model.variant_rows import (
    CATEGORY,
    ListingRow,
    OptionField,
    left_out,
    rows,
)
from kernel.normal_form import fold

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"(?<=\d)[,\u066c](?=\d)")
_IN_A_WORD = "LMN"  # Unicode's categories of letters, of marks, and of numbers
_APOSTROPHES = ("'", "\u2019")


def losses(
    listing: Listing, capabilities: Capabilities, photos: int | None = None
) -> tuple[Loss, ...]:
    """What the platform cannot carry of the listing, in the order of the listing's parts.

    `photos` is how many photographs the piece has, where the listing holds only those to be shown.
    """
    return (
        *_words(listing, capabilities),
        *_photos(listing, capabilities, photos),
        *_sharpness(listing, capabilities),
        *_link(listing, capabilities),
        *_offer(listing, capabilities),
        *_materials(listing, capabilities),
        *_variants(listing, capabilities),
        *_rows(listing, capabilities),
    )


def _words(listing: Listing, capabilities: Capabilities) -> Iterator[Loss]:
    name, known, where = capabilities.name, capabilities.text.fields, _where(capabilities)
    if "title" not in known and not _stands_in(listing.title, listing.text):
        sentence = f"{name} has no field for a title: “{listing.title}” is not in {where}."
        yield Loss("title", listing.title, sentence)
    read = _read(listing, capabilities)
    tags = [one for one in listing.tags if "tag" not in known and not _is_tagged(one, read)]
    if tags:
        sentence = f"{name} has no field for tags: {_and(tags)} {_are(tags)} not in {where}."
        yield Loss("tags", ", ".join(tags), sentence)
    if listing.alt_text and _is_missing("alt_text", capabilities):
        yield Loss("alt_text", listing.alt_text, f"{name} keeps no picture descriptions.")


def _photos(listing: Listing, capabilities: Capabilities, photos: int | None) -> Iterator[Loss]:
    whole = photos or 1 + len(listing.more_pictures)
    shown = len(listing.shown(capabilities.image.rendition, capabilities.photos_max))
    if 0 < shown < whole:
        sentence = f"{capabilities.name} shows {shown} of {whole} photos."
        yield Loss("photos", f"{shown}/{whole}", sentence)


def _sharpness(listing: Listing, capabilities: Capabilities) -> Iterator[Loss]:
    """A photograph with too few pixels is enlarged to the least that the platform takes."""
    name, needs = capabilities.name, capabilities.image
    shown = listing.shown(needs.rendition, capabilities.photos_max)
    small = [one.enlarged_from for one in shown if one.enlarged_from]
    if small:
        sentence = (
            f"{name} wants photos at least {needs.min_width} pixels wide: {len(small)} of yours "
            f"{'have' if len(small) > 1 else 'has'} only {min(small)}, and will look blurred."
        )
        yield Loss("sharpness", f"{min(small)}/{needs.min_width}", sentence)


def _link(listing: Listing, capabilities: Capabilities) -> Iterator[Loss]:
    has_field = not _is_missing("link", capabilities) and not capabilities.text.style.link
    if listing.link and not has_field and listing.link not in _read(listing, capabilities):
        where = _where(capabilities)
        sentence = f"{capabilities.name} shows no link: {listing.link} is not in {where}."
        yield Loss("link", listing.link, sentence)


def _offer(listing: Listing, capabilities: Capabilities) -> Iterator[Loss]:
    name = capabilities.name
    if _is_missing("price", capabilities):
        said = _numbers(_read(listing, capabilities))
        prices = dict.fromkeys(one.price for one in listing.forms)
        unsaid = [str(one) for one in prices if Decimal(one.amount) not in said]
        if unsaid:
            where = _where(capabilities)
            sentence = f"{name} has no field for a price: {_and(unsaid)} {_are(unsaid)} not in"
            yield Loss("price", ", ".join(unsaid), f"{sentence} {where}.")
    if _is_missing("stock", capabilities) or "quantity" in capabilities.lacks:
        left = str(sum(one.quantity for one in listing.forms))
        yield Loss("quantity", left, f"{name} does not show how many there are.")


def _materials(listing: Listing, capabilities: Capabilities) -> Iterator[Loss]:
    """Posts have a text and no fields."""
    if capabilities.shows == "listing" and "materials" not in capabilities.lacks:
        return
    read = _read(listing, capabilities)
    unsaid = [one for one in listing.materials if not _stands_in(one, read)]
    if unsaid:
        sentence = f"{capabilities.name} has no field for materials: {_and(unsaid)} {_are(unsaid)}"
        yield Loss("materials", ", ".join(unsaid), f"{sentence} not in {_where(capabilities)}.")


def _variants(listing: Listing, capabilities: Capabilities) -> Iterator[Loss]:
    if not _is_missing("variants", capabilities):
        return
    read = _read(listing, capabilities)
    for option, values in _values(one.options for one in listing.variants).items():
        unsaid = [one for one in values if not _stands_in(one, read, exactly=True)]
        if unsaid:
            lost = f"{_and(unsaid)} {_are(unsaid)} not in {_where(capabilities)}"
            sentence = f"{capabilities.name} shows no choice of {option.lower()}: {lost}."
            yield Loss("variants", f"{option}: {', '.join(unsaid)}", sentence)


def _rows(listing: Listing, capabilities: Capabilities) -> Iterator[Loss]:
    how, name = capabilities.variant_rows, capabilities.name
    if how is None:
        return
    found = rows(listing, how)
    for option, values in _values(dict(one.in_title) for one in found).items():
        goes = f"{_and(values)} {_go(values)} into the title"
        held = any(one.is_for(option) and _is_used(one, found) for one in how.fields)
        sentence = (
            f"{name}'s field for {option.lower()} does not offer everything: {goes}."
            if held
            else f"{name} has no field for {option.lower()}: {goes}."
        )
        yield Loss("options", f"{option}: {', '.join(values)}", sentence)
    if not listing.field_values.get(CATEGORY):
        yield from _only_in_some(found, capabilities)
    absent = [" / ".join(one.options.values()) for one in left_out(listing, how)]
    if absent:
        sentence = f"{name} lists nothing that is sold out: {_and(absent)} {_are(absent)} left out."
        yield Loss("sold_out", ", ".join(absent), sentence)


def _only_in_some(found: Sequence[ListingRow], capabilities: Capabilities) -> Iterator[Loss]:
    """Options whose field only some categories have, while no category is chosen."""
    how = capabilities.variant_rows
    for field in how.fields if how else ():
        values = _values(one.fields for one in found).get(field.name, [])
        if values and field.categories:
            sentence = (
                f"{capabilities.name} has a field for {field.name.lower()} in some categories "
                f"only: in others {_and(values)} {_go(values)} into the title."
            )
            yield Loss("options", f"{field.name}: {', '.join(values)}", sentence)


def _is_used(field: OptionField, found: Sequence[ListingRow]) -> bool:
    return any(field.name in one.fields for one in found)


def _is_missing(feature: str, capabilities: Capabilities) -> bool:
    known = capabilities.features.get(feature)
    return known is not None and known.support == "not_possible"


def _read(listing: Listing, capabilities: Capabilities) -> str:
    """The words that people read there."""
    title = listing.title if "title" in capabilities.text.fields else ""
    return f"{title}\n{listing.text}"


def _where(capabilities: Capabilities) -> str:
    return f"the {capabilities.shows}"


def _values(options: Iterator[Mapping[str, str]]) -> dict[str, list[str]]:
    """Each option's values, in the order in which they are named."""
    found: dict[str, list[str]] = {}
    for one in options:
        for name, value in one.items():
            values = found.setdefault(name, [])
            if value not in values:
                values.append(value)
    return found


def _is_tagged(tag: str, text: str) -> bool:
    """Whether the tag is in the text, as words or as a hashtag, which has no spaces."""
    joined = "".join(tag.split())
    return _stands_in(tag, text) or _stands_in(f"#{joined}", text)


def _stands_in(words: str, text: str, *, exactly: bool = False) -> bool:
    """Whether the words stand in the text as whole words; in any case of letters, or `exactly`."""
    wanted, there = (words, text) if exactly else (fold(words), fold(text))
    at = there.find(wanted) if wanted else -1
    while at >= 0:
        before, after = there[at - 1 : at] if at else "", there[at + len(wanted) :][:1]
        # What follows an apostrophe belongs to the word before it, as in “women's”.
        if not _goes_on(before) and before not in _APOSTROPHES and not _goes_on(after):
            return True
        at = there.find(wanted, at + 1)
    return False


def _goes_on(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in _IN_A_WORD


def _numbers(text: str) -> set[Decimal]:
    """The numbers in a text, in any script's digits and without their groups."""
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    plain = _GROUPED.sub("", plain).replace("\u066b", ".")
    return {Decimal(one) for one in _NUMBER.findall(plain)}


def _and(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _are(words: Collection[str]) -> str:
    return "are" if len(words) > 1 else "is"


def _go(words: Collection[str]) -> str:
    return "go" if len(words) > 1 else "goes"
