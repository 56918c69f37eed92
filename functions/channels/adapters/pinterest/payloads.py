"""Builds requests to Pinterest and reads the answers: pure, without the transport."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from functions.channels.adapters.shown import descriptions, lines
from functions.channels.errors import Rejected
from functions.channels.model.listing import PARTS, Listing, Part, Picture, ShownListing
from functions.channels.model.platforms import platform

_CAPABILITIES = platform("pinterest")

BOARD = {
    "name": "Haat",
    "description": "Handmade by artisans, posted with Haat",
    "privacy": "PUBLIC",
}


_SAME_SHAPE = 0.01
"""How far two ratios may lie apart: the rounding of pixels."""


def pictures_of(listing: Listing) -> tuple[Picture, ...]:
    """The pin's pictures; raises `Rejected` unless several photographs are of one shape."""
    pictures = listing.shown(_CAPABILITIES.image.rendition, _CAPABILITIES.photos_max)
    ratios = [one.width / one.height for one in pictures]
    if max(ratios) - min(ratios) > _SAME_SHAPE:
        raise Rejected(
            "Pinterest shows several photographs in one pin only when all have the same shape.",
            remedy="Use one photograph, or have all of them cut for Pinterest.",
        )
    return pictures


def pin_body(listing: Listing, board_id: str) -> dict[str, Any]:
    """The body of pins/create; the link carries our marker, so that the pin can be found."""
    body = {"board_id": board_id, **_words(listing), "media_source": _media(listing)}
    section = section_of(listing, board_id)
    return body | ({"board_section_id": section} if section else {})


def changed_body(listing: Listing, slots: int, parts: Collection[Part] = PARTS) -> dict[str, Any]:
    """The body of pins/update for these parts; `slots` is how many photographs a carousel has.

    A board goes only if one was chosen.
    """
    body: dict[str, Any] = {}
    if "words" in parts:
        body |= {"alt_text": None, "link": None, **_words(listing)}
        body |= {"carousel_slots": [_slot(listing)] * slots} if slots else {}
    board = listing.field_values.get("board", "")
    if board and "options" in parts:
        body |= {"board_id": board, "board_section_id": section_of(listing, board) or None}
    return body


def marked_body(listing: Listing, pin: Mapping[str, Any]) -> dict[str, Any]:
    """The body of pins/update that makes the pin lead to our marked link, with its own words."""
    slots = [
        {
            **{name: one[name] for name in ("title", "description") if one.get(name)},
            "link": listing.marked_link,
        }
        for one in ((pin.get("media") or {}).get("items") or ())
    ]
    return {"link": listing.marked_link} | (
        {"carousel_slots": slots[: slots_of(pin)]} if slots_of(pin) else {}
    )


def shown(pin: Mapping[str, Any]) -> ShownListing:
    """The words of a pin, and where it is."""
    items = (pin.get("media") or {}).get("items") or () if slots_of(pin) else ()
    texts = (
        "\n".join(filter(None, (one.get("title"), one.get("description"), one.get("link"))))
        for one in items
    )
    return ShownListing(
        {
            "words": lines(
                ("Title", str(pin.get("title") or "")),
                ("Text", str(pin.get("description") or "")),
                ("Link", str(pin.get("link") or "")),
                ("Picture description", str(pin.get("alt_text") or "")),
                *descriptions(texts),
            ),
            "options": lines(
                ("Board", str(pin.get("board_id") or "")),
                ("Section", str(pin.get("board_section_id") or "")),
            ),
        }
    )


def slots_of(pin: Mapping[str, Any]) -> int:
    """How many photographs a pin has as a carousel; 0 for a pin with one."""
    media = pin.get("media") or {}
    return len(media.get("items") or ()) if media.get("media_type") == "multiple_images" else 0


def section_of(listing: Listing, board_id: str) -> str:
    """The chosen section, if it is one of this board; "" for none."""
    chosen = listing.field_values
    return chosen.get("section", "") if chosen.get("board") == board_id else ""


def _words(listing: Listing) -> dict[str, Any]:
    extra = {"alt_text": listing.alt_text, "link": listing.marked_link}
    given = {name: text for name, text in extra.items() if text}
    return {"title": listing.title, "description": listing.text, **given}


def _media(listing: Listing) -> dict[str, Any]:
    pictures = pictures_of(listing)
    if len(pictures) == 1:
        return {"source_type": "image_url", "url": pictures[0].url}
    items = [{"url": one.url, **_slot(listing)} for one in pictures]
    return {"source_type": "multiple_image_urls", "items": items}


def _slot(listing: Listing) -> dict[str, str]:
    """The words and the link of one photograph; a carousel leads to the shown photograph's link."""
    link = {"link": listing.marked_link} if listing.marked_link else {}
    return {"title": listing.title, "description": listing.text, **link}


def board_of(boards: Iterable[Mapping[str, Any]]) -> str | None:
    """The board to pin to: ours by its name, else the person's first public one."""
    public = [one for one in boards if one.get("privacy", "PUBLIC") == "PUBLIC"]
    named = [one for one in public if one.get("name") == BOARD["name"]]
    chosen = (named or public)[:1]
    return str(chosen[0]["id"]) if chosen else None


def ours(pins: Iterable[Mapping[str, Any]], listing: Listing) -> Mapping[str, Any] | None:
    """Our pin on a board, by the marker in its link; none is known to be ours without a link."""
    if not listing.marked_link:
        return None
    return next((pin for pin in pins if listing.marker in (pin.get("link") or "")), None)


def is_anothers(pin: Mapping[str, Any], listing: Listing) -> bool:
    """Whether a pin is not the account's own, or its link has the marker of another listing.

    A link without any marker tells nothing: the artisan may have changed it, or there was none.
    """
    return bears_another_marker(pin, listing) or pin.get("is_owner") is False


def bears_another_marker(pin: Mapping[str, Any], listing: Listing) -> bool:
    """Whether a pin's link has the marker of another listing."""
    link = str(pin.get("link") or "")
    return "utm_source=haat" in link and listing.marker not in link


def alike(
    pins: Iterable[Mapping[str, Any]], listing: Listing, since: datetime
) -> list[Mapping[str, Any]]:
    """The pins made since `since` with the listing's words, as each post of the piece has them."""
    words = (listing.title, listing.text)
    return [
        pin
        for pin in pins
        if (pin.get("title"), pin.get("description")) == words
        and instant(pin["created_at"]) >= since
    ]


def instant(text: str) -> datetime:
    """A Pinterest time such as 2026-11-21T03:10:00, which is UTC."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
