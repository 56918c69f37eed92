"""What Pinterest refuses: the request schemas of boards and pins.

Source: Pinterest's OpenAPI 5.23.0 (schemas PinCreate, PinUpdate, BoardCreate and their parts).
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.datastructures import QueryParams

TITLE_MAX = 100
DESCRIPTION_MAX = 800
ALT_TEXT_MAX = 500
LINK_MAX = 2048
BOARD_NAME_MAX = 50
SECTION_NAME_MAX = 180
IMAGE_BYTES_MAX = 20 * 1024 * 1024
IMAGE_FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png"}
CONTENT_TYPES = tuple(IMAGE_FORMATS.values())
PRIVACIES = ("PUBLIC", "PROTECTED", "SECRET")
UPDATE_PRIVACIES = ("PUBLIC", "SECRET")
PRIVACY_FILTERS = ("ALL", *PRIVACIES, "PUBLIC_AND_SECRET")
CAROUSEL_MIN = 2
CAROUSEL_MAX = 5
PAGE_SIZE = 25
PAGE_SIZE_MAX = 250

INVALID = 1
AUTHENTICATION_FAILED = 2
ACCESS_DENIED = 3
RATE_LIMITED = 8
NOT_PERMITTED = 29
BOARD_NOT_FOUND = 40
PIN_NOT_FOUND = 50
SECTION_NOT_FOUND = 2031
BOARD_NAME_TAKEN = 58
IMAGE_UNREACHABLE = 235

_ID = re.compile(r"\d+", re.ASCII)
_BASE64 = re.compile(r"[a-zA-Z0-9+/=]+")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")

Json = dict[str, Any]


class RequestRefused(Exception):
    """Pinterest answers `{"code", "message"}` with this status."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def invalid(reason: str) -> RequestRefused:
    """The refusal of a request that does not fit the schema."""
    return RequestRefused(400, INVALID, f"Invalid request: {reason}")


@dataclass(frozen=True)
class Source:
    """Where one picture of a pin comes from: an address or the bytes themselves."""

    url: str | None = None
    content: bytes | None = None
    content_type: str | None = None
    title: str | None = None
    description: str | None = None
    link: str | None = None


@dataclass(frozen=True)
class NewPin:
    """A valid request to create a pin."""

    board_id: str
    fields: Json
    sources: tuple[Source, ...]

    @property
    def carousel(self) -> bool:
        """Several pictures in one pin."""
        return len(self.sources) > 1


def body(content: bytes) -> Json:
    """The JSON object of a request."""
    try:
        decoded = json.loads(content)
    except ValueError:
        raise invalid("the body is not valid JSON") from None
    if not isinstance(decoded, dict):
        raise invalid("the body is not of type object")
    return decoded


def new_pin(sent: Mapping[str, Any]) -> NewPin:
    """A PinCreate: board and media are needed although the schema lists nothing as required."""
    board_id = _id(sent, "board_id")
    if board_id is None:
        raise invalid("'board_id' is a required property")
    for name in ("parent_pin_id", "sponsor_id"):
        _id(sent, name, nullable=True)
    colour = _text(sent, "dominant_color", None)
    if colour is not None and not _COLOUR.fullmatch(colour):
        raise invalid(f"'{colour}' is not a hex colour")
    media = sent.get("media_source")
    if not isinstance(media, dict):
        raise invalid("'media_source' is a required property of type object")
    fields = _pin_texts(sent) | {
        "board_section_id": _id(sent, "board_section_id", nullable=True),
        "dominant_color": colour,
    }
    return NewPin(board_id, fields, _sources(media))


def pin_changes(sent: Mapping[str, Any]) -> Json:
    """A PinUpdate: only what was sent."""
    checked = _pin_texts(sent) | {
        "board_id": _id(sent, "board_id"),
        "board_section_id": _id(sent, "board_section_id", nullable=True),
    }
    slots = sent.get("carousel_slots", [])
    if not isinstance(slots, list) or not all(isinstance(slot, dict) for slot in slots):
        raise invalid("'carousel_slots' is not of type array of objects")
    for slot in slots:
        for name in ("title", "description", "link"):
            _text(slot, name, None, nullable=False)
    changes = {name: value for name, value in checked.items() if name in sent}
    return changes | ({"carousel_slots": slots} if "carousel_slots" in sent else {})


def _pin_texts(sent: Mapping[str, Any]) -> Json:
    link = _text(sent, "link", LINK_MAX)
    if link and not link.startswith(("http://", "https://")):
        raise invalid(f"'{link}' is not a web address")
    return {
        "title": _text(sent, "title", TITLE_MAX),
        "description": _text(sent, "description", DESCRIPTION_MAX),
        "alt_text": _text(sent, "alt_text", ALT_TEXT_MAX),
        "link": link,
    }


