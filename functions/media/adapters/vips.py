"""Opens uploaded files with libvips and libheif, and checks the header before decoding pixels."""

import ctypes
from typing import Protocol

import pyvips

from functions.media.adapters.credits import written_credit
from functions.media.adapters.heif import HeifPicture
from functions.media.adapters.layout import frames, marker_bytes
from functions.media.adapters.tiff import tiff_head
from functions.media.errors import (
    NotAPicture,
    PictureDamaged,
    PictureTooComplex,
    PictureTooLarge,
    PictureTooNarrow,
    PictureTooSmall,
    TwoFilesInOne,
    WrongKindOfFile,
)
from functions.media.model.kinds import HEAD_BYTES, Kind, polyglot, sniff, third_party
from functions.media.model.processing_options import Credit
from functions.media.model.recipes import is_strip
from functions.media.model.upload import Limits

# glibc gives each of libvips' threads a heap of its own, and a warm worker then keeps the holes of
# all of them: 546 MB after twenty large pictures, 367 MB with one heap (M_ARENA_MAX of malloc.h).
_M_ARENA_MAX = -8
# From this size on a block is given back at once. glibc would learn to keep ever larger ones, which
# is fast (Nokia 227 instead of 245 ms), and let the HEIC of 80 megapixels grow from 405 to 493 MB.
_M_MMAP_THRESHOLD, _FAST, _TIDY = -3, 64 << 20, 1 << 20
_libc = ctypes.CDLL(None)
_GLIBC = hasattr(_libc, "mallopt") and hasattr(_libc, "malloc_trim")
if _GLIBC:
    _libc.mallopt(_M_ARENA_MAX, 1)
# The cache would keep one artisan's picture in memory while the next one's is worked on.
pyvips.cache_set_max(0)

MASTER_BELOW = 0.7
"""Below this scale, a smaller master is worth its making; above, the original is the master."""
_SHRINKS = (8, 4, 2)  # what libjpeg can do while it decodes
_TURNED = 5  # EXIF orientations from here on swap width and height
_LOADERS: dict[Kind, str] = {
    "jpeg": "jpeg",
    "png": "png",
    "webp": "webp",
    "avif": "heif",
    "tiff": "tiff",
    "gif": "gif",
}
_STRICT = frozenset({"jpeg", "png", "webp"})
_MOST_PAGES = 500
_MUCH = 100_000_000  # working bytes from which on memory is tidied up first
_MARKER_COPIES = 4  # libjpeg's and libvips' own, of the header and again of the pixels
_BYTES = {"uchar": 1, "ushort": 2, "float": 4, "double": 8}


class OpenPicture(Protocol):
    """A file whose header was read; `width` and `height` are those of the upright picture."""

    width: int
    height: int

    @property
    def working_bytes(self) -> int:
        """The memory that the decoder holds at once where the file's layout rules out streaming."""
        ...

    @property
    def credit(self) -> Credit:
        """The photograph's author and copyright as the file states them."""
        ...

    def decode(self, scale: float) -> pyvips.Image:
        """The pixels at `scale` or larger, as a stream where the format allows streaming."""
        ...


