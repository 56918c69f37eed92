"""How the artisan wants a photo to be shown, and what came of it."""

from dataclasses import dataclass
from typing import Literal

from functions.media.model.crop import Point
from functions.media.model.kinds import Kind
from functions.media.model.recipes import Rendered

Background = Literal["keep", "white"]


@dataclass(frozen=True, slots=True)
class ProcessingOptions:
    """Processing options of a photo.

    `focal`, set by hand, wins over what we find. `light` lets exposure and contrast be corrected,
    never a hue. `background="white"` clears a plain background away.
    """

    focal: Point | None = None
    light: bool = False
    background: Background = "keep"


@dataclass(frozen=True, slots=True)
class Credit:
    """Who made the photograph and whose it is, as the camera or the maker wrote it."""

    author: str = ""
    copyright: str = ""


@dataclass(frozen=True, slots=True)
class ProcessedImage:
    """A photo as it was made ready: `width` x `height` are those of the upright original.

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
