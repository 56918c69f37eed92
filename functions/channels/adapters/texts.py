"""Reads a shop's HTML as the lines that a person would see; what else is in it stays visible."""

import html
import re

_PARAGRAPH = re.compile(r"\s*</p>\s*(?:<p>)?\s*", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>\n?", re.IGNORECASE)
_OPENING = re.compile(r"^\s*<p>", re.IGNORECASE)


def plain(text: str) -> str:
    """The text without paragraphs and line breaks as markup; other markup stays, as words do."""
    parted = _PARAGRAPH.sub("\n\n", _OPENING.sub("", text))
    return html.unescape(_BREAK.sub("\n", parted)).strip()
