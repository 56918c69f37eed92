"""What a photo is: the kinds that come in, the renditions that go out, and its short life."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

Kind = Literal["jpeg", "png", "webp", "heic"]
Format = Literal["webp", "jpeg"]
Status = Literal["uploading", "ready", "rejected"]

CONTENT_TYPES: dict[str, str] = {
    "image/jpeg": "jpeg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/heif": "heic",
}
"""The content types that an upload may announce."""

_EXTENSION: dict[Format, str] = {"webp": "webp", "jpeg": "jpg"}

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

_STRIP = 20  # longest : shortest side beyond which a picture is no picture of a product


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken in. 50 megapixels covers phones that say 48 or 50."""

    max_bytes: int = 25_000_000
    max_pixels: int = 50_000_000
    max_working_bytes: int = 230_000_000
    """Most that a decoder may hold at once when the file's layout rules out streaming."""


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


def is_strip(width: int, height: int) -> bool:
    """Whether the picture is too narrow to show anything."""
    return max(width, height) > _STRIP * min(width, height)


@dataclass(frozen=True, slots=True)
class Rendition:
    """One published size of a photo; `key` is its place in the photo bucket."""

    name: str
    format: Format
    width: int
    height: int
    bytes: int
    key: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a photo was rejected, in the artisan's words, and what to do."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph of an artisan: `uploading` until it is `ready` or `rejected`, once."""

    photo_id: str
    owner_id: str
    filename: str
    created_at: datetime
    status: Status = "uploading"
    renditions: tuple[Rendition, ...] = ()
    reason: Refusal | None = None

    @property
    def upload_key(self) -> str:
        """Where the original is put."""
        return f"{UPLOADS}{self.photo_id}"

    def rendition_key(self, recipe: Recipe) -> str:
        """Where a rendition is put; public below `/media/`."""
        return f"media/{self.photo_id}/{recipe.name}.{recipe.extension}"

    def ready(self, renditions: tuple[Rendition, ...]) -> "Photo":
        """The photo with its renditions."""
        return replace(self, status="ready", renditions=renditions)

    def rejected(self, reason: Refusal) -> "Photo":
        """The photo, refused."""
        return replace(self, status="rejected", reason=reason)

    def rendition(self, name: str) -> Rendition | None:
        """The rendition of this name, or None."""
        return next((one for one in self.renditions if one.name == name), None)


UPLOADS = "uploads/"
"""The prefix of originals; only the artisan's browser writes there, only the worker reads."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendition that was just made: its file, without any metadata, in sRGB."""

    recipe: Recipe
    width: int
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a browser needs to put one file into the bucket: a form's address and its fields."""

    url: str
    fields: dict[str, str]
    expires_at: datetime
