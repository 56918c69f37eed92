"""How renditions are made: which region of a picture is shown, how large, and as which format."""

from dataclasses import dataclass
from typing import Literal

Format = Literal["webp", "jpeg"]

_EXTENSION: dict[Format, str] = {"webp": "webp", "jpeg": "jpg"}

_STRIP = 20  # longest : shortest side beyond which a picture is no picture of a product


@dataclass(frozen=True, slots=True)
class Cut:
    """The region of the upright source that is shown, and the size it is shown at, in pixels."""

    left: int
    top: int
    width: int
    height: int
    out_width: int
    out_height: int

    @property
    def scale(self) -> float:
        """Output pixels per source pixel, the larger of the two directions."""
        return max(self.out_width / self.width, self.out_height / self.height)

    def on(self, across: float, down: float) -> "Cut":
        """The same cut on a copy of the source scaled by `across` and `down`."""
        left, right = round(self.left * across), round((self.left + self.width) * across)
        top, bottom = round(self.top * down), round((self.top + self.height) * down)
        width, height = max(1, right - left), max(1, bottom - top)
        return Cut(left, top, width, height, self.out_width, self.out_height)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one rendition is made.

    Without `ratio` the whole picture is shown within `longest`; with it, the largest centred
    region of exactly that ratio. Nothing is enlarged, except to `min_width` where a platform
    refuses less. `max_bytes` is the platform's limit; quality gives way to it.
    """

    name: str
    format: Format
    quality: int
    longest: int
    ratio: tuple[int, int] | None = None
    min_width: int = 1
    max_bytes: int | None = None

    @property
    def extension(self) -> str:
        """The file name's ending, without the dot."""
        return _EXTENSION[self.format]

    @property
    def content_type(self) -> str:
        """The media type of the rendition."""
        return f"image/{self.format}"

    def cut(self, width: int, height: int) -> Cut:
        """Where to cut an upright picture of `width` x `height`, and how large to show it."""
        if self.ratio is None:
            scale = min(1.0, self.longest / max(width, height))
            out = max(1, round(width * scale)), max(1, round(height * scale))
            return Cut(0, 0, width, height, *out)
        across, down = self.ratio
        if width * down > height * across:
            region = max(1, round(height * across / down)), height
        else:
            region = width, max(1, min(height, round(width * down / across)))
        # Whole units keep the ratio exact: Instagram refuses 333 x 417 as narrower than 4:5.
        most = self.longest // max(across, down)
        least = -(-self.min_width // across)
        unit = max(1, least, min(width // across, height // down, most))
        left, top = (width - region[0]) // 2, (height - region[1]) // 2
        return Cut(left, top, *region, across * unit, down * unit)


# Limits of the platforms: docs/adr/0010-image-pipeline.md names the vendor page of each.
RECIPES: tuple[Recipe, ...] = (
    Recipe("web", "webp", quality=80, longest=2048),
    Recipe("thumbnail", "webp", quality=75, longest=400),
    Recipe(
        "instagram",
        "jpeg",
        quality=85,
        longest=1350,
        ratio=(4, 5),
        min_width=320,
        max_bytes=8_000_000,
    ),
    Recipe("pinterest", "jpeg", quality=85, longest=1500, ratio=(2, 3), max_bytes=10_000_000),
    Recipe(
        "square",
        "jpeg",
        quality=85,
        longest=2000,
        ratio=(1, 1),
        min_width=500,
        max_bytes=4_000_000,
    ),
)


def is_strip(width: int, height: int) -> bool:
    """Whether the picture is too narrow to show anything."""
    return max(width, height) > _STRIP * min(width, height)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendition that was just made: its file, without any metadata, in sRGB."""

    recipe: Recipe
    width: int
    height: int
    content: bytes