def new_board(sent: Mapping[str, Any]) -> Json:
    """A BoardCreate."""
    name = _text(sent, "name", BOARD_NAME_MAX, nullable=False)
    if name is None or not name.strip():
        raise invalid("'name' is a required property")
    ads_only = sent.get("is_ads_only", False)
    if not isinstance(ads_only, bool):
        raise invalid(f"{ads_only!r} is not of type boolean")
    return {
        "name": name,
        "description": _text(sent, "description", None),
        "privacy": _one_of(sent, "privacy", PRIVACIES) or "PUBLIC",
        "is_ads_only": ads_only,
    }


def board_changes(sent: Mapping[str, Any]) -> Json:
    """A BoardWithUpdatePrivacyUpdate: only what was sent."""
    checked = {
        "name": _text(sent, "name", BOARD_NAME_MAX, nullable=False),
        "description": _text(sent, "description", None),
        "privacy": _one_of(sent, "privacy", UPDATE_PRIVACIES),
    }
    return {name: value for name, value in checked.items() if name in sent}


def new_section(sent: Mapping[str, Any]) -> Json:
    """A BoardSection."""
    name = _text(sent, "name", SECTION_NAME_MAX, nullable=False)
    if not name:
        raise invalid("'name' is a required property")
    return {"name": name}


def page_size(query: QueryParams) -> int:
    """1 to 250, 25 unless told."""
    text = query.get("page_size", str(PAGE_SIZE))
    if not (text.isascii() and text.isdigit()):
        raise RequestRefused(400, INVALID, f"Parameter 'page_size' was not numeric (was {text})")
    if not 1 <= int(text) <= PAGE_SIZE_MAX:
        raise invalid(f"'page_size' must be between 1 and {PAGE_SIZE_MAX}")
    return int(text)


def path_id(name: str, value: str) -> str:
    """An id from the path: digits only."""
    if not _ID.fullmatch(value):
        message = f"'{name}' value '{value}' must match the pattern: ^\\d+$"
        raise RequestRefused(400, INVALID, message)
    return value


def _sources(media: Mapping[str, Any]) -> tuple[Source, ...]:
    kind = media.get("source_type")
    single, several = _SINGLE.get(str(kind)), _SEVERAL.get(str(kind))
    if single is None and several is None:
        raise invalid(f"{kind!r} is not a source_type that this stand-in takes")
    _truth(media, "is_standard")
    if single is not None:
        return (single(media),)
    items = media.get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise invalid("'items' is a required property of type array")
    if not CAROUSEL_MIN <= len(items) <= CAROUSEL_MAX:
        raise invalid(f"'items' must have {CAROUSEL_MIN} to {CAROUSEL_MAX} members")
    index = media.get("index", 0)
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < len(items):
        raise invalid("'index' is not the place of an item")
    return tuple(several(item) for item in items) if several else ()


def _by_url(item: Mapping[str, Any]) -> Source:
    url = _text(item, "url", None, nullable=False)
    if url is None:
        raise invalid("'url' is a required property")
    return _described(Source(url=url), item)


def _by_content(item: Mapping[str, Any]) -> Source:
    content_type = _one_of(item, "content_type", CONTENT_TYPES)
    encoded = _text(item, "data", None, nullable=False)
    if content_type is None or encoded is None:
        raise invalid("'content_type' and 'data' are required properties")
    if not _BASE64.fullmatch(encoded):
        raise invalid("'data' must match the pattern: ^[a-zA-Z0-9+/=]+$")
    try:
        content = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise invalid("'data' is not base64") from None
    return _described(Source(content=content, content_type=content_type), item)


def _described(source: Source, item: Mapping[str, Any]) -> Source:
    return replace(
        source,
        title=_text(item, "title", None, nullable=False),
        description=_text(item, "description", None, nullable=False),
        link=_text(item, "link", None, nullable=False),
    )


_SINGLE = {"image_url": _by_url, "image_base64": _by_content}
_SEVERAL = {"multiple_image_urls": _by_url, "multiple_image_base64": _by_content}


def _text(
    sent: Mapping[str, Any], name: str, longest: int | None, *, nullable: bool = True
) -> str | None:
    value = sent.get(name)
    if value is None and (nullable or name not in sent):
        return None
    if not isinstance(value, str):
        raise invalid(f"{value!r} is not of type string ('{name}')")
    if longest is not None and len(value) > longest:
        raise invalid(f"'{name}' is too long: {len(value)} characters, at most {longest}")
    return value


def _id(sent: Mapping[str, Any], name: str, *, nullable: bool = False) -> str | None:
    value = _text(sent, name, None, nullable=nullable)
    if value is not None and not _ID.fullmatch(value):
        raise invalid(f"'{name}' value '{value}' must match the pattern: ^\\d+$")
    return value


def _one_of(sent: Mapping[str, Any], name: str, choices: tuple[str, ...]) -> str | None:
    if name not in sent:
        return None
    if sent[name] not in choices:
        raise invalid(f"{sent[name]!r} is not one of {list(choices)} ('{name}')")
    return str(sent[name])


def _truth(sent: Mapping[str, Any], name: str) -> None:
    if not isinstance(sent.get(name, True), bool):
        raise invalid(f"{sent[name]!r} is not of type boolean ('{name}')")
