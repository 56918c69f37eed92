"""Turns an uploaded file into all of its renditions with libvips, in one pass over its pixels."""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pyvips

from functions.media.adapters import background, light
from functions.media.adapters.credits import exif_block
from functions.media.adapters.placeholder import fingerprint, thumbhash
from functions.media.adapters.saliency import frame_of
from functions.media.adapters.vips import MASTER_BELOW, OpenPicture, opened
from functions.media.errors import PictureDamaged
from functions.media.model.crop import Frame
from functions.media.model.processing_options import ProcessedImage, ProcessingOptions
from functions.media.model.recipes import (
    OWN,
    Cut,
    Format,
    Recipe,
    Rendered,
    without_spares,
)
from functions.media.model.upload import Limits

_DEEP = 65535
WEBP_EFFORT = 2  # half the time of libwebp's default 4, for 2 to 5 % more bytes
AVIF_EFFORT = 0  # a sixth of the time of libaom's effort 2, for 3 % more bytes
_LOWEST_QUALITY = 35
_MASTER_PIXELS = 16_000_000  # most that a master has: 48 MB
_SMALL = 400  # longest side of the copy in which the product is looked for
_CORE = frozenset({"width", "height", "bands", "format", "coding", "interpretation"})
_PLACED = frozenset({"xoffset", "yoffset", "xres", "yres", "filename", "mode"})


class VipsRenderer:
    """The `Renderer` port by libvips and libheif, on `threads` cores."""

    def __init__(self, limits: Limits | None = None, threads: int = 1) -> None:
        self._limits = limits or Limits()
        self._threads = threads

    def render(
        self,
        content: bytes,
        recipes: Sequence[Recipe] = OWN,
        options: ProcessingOptions | None = None,
    ) -> ProcessedImage:
        """The renditions of the picture in `content`; raises a `PictureRefused`.

        A spare recipe yields a rendition only if it shows more pixels than a smaller one does.
        """
        options = options or ProcessingOptions()
        pyvips.concurrency_set(self._threads)
        kind, picture = opened(content, self._limits, self._threads)
        width, height, credit = picture.width, picture.height, picture.credit
        wanted = without_spares(recipes, width, height)
        try:
            master = _master(picture, wanted)
        except pyvips.Error as error:
            raise PictureDamaged from error
        del picture  # and with it what its decoder holds
        small = _small(master, options)
        if options.light:
            master = light.corrected(master).copy_memory()
        if options.background == "white":
            master = background.cleared(master).copy_memory()
        maker = _Maker(master, _shown_as(master, wanted, width, height), wanted, exif_block(credit))
        frame = _frame(small or maker.smallest, options)
        return ProcessedImage(
            renditions=tuple(maker.make(frame)),
            width=width,
            height=height,
            kind=kind,
            thumbhash=thumbhash(maker.smallest),
            fingerprint=fingerprint(small or maker.smallest),
            focal=frame.point,
            credit=credit,
        )


def _small(master: pyvips.Image, options: ProcessingOptions) -> pyvips.Image | None:
    """A small copy before light and background change, to find crops in; None without a change."""
    if not options.light and options.background == "keep":
        return None
    return master.thumbnail_image(_SMALL, height=_SMALL, size="down").copy_memory()


def _shown_as(
    master: pyvips.Image, recipes: Sequence[Recipe], width: int, height: int
) -> tuple[int, int]:
    """The size to cut renditions from: the picture's own, or the master's for widest panoramas."""
    scale = max(recipe.cut(width, height).scale for recipe in recipes)
    whole = master.width >= round(width * min(scale, 1.0)) - 1
    return (width, height) if whole else (master.width, master.height)


def _frame(small: pyvips.Image, options: ProcessingOptions) -> Frame:
    return Frame(point=options.focal, hand=True) if options.focal else frame_of(small)


def _master(picture: OpenPicture, recipes: Sequence[Recipe]) -> pyvips.Image:
    """The upright sRGB picture on white, in memory, from which all renditions are cut."""
    width, height = picture.width, picture.height
    scale = max(recipe.cut(width, height).scale for recipe in recipes)
    if scale >= MASTER_BELOW:
        scale = 1.0
    # A panorama is as tall as `square` asks and then several times as wide.
    scale = min(scale, math.sqrt(_MASTER_PIXELS / (width * height)))
    image = picture.decode(scale)
    if image.hasalpha():
        # Before any scaling, or transparent pixels would bleed their hidden colour.
        white = _DEEP if image.format == "ushort" else 255
        image = image.flatten(background=[white])
    left = scale * max(width, height) / max(image.width, image.height)
    if left < 1:
        image = image.resize(left)
    image = _srgb(image).copy_memory()
    if image.get_typeof("orientation") and image.get("orientation") > 1:
        image = image.autorot().copy_memory()
    return _bare(image)


