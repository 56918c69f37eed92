"""Search in the library: by words, folders and tags, and by likeness of fingerprints."""

import re
import unicodedata
from dataclasses import dataclass

from functions.media.model.photo import Photo
from kernel.errors import Problem
from kernel.normal_form import fold, one_line

LONGEST_NAME = 60
MOST_TAGS = 20
_WORDS_MOST = 12
_BANDS, _BAND_DIGITS = 8, 2
ALIKE = 6
"""The most of 64 bits in which fingerprints of one picture may differ."""


def plain(text: str) -> str:
    """`text` for comparison: folded, and compatible forms such as full-width digits as plain ones.

    Vowel signs stay: in Indian scripts they make the word.
    """
    return fold(unicodedata.normalize("NFKC", text))


def shown(text: str) -> str:
    """A folder's or tag's name for display: one line of limited length."""
    return one_line(text.replace("#", " "))[:LONGEST_NAME].rstrip()


def words(text: str) -> tuple[str, ...]:
    """At most 12 search words of `text`, each once."""
    # `\w` leaves out combining marks, and with them the vowel signs of Indian scripts.
    signs = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in plain(text))
    return tuple(dict.fromkeys("".join(signs).split()))[:_WORDS_MOST]


def terms(photo: Photo) -> tuple[str, ...]:
    """The search terms of a photo: `f:` folder, `t:` tag, `w:` word."""
    named = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", photo.filename)
    text = " ".join((named, photo.folder, *photo.tags))
    filed = [f"w:{word}" for word in words(text)]
    filed += [f"t:{plain(tag)}" for tag in photo.tags]
    filed += [f"f:{plain(photo.folder)}"] if photo.folder else []
    return tuple(dict.fromkeys(filed))


def matches(photo: Photo, wanted: tuple[str, ...]) -> bool:
    """Whether each word in `wanted` begins a word of the photo."""
    known = [term.removeprefix("w:") for term in terms(photo) if term.startswith("w:")]
    return all(any(word.startswith(one) for word in known) for one in wanted)


def bands(fingerprint: str) -> tuple[str, ...]:
    """Eight bands of a fingerprint; two that differ in fewer than eight bits share a band."""
    return tuple(
        f"{place}:{fingerprint[place * _BAND_DIGITS : (place + 1) * _BAND_DIGITS]}"
        for place in range(_BANDS if fingerprint else 0)
    )


def distance(one: str, other: str) -> int:
    """In how many of 64 bits two fingerprints differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


@dataclass(frozen=True, slots=True)
class PhotoReference:
    """Something that shows a photo, such as a product."""

    kind: str
    id: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class ShownPhotos:
    """The photos that a product shows at a version; version 0 before anything is known."""

    photo_ids: tuple[str, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder and how many photos are in it."""

    name: str
    photos: int


@dataclass(frozen=True, slots=True)
class Usage:
    """How many photos an artisan has, and the bytes of their originals."""

    photos: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class BatchItemOutcome:
    """The outcome for one photo of a batch; `problem` is None on success."""

    photo_id: str
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class LibrarySearch:
    """A search for photos; a photo must match all given criteria."""

    words: tuple[str, ...] = ()
    folder: str = ""
    tag: str = ""

    @property
    def term(self) -> str:
        """The most selective search term, to query first; "" for a search without criteria."""
        if self.tag:
            return f"t:{plain(self.tag)}#"
        if self.folder:
            return f"f:{plain(self.folder)}#"
        return f"w:{max(self.words, key=len)}" if self.words else ""

    def takes(self, photo: Photo) -> bool:
        """Whether a photo matches the search."""
        filed = terms(photo)
        return (
            matches(photo, self.words)
            and (not self.folder or f"f:{plain(self.folder)}" in filed)
            and (not self.tag or f"t:{plain(self.tag)}" in filed)
        )
