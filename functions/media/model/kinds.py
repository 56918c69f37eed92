"""The kinds of picture that come in, known by their first bytes, whatever their name says."""

from typing import Literal

Kind = Literal["jpeg", "png", "webp", "heic"]

CONTENT_TYPES: dict[str, str] = {
    "image/jpeg": "jpeg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/heif": "heic",
}
"""The content types that an upload may announce."""

# HEVC-coded still images and sequences, ISO/IEC 23008-12 annex B; `mif1` alone says only "HEIF".
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}

# Artisans do choose these by mistake; naming the kind tells them what they picked.
_STRANGERS: tuple[tuple[bytes, str], ...] = (
    (b"GIF8", "a GIF"),
    (b"%PDF", "a PDF document"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF or camera-raw file"),
    (b"MM\x00*", "a TIFF or camera-raw file"),
    (b"8BPS", "a Photoshop file"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"PK\x03\x04", "a ZIP or Office file"),
)
HEAD_BYTES = 512
"""How much of a file `sniff` and `stranger` need to see."""


def sniff(head: bytes) -> Kind | None:
    """The kind of picture by its first `HEAD_BYTES` bytes, whatever its name says; else None."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    brands = _brands(head)
    if brands & _HEIC_BRANDS and not brands & {b"avif", b"avis"}:
        return "heic"
    return None


def stranger(head: bytes) -> str | None:
    """What a file that is no picture of ours is called, or None if we do not know it either."""
    if brands := _brands(head):
        return "an AVIF picture" if brands & {b"avif", b"avis"} else "a video"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<svg", b"<?xml", b"<!doctype svg")) and b"<svg" in text:
        return "an SVG drawing"
    if text.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    return next((name for magic, name in _STRANGERS if head.startswith(magic)), None)


def _brands(head: bytes) -> set[bytes]:
    """Major and compatible brands of an ISO base media file (ISO/IEC 14496-12 §4.3)."""
    if head[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))}
