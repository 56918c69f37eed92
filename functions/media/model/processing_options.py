"""The artisan's processing options for a photo, and the processed image."""

from dataclasses import dataclass
from typing import Literal

from functions.media.model.crop import Point
from functions.media.model.kinds import Kind
from functions.media.model.recipes import Rendered

Background = Literal["keep", "white"]


@dataclass(frozen=True, slots=True)
class ProcessingOptions:
    """Processing options of a photo.

    `focal`, set by hand, wins over what we find. `light` corrects exposure and contrast,
    never a hue. `background="white"` clears a plain background away.
    """

    focal: Point | None = None
    light: bool = False
    background: Background = "keep"


@dataclass(frozen=True, slots=True)
class Credit:
    """A photograph's author and copyright line, as written in the file."""

    author: str = ""
    copyright: str = ""


@dataclass(frozen=True, slots=True)
class ProcessedImage:
    """A processed photo; `width` and `height` are those of the upright original.

    `thumbhash` is a placeholder of some 25 bytes (base64), `fingerprint` a perceptual hash (16 hex
    digits: pictures that look alike differ in few bits), `focal` the point that crops keep.
    """

    renditions: tuple[Rendered, ...]
    width: int
    height: int
    kind: Kind
    thumbhash: str
    fingerprint: str
    focal: Point
    credit: Credit