def _srgb(image: pyvips.Image) -> pyvips.Image:
    """The picture in sRGB with 8 bits, without using a profile that does not fit the pixels."""
    if image.get_typeof("icc-profile-data"):
        try:
            return image.icc_transform("srgb", embedded=True)
        except pyvips.Error:
            image = image.copy()
            image.remove("icc-profile-data")
    return image.colourspace("srgb").cast("uchar")


def _bare(image: pyvips.Image) -> pyvips.Image:
    """The pixels without the file's metadata about place, device or person."""
    bare = image.copy()
    for name in bare.get_fields():
        if name not in _CORE | _PLACED:
            bare.remove(name)
    return bare


class _Maker:
    """Makes the renditions of one master, and makes only once what two recipes share."""

    def __init__(
        self,
        master: pyvips.Image,
        size: tuple[int, int],
        recipes: Sequence[Recipe],
        exif: bytes | None,
    ) -> None:
        self._master = master
        self._size = size
        self._recipes = recipes
        self._exif = exif
        self._whole = self._wholes()
        self._made: dict[tuple[object, ...], bytes] = {}

    @property
    def smallest(self) -> pyvips.Image:
        """The whole picture in the smallest size made, or the master."""
        return min(self._whole.values(), key=lambda image: image.width, default=self._master)

    def make(self, frame: Frame) -> Iterator[Rendered]:
        """Each recipe's file, in the order of the recipes."""
        for recipe in self._recipes:
            cut = recipe.cut(*self._size, frame)
            size = (cut.out_width, cut.out_height)
            image = self._region(cut) if recipe.ratio else self._whole[size]
            enlarged_from = cut.width if cut.out_width > cut.width else 0
            yield Rendered(recipe, *size, self._file(image, recipe), enlarged_from)

    def _wholes(self) -> dict[tuple[int, int], pyvips.Image]:
        """The whole picture in each size; a smaller one is made from the next larger."""
        cuts = (recipe.cut(*self._size) for recipe in self._recipes if not recipe.ratio)
        sizes = {(cut.out_width, cut.out_height) for cut in cuts}
        made: dict[tuple[int, int], pyvips.Image] = {}
        base = self._master
        for width, height in sorted(sizes, reverse=True):
            if (base.width, base.height) != (width, height):
                base = base.resize(width / base.width, vscale=height / base.height).copy_memory()
            made[width, height] = base
        return made

    def _region(self, cut: Cut) -> pyvips.Image:
        image, (width, height) = self._master, self._size
        place = cut.on(image.width / width, image.height / height)
        if (place.width, place.height) != (image.width, image.height):
            left = min(place.left, image.width - place.width)
            top = min(place.top, image.height - place.height)
            image = image.crop(left, top, place.width, place.height)
        if (place.width, place.height) != (cut.out_width, cut.out_height):
            image = image.resize(cut.out_width / place.width, vscale=cut.out_height / place.height)
        return image

    def _file(self, image: pyvips.Image, recipe: Recipe) -> bytes:
        same = (recipe.format, recipe.quality, recipe.longest, recipe.ratio, recipe.max_bytes)
        if same not in self._made:
            self._made[same] = self._encoded(image, recipe)
        return self._made[same]

    def _encoded(self, image: pyvips.Image, recipe: Recipe) -> bytes:
        keep = "none"
        if self._exif:
            image, keep = image.copy(), "exif"
            image.set_type(pyvips.GValue.blob_type, "exif-data", self._exif)
        encode = partial(_encoded, image, recipe.format, keep)
        content = encode(recipe.quality)
        if recipe.max_bytes and len(content) > recipe.max_bytes:
            return _best_below(encode, recipe.quality - 1, recipe.max_bytes)
        return content


def _encoded(image: pyvips.Image, form: Format, keep: str, quality: int) -> bytes:
    """The file in format `form`, without GPS, comment or profile; `keep` may keep the credit."""
    content: bytes
    if form == "webp":
        content = image.webpsave_buffer(Q=quality, effort=WEBP_EFFORT, keep=keep)
    elif form == "avif":
        content = image.heifsave_buffer(
            compression="av1", Q=quality, effort=AVIF_EFFORT, bitdepth=8, keep=keep
        )
    else:
        # Huffman tables are not optimised: platforms encode our JPEGs anew, so 1 % of their
        # bytes is not worth a seventh of the whole time.
        content = image.jpegsave_buffer(Q=quality, keep=keep)
    return content


def _best_below(encode: Callable[[int], bytes], high: int, most: int) -> bytes:
    """The best quality up to `high` that fits in `most` bytes; the lowest where none does."""
    low = _LOWEST_QUALITY
    best = encode(low)
    while low < high:
        middle = (low + high + 1) // 2
        content = encode(middle)
        if len(content) <= most:
            low, best = middle, content
        else:
            high = middle - 1
    return best
