"""Reads the first directory of a TIFF, which libvips does not show before it decodes.

TIFF 6.0 §2 and Adobe's DNG specification name the tags.
"""

import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_SUBFILE, _ROWS_PER_STRIP, _TILE_LENGTH, _DNG = 254, 278, 323, 50706
_REDUCED = 1  # bit 0 of NewSubfileType: a smaller copy of another picture in the file
_ENTRY = 12
_MOST_ENTRIES = 400
_ASCII, _SHORT, _LONG = 2, 3, 4
_INLINE = 4  # bytes that stand in the entry itself
_LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class TiffHead:
    """`raw`: a camera-raw file, with a thumbnail first. `rows`: rows decoded at once, or None."""

    raw: bool
    rows: int | None


def tiff_head(content: bytes) -> TiffHead:
    """The head from the first directory; False and None without one (the decoder then refuses)."""
    tags = _tags(content)
    raw = _DNG in tags or bool(tags.get(_SUBFILE, 0) & _REDUCED)
    return TiffHead(raw, tags.get(_TILE_LENGTH) or tags.get(_ROWS_PER_STRIP))


def texts(content: bytes, wanted: Collection[int]) -> dict[int, bytes]:
    """The ASCII values of the `wanted` tags in the first directory, at most 2000 bytes each."""
    order = _order(content)
    found: dict[int, bytes] = {}
    try:
        for place in _entries(content, order):
            tag, kind, count = struct.unpack_from(f"{order}HHI", content, place)
            if tag in wanted and kind == _ASCII:
                (far,) = struct.unpack_from(f"{order}I", content, place + 8)
                start = place + 8 if count <= _INLINE else far
                found[tag] = content[start : start + min(count, _LONGEST_TEXT)].rstrip(b"\0")
    except struct.error:
        return found
    return found


def directories(content: bytes) -> Iterator[int]:
    """The offset of each directory in order; never ends where the offsets go in circles."""
    order = _order(content)
    try:
        (start,) = struct.unpack_from(f"{order}I", content, 4)
        while start:
            (entries,) = struct.unpack_from(f"{order}H", content, start)
            yield start
            (start,) = struct.unpack_from(f"{order}I", content, start + 2 + _ENTRY * entries)
    except struct.error:
        return


def _order(content: bytes) -> str:
    return "<" if content.startswith(b"II") else ">"


def _tags(content: bytes) -> dict[int, int]:
    """The tags of the first directory with their values; 0 for a value that is no single number."""
    order = _order(content)
    try:
        return dict(_tag(content, order, place) for place in _entries(content, order))
    except struct.error:
        return {}


def _entries(content: bytes, order: str) -> range:
    """The offsets of the first directory's entries."""
    (start,) = struct.unpack_from(f"{order}I", content, 4)
    (entries,) = struct.unpack_from(f"{order}H", content, start)
    return range(start + 2, start + 2 + _ENTRY * min(entries, _MOST_ENTRIES), _ENTRY)


def _tag(content: bytes, order: str, place: int) -> tuple[int, int]:
    tag, kind = struct.unpack_from(f"{order}HH", content, place)
    form = {_SHORT: "H", _LONG: "I"}.get(kind)
    (value,) = struct.unpack_from(f"{order}{form}", content, place + 8) if form else (0,)
    return tag, value
