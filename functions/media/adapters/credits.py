"""Reads a photograph's author and copyright, and no other metadata of its file.

EXIF 2.32 `Artist` and `Copyright`; XMP `dc:creator` and `dc:rights`; IPTC-IIM 2:80 and 2:116.
"""

import re
import struct
import warnings
from collections.abc import Mapping
from html import unescape

import pyvips
from PIL import Image

from functions.media.adapters.tiff import texts
from functions.media.model.processing_options import Credit

_ARTIST, _COPYRIGHT = 0x013B, 0x8298
_LONGEST = 200
_XMP = {
    "author": re.compile(rb"<dc:creator>.{0,200}?<rdf:li[^>]*>([^<]{1,2000})<", re.DOTALL),
    "copyright": re.compile(rb"<dc:rights>.{0,200}?<rdf:li[^>]*>([^<]{1,2000})<", re.DOTALL),
}
_IPTC = {"author": 80, "copyright": 116}
# What phones and scanners write into these fields by themselves.
_NOBODY = {"picasa", "unknown", "none", "default", "owner", "artist", "copyright"}


def credit_of(exif: bytes, xmp: bytes, iptc: bytes, tiff: bytes = b"") -> Credit:
    """The author and the copyright line, from EXIF (or TIFF), else XMP, else IPTC.

    `tiff` is a whole TIFF file, which has EXIF's fields among its own.
    """
    data: Mapping[int, object] = texts(tiff, (_ARTIST, _COPYRIGHT)) if tiff else _exif(exif)
    return Credit(
        _plain(data.get(_ARTIST)) or _xmp("author", xmp) or _iptc("author", iptc),
        _plain(data.get(_COPYRIGHT)) or _xmp("copyright", xmp) or _iptc("copyright", iptc),
    )


def written_credit(image: pyvips.Image, tiff: bytes = b"") -> Credit:
    """The credit in a header that libvips read."""
    exif, xmp, iptc = (_blob(image, name) for name in ("exif-data", "xmp-data", "iptc-data"))
    return credit_of(exif, xmp, iptc, tiff)


def exif_block(credit: Credit) -> bytes | None:
    """An EXIF block with the credit and nothing else; None when nobody is named."""
    if credit == Credit():
        return None
    exif = Image.Exif()
    # EXIF text is ASCII by its standard, and UTF-8 by what everybody writes and reads.
    for tag, text in ((_ARTIST, credit.author), (_COPYRIGHT, credit.copyright)):
        if text:
            exif[tag] = text.encode()
    return bytes(exif.tobytes())


def _blob(image: pyvips.Image, name: str) -> bytes:
    return bytes(image.get(name)) if image.get_typeof(name) else b""


def _exif(block: bytes) -> dict[int, object]:
    if not block:
        return {}
    exif = Image.Exif()
    try:
        # Broken blocks are common, and Pillow's warnings of them are of no use to anybody.
        with warnings.catch_warnings(action="ignore"):
            exif.load(block)
            return {tag: _utf8(value) for tag, value in exif.items()}
    except (ValueError, SyntaxError, TypeError, KeyError, EOFError, struct.error):
        return {}


def _utf8(value: object) -> object:
    """Text that Pillow took for Latin-1, as nearly everybody writes it."""
    try:
        return value.encode("latin-1").decode() if isinstance(value, str) else value
    except UnicodeError:
        return value


def _xmp(name: str, block: bytes) -> str:
    found = _XMP[name].search(block)
    return _plain(unescape(found.group(1).decode("utf-8", "replace"))) if found else ""


def _iptc(name: str, block: bytes) -> str:
    mark = bytes((0x1C, 2, _IPTC[name]))
    at = block.find(mark)
    if at < 0 or len(block) < at + 5:
        return ""
    size = int.from_bytes(block[at + 3 : at + 5], "big")
    return _plain(block[at + 5 : at + 5 + size])


def _plain(value: object) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return "" if line.casefold() in _NOBODY else line[:_LONGEST]
