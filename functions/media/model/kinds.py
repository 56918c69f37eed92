"""Recognises kinds of pictures by their first bytes, whatever the file's name says."""

from typing import Literal

Kind = Literal["jpeg", "png", "webp", "avif", "tiff", "gif", "heic"]

CONTENT_TYPES: dict[str, str] = {
    "image/jpeg": "jpeg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/heif": "heic",
    "image/avif": "avif",
    "image/tiff": "tiff",
    "image/gif": "gif",
}
"""The content types that an upload may announce."""

# HEVC-coded still images and sequences, ISO/IEC 23008-12 annex B; `mif1` alone says only "HEIF".
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}

# Artisans do choose these by mistake; naming the kind tells them what they picked.
_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"BM", "a BMP picture"),
    (b"II+\x00", "a BigTIFF file"),
    (b"MM\x00+", "a BigTIFF file"),
    (b"8BPS", "a Photoshop file"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"PK\x03\x04", "a ZIP or Office file"),
)
HEAD_BYTES = 512
"""How many of a file's first bytes `sniff` and `third_party` need."""


_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
_AVIF_BRANDS = {b"avif", b"avis"}
# Camera-raw files are TIFFs that show a thumbnail first: what they are is written near the front.
_RAW = ((b"CR\x02", "a camera-raw file"), (b"IIRO", "a camera-raw file"))


def sniff(head: bytes) -> Kind | None:
    """The kind of picture by its first `HEAD_BYTES` bytes; None for a file of any other kind."""
    if head.startswith(b"RIFF"):
        return "webp" if head[8:12] == b"WEBP" else None
    brands = _brands(head)
    if brands & _AVIF_BRANDS:
        return "avif"
    if brands & _HEIC_BRANDS:
        return "heic"
    if any(mark in head[:16] for mark, _ in _RAW):
        return None
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def third_party(head: bytes) -> str | None:
    """The name of a kind of file that we know but do not take; None for an unknown kind."""
    if _brands(head):
        return "a video"
    for mark, name in _RAW:
        if mark in head[:16]:
            return name
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<svg", b"<?xml", b"<!doctype svg")) and b"<svg" in text:
        return "an SVG drawing"
    if text.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    return next((name for magic, name in _OTHER_KINDS if head.startswith(magic)), None)


def _brands(head: bytes) -> set[bytes]:
    """Major and compatible brands of an ISO base media file (ISO/IEC 14496-12 §4.3)."""
    if head[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))}


_TAIL_BYTES = 70_000  # a ZIP's directory ends within 65,557 bytes of the end of the file
_EDGE = 1024
_SCRIPTS = (b"<script", b"<svg", b"<html", b"<?php", b"<!doctype")
_ARCHIVES = ((b"Rar!\x1a\x07", "a RAR archive"), (b"7z\xbc\xaf\x27\x1c", "a 7z archive"))
# Where a length of the format, read as text, would open a comment of JavaScript.
_COMMENT_AT: tuple[tuple[bytes, int], ...] = ((b"GIF8", 6), (b"\xff\xd8\xff", 4), (b"RIFF", 4))


def polyglot(content: bytes) -> str | None:
    """The name of what a file is besides a picture, or None: such files are made to deceive.

    Phones append films to photographs (motion photos), so bytes after the picture alone are no
    offence; archives, documents and scripts are.
    """
    head, tail = content[:_EDGE], content[-_TAIL_BYTES:]
    if b"%PDF-" in head:
        return "a PDF document"
    if b"PK\x05\x06" in tail:
        return "a ZIP archive"
    if name := next((name for mark, name in _ARCHIVES if mark in content), None):
        return name
    ends = head.lower() + content[-_EDGE:].lower()
    if any(mark in ends for mark in _SCRIPTS):
        return "a web page or script"
    return "a script" if _is_script(content) else None


def _is_script(content: bytes) -> bool:
    """Whether the file's bytes, beginning with the picture's magic, are JavaScript too.

    `GIF89a=1…`, or a name that is followed by a comment, which is closed further on.
    """
    if content.startswith(b"GIF8") and content[6:7] == b"=" and content[7:8] >= b" ":
        return True
    return any(
        content.startswith(magic) and content[place : place + 2] == b"/*" and b"*/" in content
        for magic, place in _COMMENT_AT
    )
