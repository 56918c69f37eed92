"""Counts a file's frames and marker bytes, before a library lists all of its million parts.

libwebp was seen to take minutes for that. The parts are named by GIF89a §19 to 23, by the WebP
container's specification ("Animation"), by TIFF 6.0 §2 and by ITU-T T.81 annex B.
"""

from collections.abc import Iterator
from itertools import islice

from functions.media.adapters.tiff import directories
from functions.media.model.kinds import Kind

_GIF_EXTENSION = 0x21
_GIF_COLOURS = 0x80  # a colour table follows
_GIF_HEAD, _GIF_FRAME = 13, 10
_START_OF_SCAN = 0xDA
_MOST_PARTS = 5000


def frames(kind: Kind, content: bytes, most: int) -> int:
    """How many frames or pages a file has, counted up to `most` + 1."""
    match kind:
        case "gif":
            found: Iterator[object] = _gif_frames(content)
        case "webp":
            found = (name for name in _chunks(content) if name == b"ANMF")
        case "tiff":
            found = directories(content)
        case _:
            return 1
    return sum(1 for _ in islice(found, most + 1))


def marker_bytes(content: bytes) -> int:
    """The bytes before a JPEG's pixels; after 5000 segments, the length of the whole file."""
    place = 2
    for _ in range(_MOST_PARTS):
        mark, size = content[place : place + 2], content[place + 2 : place + 4]
        if len(size) < len(mark) or mark[:1] != b"\xff" or mark[1:] == bytes([_START_OF_SCAN]):
            return place
        place += 2 + max(2, int.from_bytes(size, "big"))
    return len(content)


def _chunks(content: bytes) -> Iterator[bytes]:
    """The names of a RIFF file's chunks."""
    place = 12
    while name := content[place : place + 4]:
        size = int.from_bytes(content[place + 4 : place + 8], "little")
        yield name
        place += 8 + size + size % 2


def _gif_frames(content: bytes) -> Iterator[int]:
    """The offset of each image in a GIF."""
    place = _GIF_HEAD + _colours(content, _GIF_HEAD - 3)
    while content[place : place + 1] in {b"\x2c", b"\x21"}:
        if content[place] == _GIF_EXTENSION:
            place += 2
        else:
            yield place
            place += _GIF_FRAME + _colours(content, place + _GIF_FRAME - 1) + 1
        place = _after_blocks(content, place)


def _colours(content: bytes, place: int) -> int:
    """Bytes of the colour table that the flags at `place` announce."""
    flags = content[place] if place < len(content) else 0
    return 3 << ((flags & 7) + 1) if flags & _GIF_COLOURS else 0


def _after_blocks(content: bytes, place: int) -> int:
    while place < len(content) and content[place]:
        place += content[place] + 1
    return place + 1
