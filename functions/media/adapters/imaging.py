"""Turns an uploaded file into its renditions with libvips, in one pass over its pixels."""

import ctypes
from collections.abc import Iterable, Iterator
from typing import Protocol

import pyvips

from functions.media.adapters.heif import HeifPicture
from functions.media.errors import (
    NotAPicture,
    PictureDamaged,
    PictureTooComplex,
    PictureTooLarge,
    PictureTooNarrow,
    WrongKindOfFile,
)
from functions.media.model.kinds import HEAD_BYTES, Kind, sniff, stranger
from functions.media.model.recipes import RECIPES, Cut, Recipe, Rendered, is_strip
from functions.media.model.upload import Limits

# glibc gives each of libvips' threads a heap of its own, and a warm worker then keeps the holes of
# all of them: 546 MB after twenty large pictures, 367 MB with one heap (M_ARENA_MAX of malloc.h).
_M_ARENA_MAX = -8
if hasattr(ctypes.CDLL(None), "mallopt"):
    ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
# libvips' own defence in depth: none but these three readers can ever be reached.
pyvips.operation_block_set("VipsForeignLoad", True)
for _loader in ("Jpeg", "Png", "Webp"):
    pyvips.operation_block_set(f"VipsForeignLoad{_loader}Buffer", False)
# The cache would keep one artisan's picture in memory while the next one's is worked on.
pyvips.cache_set_max(0)

# Below this scale one smaller master pays for itself; above it the original is the master.
_MASTER_BELOW = 0.7
_SHRINKS = (8, 4, 2)  # what libjpeg can do while it decodes
_TURNED = 5  # EXIF orientations from here on swap width and height
_DEEP = 65535
WEBP_EFFORT = 2  # half the time of libwebp's default 4, for 2 to 5 % more bytes
_LOWEST_QUALITY = 35
_QUALITY_STEP = 10


class Picture(Protocol):
    """A file whose header was read; `width` and `height` are those of the upright picture."""

    width: int
    height: int

    @property
    def working_bytes(self) -> int:
        """What its decoder holds at once, where the file's layout rules out streaming."""
        ...

    def decode(self, scale: float) -> pyvips.Image:
        """The pixels, perhaps yet to be streamed, at `scale` or larger."""
        ...


class VipsPicture:
    """A JPEG, PNG or WebP; of an animation the first frame."""

    def __init__(self, kind: Kind, content: bytes) -> None:
        self._kind = kind
        self._content = content
        try:
            self._image = self._load()
        except pyvips.Error as error:
            raise PictureDamaged from error
        self.width: int = self._image.width
        self.height: int = self._image.height
        self._bands: int = self._image.bands
        if self._field("orientation") >= _TURNED:
            self.width, self.height = self.height, self.width

    @property
    def working_bytes(self) -> int:
        """Progressive JPEG and interlaced PNG are only whole at their very end."""
        image = self._image
        pixels = self.width * self.height
        if self._kind == "jpeg" and self._field("jpeg-multiscan"):
            # libjpeg keeps every coefficient as 16 bits.
            subsampled = image.get("jpeg-chroma-subsample") == "4:2:0"
            return pixels * (3 if subsampled else 2 * self._bands)
        if self._kind == "png" and self._field("interlaced"):
            return pixels * self._bands * (2 if image.format == "ushort" else 1)
        return 0

    def decode(self, scale: float) -> pyvips.Image:
        """The pixels as a stream, shrunk while decoding as far as the format can."""
        if self._kind == "jpeg":
            shrink = next((step for step in _SHRINKS if step * scale <= 1), 1)
            return self._load(shrink=shrink) if shrink > 1 else self._image
        if self._kind == "webp" and scale < _MASTER_BELOW:
            return self._load(scale=scale)
        return self._image

    def _load(self, **how: float) -> pyvips.Image:
        load = getattr(pyvips.Image, f"{self._kind}load_buffer")
        # `sharp` too refuses what libjpeg merely warns of: half a grey picture sells nothing.
        image: pyvips.Image = load(self._content, access="sequential", fail_on="warning", **how)
        return image

    def _field(self, name: str) -> int:
        return int(self._image.get(name)) if self._image.get_typeof(name) else 0


