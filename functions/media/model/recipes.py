"""Recipes for renditions: the region to show, its size and its file format."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from functions.media.model.crop import Frame

Format = Literal["webp", "jpeg", "avif"]

_EXTENSION: dict[Format, str] = {"webp": "webp", "jpeg": "jpg", "avif": "avif"}

WHOLE = Frame()
_STRIP = 20  # longest : shortest side beyond which a picture is no picture of a product


@dataclass(frozen=True, slots=True)
class Cut:
    """The region of the upright source to show, and the size to show it at, in pixels."""

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

    Without `ratio` the whole picture is shown within `longest`; with it, the largest region of
    exactly that ratio, where the frame has most of the product. Nothing is enlarged, except to
    `min_width` where a platform refuses less. `max_bytes` is the platform's limit; quality gives
    way to it. A `spare` recipe is left out where a smaller one shows every pixel of the picture.
    """

    name: str
    format: Format
    quality: int
    longest: int
    ratio: tuple[int, int] | None = None
    min_width: int = 1
    max_bytes: int | None = None
    spare: bool = False

    @property
    def extension(self) -> str:
        """The file name's ending, without the dot."""
        return _EXTENSION[self.format]

    @property
    def content_type(self) -> str:
        """The media type of the rendition."""
        return f"image/{self.format}"

    def cut(self, width: int, height: int, frame: Frame = WHOLE) -> Cut:
        """The region to cut from an upright picture of `width` x `height`, and its output size."""
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
        left = round(frame.left(region[0] / width) * width)
        top = round(frame.top(region[1] / height) * height)
        left, top = min(left, width - region[0]), min(top, height - region[1])
        return Cut(left, top, *region, across * unit, down * unit)


WIDTHS = (400, 800, 1200, 1600, 2048)
"""Longest sides for `srcset`: a phone on a slow network takes the smallest that is sharp."""

_WEB, _THUMBNAIL = 80, 75  # as sharp's and libwebp's own defaults; small ones are looked at less
_AVIF = 50  # looks like WebP at 80 and has two thirds of its bytes

OWN: tuple[Recipe, ...] = (
    Recipe("web", "webp", _WEB, longest=WIDTHS[-1]),
    Recipe("thumbnail", "webp", _THUMBNAIL, longest=WIDTHS[0]),
    *(Recipe(f"w{width}", "avif", _AVIF, longest=width, spare=True) for width in WIDTHS),
    Recipe(f"w{WIDTHS[0]}", "webp", _THUMBNAIL, longest=WIDTHS[0], spare=True),
    *(Recipe(f"w{width}", "webp", _WEB, longest=width, spare=True) for width in WIDTHS[1:]),
)
"""The recipes of our own pages' renditions; those of platforms come from their capabilities."""

PLATFORM_QUALITY = 85


def without_spares(recipes: Sequence[Recipe], width: int, height: int) -> tuple[Recipe, ...]:
    """The recipes without spare ones that would only repeat a picture of `width` x `height`."""
    longest = max(width, height)
    least: dict[Format, int] = {}
    for recipe in recipes:
        if recipe.spare and recipe.longest >= longest:
            least[recipe.format] = min(recipe.longest, least.get(recipe.format, recipe.longest))
    return tuple(
        recipe
        for recipe in recipes
        if not recipe.spare or recipe.longest <= least.get(recipe.format, recipe.longest)
    )


def is_strip(width: int, height: int) -> bool:
    """Whether the picture is too narrow to show a product."""
    return max(width, height) > _STRIP * min(width, height)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendition before it is stored: its file, in sRGB, with no metadata but the credit.

    `enlarged_from` is how wide the photograph shows the same, 0 unless that is less than `width`.
    """

    recipe: Recipe
    width: int
    height: int
    content: bytes
    enlarged_from: int = 0
