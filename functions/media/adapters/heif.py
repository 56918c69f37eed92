"""Opens HEIC pictures with libheif, because libvips' wheels carry no HEVC decoder."""

import pi_heif
import pyvips

from functions.media.adapters.credits import credit_of
from functions.media.errors import PictureDamaged
from functions.media.model.processing_options import Credit

# What pi_heif documents for content that it cannot read.
_UNREADABLE = (ValueError, EOFError, SyntaxError, RuntimeError, OSError)
_BANDS = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4}
_DISPLAY_P3 = 12  # ColourPrimaries of ITU-T H.273, table 2


class HeifPicture:
    """A HEIC file whose header was read; `width` and `height` are those of the upright picture.

    libheif turns the picture itself (`irot`, `imir`); the EXIF orientation beside it is only a
    copy and must not be applied again. Raises `PictureDamaged`.
    """

    def __init__(self, content: bytes, threads: int) -> None:
        pi_heif.options.DECODE_THREADS = threads
        try:
            # Thumbnails, depth and gain maps are other pictures: only the primary one is decoded.
            self._file = pi_heif.open_heif(content, convert_hdr_to_8bit=True)
            size: tuple[int, int] = self._file.size
        except _UNREADABLE as error:
            raise PictureDamaged from error
        self.width, self.height = size

    @property
    def working_bytes(self) -> int:
        """Planes and interleaved pixels take 4.5 bytes each, and nothing else is held beside."""
        return self.width * self.height * 18 // 5

    @property
    def credit(self) -> Credit:
        """The credit in the file's EXIF and XMP items."""
        data = self._file.info
        return credit_of(data.get("exif") or b"", data.get("xmp") or b"", b"")

    def decode(self, scale: float) -> pyvips.Image:  # noqa: ARG002  # HEVC cannot decode smaller
        """The upright pixels, tagged with the file's colour profile."""
        try:
            pixels = self._file.data
        except _UNREADABLE as error:
            raise PictureDamaged from error
        mode, _, depth = self._file.mode.partition(";")
        bands = _BANDS.get(mode.upper(), 1)
        width, height = self._file.size
        kind = "ushort" if depth else "uchar"
        image = pyvips.Image.new_from_memory(pixels, width, height, bands, kind)
        return self._tagged(image.copy(interpretation=_space(bands, deep=bool(depth))))

    def _tagged(self, image: pyvips.Image) -> pyvips.Image:
        if profile := self._file.info.get("icc_profile"):
            image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
        elif self._primaries() == _DISPLAY_P3:
            image = image.icc_transform("srgb", input_profile="p3")
        return image

    def _primaries(self) -> int | None:
        primaries: int | None = (self._file.info.get("nclx_profile") or {}).get("color_primaries")
        return primaries


def _space(bands: int, *, deep: bool) -> str:
    if bands <= _BANDS["LA"]:
        return "grey16" if deep else "b-w"
    return "rgb16" if deep else "srgb"