class VipsRenderer:
    """The `Renderer` port by libvips and libheif, on `threads` cores."""

    def __init__(self, limits: Limits | None = None, threads: int = 1) -> None:
        self._limits = limits or Limits()
        self._threads = threads

    def render(self, content: bytes, recipes: Iterable[Recipe] = RECIPES) -> tuple[Rendered, ...]:
        """All renditions of the picture in `content`; raises a `PictureRefused`."""
        pyvips.concurrency_set(self._threads)
        picture = self._open(content)
        cuts = [(recipe, recipe.cut(picture.width, picture.height)) for recipe in recipes]
        try:
            master = _master(picture, max(cut.scale for _, cut in cuts))
        except pyvips.Error as error:
            raise PictureDamaged from error
        return tuple(_renditions(picture, master, cuts))

    def _open(self, content: bytes) -> Picture:
        """Read the header and judge it: nothing has been decoded when this refuses."""
        if len(content) > self._limits.max_bytes:
            raise PictureTooLarge.in_bytes(len(content), self._limits.max_bytes)
        kind = _kind(content)
        picture: Picture = (
            HeifPicture(content, self._threads) if kind == "heic" else VipsPicture(kind, content)
        )
        if picture.width * picture.height > self._limits.max_pixels:
            raise PictureTooLarge.in_pixels(picture.width, picture.height, self._limits.max_pixels)
        if is_strip(picture.width, picture.height):
            raise PictureTooNarrow(picture.width, picture.height)
        if picture.working_bytes > self._limits.max_working_bytes:
            raise PictureTooComplex
        return picture


def _kind(content: bytes) -> Kind:
    head = content[:HEAD_BYTES]
    if kind := sniff(head):
        return kind
    if name := stranger(head):
        raise WrongKindOfFile(name)
    raise NotAPicture(empty=not content)


def _master(picture: Picture, scale: float) -> pyvips.Image:
    """The upright sRGB picture on white, in memory, from which all renditions are cut."""
    image = picture.decode(scale)
    if image.hasalpha():
        # Before any scaling, or transparent pixels would bleed their hidden colour.
        white = _DEEP if image.format == "ushort" else 255
        image = image.flatten(background=[white])
    longest = max(picture.width, picture.height)
    left = scale * longest / max(image.width, image.height)
    if left < _MASTER_BELOW:
        image = image.resize(left)
    image = _srgb(image).copy_memory()
    return image.autorot().copy_memory() if image.get_typeof("orientation") else image


def _srgb(image: pyvips.Image) -> pyvips.Image:
    """The picture in sRGB, 8 bits; a profile that does not fit the pixels is passed over."""
    if image.get_typeof("icc-profile-data"):
        try:
            return image.icc_transform("srgb", embedded=True)
        except pyvips.Error:
            image = image.copy()
            image.remove("icc-profile-data")
    return image.colourspace("srgb")


def _renditions(
    picture: Picture, master: pyvips.Image, cuts: Iterable[tuple[Recipe, Cut]]
) -> Iterator[Rendered]:
    """Each recipe's file; a smaller whole picture is made from the larger one before it."""
    whole = master
    for recipe, cut in cuts:
        source = master if recipe.ratio or whole.width < cut.out_width else whole
        across, down = source.width / picture.width, source.height / picture.height
        image = _sized(source, cut.on(across, down))
        if not recipe.ratio:
            whole = image = image.copy_memory()
        yield _rendered(image, recipe)


def _sized(image: pyvips.Image, cut: Cut) -> pyvips.Image:
    if (cut.width, cut.height) != (image.width, image.height):
        image = image.crop(cut.left, cut.top, cut.width, cut.height)
    if (cut.width, cut.height) != (cut.out_width, cut.out_height):
        image = image.resize(cut.out_width / cut.width, vscale=cut.out_height / cut.height)
    return image


def _rendered(image: pyvips.Image, recipe: Recipe) -> Rendered:
    quality = recipe.quality
    content = _encoded(image, recipe, quality)
    while recipe.max_bytes and len(content) > recipe.max_bytes and quality > _LOWEST_QUALITY:
        quality -= _QUALITY_STEP
        content = _encoded(image, recipe, quality)
    return Rendered(recipe, image.width, image.height, content)


def _encoded(image: pyvips.Image, recipe: Recipe, quality: int) -> bytes:
    # keep="none": no EXIF, no GPS, no comment and no profile leaves the house.
    # Huffman tables are not optimised: platforms encode our JPEGs anew, so 1 % of their bytes
    # is not worth a seventh of the whole time.
    content: bytes = (
        image.webpsave_buffer(Q=quality, effort=WEBP_EFFORT, keep="none")
        if recipe.format == "webp"
        else image.jpegsave_buffer(Q=quality, keep="none")
    )
    return content
