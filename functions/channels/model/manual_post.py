"""Prepares what a person posts by her own hand, on a place that takes nothing from programs."""

from collections.abc import Sequence
from dataclasses import dataclass

from kernel.money import Money
from kernel.texts import UTF16

_CUT = "…"


@dataclass(frozen=True, slots=True)
class ManualPost:
    """A place that takes nothing from programs: the page to open, and what its form takes."""

    place: str
    open_url: str
    title_max: int
    text_max: int
    photos_max: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """The texts and pictures to copy into the form; `shortened` names what was cut to fit."""

    form: ManualPost
    title: str
    text: str
    price: Money
    pictures: tuple[str, ...]
    shortened: tuple[str, ...]


def prepared(
    form: ManualPost, title: str, text: str, price: Money, pictures: Sequence[str]
) -> Prepared:
    """Title, text and pictures as the form takes them; nothing is sent anywhere."""
    shown = {
        "title": _fitted(" ".join(title.split()), form.title_max),
        "text": _fitted(text.strip(), form.text_max),
    }
    whole = {"title": " ".join(title.split()), "text": text.strip()}
    shortened = [name for name in shown if shown[name] != whole[name]]
    if len(pictures) > form.photos_max:
        shortened.append("pictures")
    return Prepared(
        form,
        shown["title"],
        shown["text"],
        price,
        tuple(pictures[: form.photos_max]),
        tuple(shortened),
    )


def _fitted(text: str, most: int) -> str:
    """The text, or as many whole words of it as fit, with a sign that there was more."""
    if UTF16.size(text) <= most:
        return text
    kept, left = "", most - UTF16.size(_CUT)
    for piece, size in UTF16.pieces(text):
        left -= size
        if left < 0:
            break
        kept += piece
    words = kept.rpartition(" ")[0].rstrip()
    return f"{words or kept}{_CUT}"