class VipsPicture:
    """A picture of any kind but HEIC; of an animation or a document the first page."""

    def __init__(self, kind: Kind, content: bytes) -> None:
        self._kind = kind
        self._content = content
        try:
            self._image = self._load()
        except pyvips.Error as error:
            raise PictureDamaged from error
        self.width: int = self._image.width
        self.height: int = self._image.height
        # libheif turns AVIF itself; the orientation beside it is only a copy.
        if kind != "avif" and self._field("orientation") >= _TURNED:
            self.width, self.height = self.height, self.width

    @property
    def credit(self) -> Credit:
        """The credit in the file's EXIF, XMP or IPTC."""
        return written_credit(self._image, self._content if self._kind == "tiff" else b"")

    @property
    def working_bytes(self) -> int:
        """The bytes of pixels that the decoder cannot stream, and of what it keeps beside them."""
        image = self._image
        pixels = self.width * self.height
        whole: int = pixels * image.bands * _BYTES.get(image.format, 8)
        match self._kind:
            case "jpeg":
                return self._coefficients() + _MARKER_COPIES * marker_bytes(self._content)
            case "png" if self._field("interlaced"):
                return whole
            case "avif":
                # libaom's frames and libheif's planes beside the pixels: measured.
                return whole * 31 // 6
            case "gif":
                return pixels * 4  # a canvas of RGBA, whatever it is shown as
            case "tiff":
                rows = tiff_head(self._content).rows or self.height
                return whole * min(rows, self.height) // self.height
            case _:
                return 0

    def _coefficients(self) -> int:
        """The bytes of libjpeg's coefficients in a JPEG of several scans: 16 bits for each."""
        if not self._field("jpeg-multiscan"):
            return 0
        subsampled = self._image.get("jpeg-chroma-subsample") == "4:2:0"
        return self.width * self.height * (3 if subsampled else 2 * self._image.bands)

    def decode(self, scale: float) -> pyvips.Image:
        """The pixels as a stream, shrunk while decoding as far as the format can."""
        if self._kind == "jpeg":
            shrink = next((step for step in _SHRINKS if step * scale <= 1), 1)
            return self._load(shrink=shrink) if shrink > 1 else self._image
        if self._kind == "webp" and scale < MASTER_BELOW:
            return self._load(scale=scale)
        if self._kind == "avif":
            image = self._image.copy()
            if image.get_typeof("orientation"):
                image.remove("orientation")
            return image
        return self._image

    def _load(self, **how: float) -> pyvips.Image:
        load = getattr(pyvips.Image, f"{_LOADERS[self._kind]}load_source")
        # `sharp` too refuses what libjpeg merely warns of: half a grey picture sells nothing.
        # TIFFs of scanners are full of private tags, which are worth a warning and no refusal.
        strict = "warning" if self._kind in _STRICT else "error"
        # Not from a buffer: of that libvips makes a copy each time.
        source = pyvips.Source.new_from_memory(self._content)
        image: pyvips.Image = load(source, access="sequential", fail_on=strict, **how)
        return image

    def _field(self, name: str) -> int:
        return int(self._image.get(name)) if self._image.get_typeof(name) else 0


def _allow_named_readers() -> None:
    """Block all of libvips' loaders but these, as a defence in depth.

    The block holds for the whole process, so each picture sets it again: other code that reads
    pictures in this process allows other loaders.
    """
    pyvips.operation_block_set("VipsForeignLoad", True)
    for loader in ("Jpeg", "Png", "Webp", "Heif", "Tiff", "Nsgif"):
        pyvips.operation_block_set(f"VipsForeignLoad{loader}Source", False)


def opened(content: bytes, limits: Limits, threads: int) -> tuple[Kind, OpenPicture]:
    """The picture in `content`, checked by its header; raises a `PictureRefused`."""
    _allow_named_readers()
    if len(content) > limits.max_bytes:
        raise PictureTooLarge.in_bytes(len(content), limits.max_bytes)
    kind = _kind(content)
    if frames(kind, content, _MOST_PAGES) > _MOST_PAGES:
        raise PictureTooComplex.in_pages(_MOST_PAGES)
    picture: OpenPicture = (
        HeifPicture(content, threads) if kind == "heic" else VipsPicture(kind, content)
    )
    if picture.width * picture.height > limits.max_pixels:
        raise PictureTooLarge.in_pixels(picture.width, picture.height, limits.max_pixels)
    if is_strip(picture.width, picture.height):
        raise PictureTooNarrow(picture.width, picture.height)
    if min(picture.width, picture.height) < limits.min_side:
        raise PictureTooSmall(picture.width, picture.height, limits.min_side)
    if picture.working_bytes > limits.max_working_bytes:
        raise PictureTooComplex
    _make_room(much=picture.working_bytes > _MUCH)
    return kind, picture


def _make_room(*, much: bool) -> None:
    """Let malloc keep freed memory for speed, or give all of it back before `much` is needed."""
    if _GLIBC:
        _libc.mallopt(_M_MMAP_THRESHOLD, _TIDY if much else _FAST)
        if much:
            _libc.malloc_trim(0)


def _kind(content: bytes) -> Kind:
    head = content[:HEAD_BYTES]
    kind = sniff(head)
    if kind is None:
        if name := third_party(head):
            raise WrongKindOfFile(name)
        raise NotAPicture(empty=not content)
    if kind == "tiff" and tiff_head(content).raw:
        raise WrongKindOfFile("a camera-raw file")
    if other := polyglot(content):
        raise TwoFilesInOne(other)
    return kind
