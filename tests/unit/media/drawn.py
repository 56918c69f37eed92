"""Draws the pictures that the tests of media are made of."""

import io
import struct
import zlib
from pathlib import Path

from PIL import ExifTags, Image, ImageDraw

RED, GREEN, BLUE, YELLOW = (220, 40, 40), (40, 200, 60), (50, 70, 210), (240, 210, 60)
QUARTERS = (RED, GREEN, BLUE, YELLOW)
PICTURES = Path(__file__).parent / "pictures"
GPS = {1: "N", 2: (28.0, 36.0, 50.0), 3: "E", 4: (77.0, 12.0, 32.0)}
SECRET = "the-maker-lives-here"

# How a camera stores an upright picture for each EXIF orientation: the inverse of showing it.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def quarters(width: int = 320, height: int = 240) -> Image.Image:
    """A picture whose quarters are red, green (top), blue and yellow (bottom)."""
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    x, y = width // 2, height // 2
    for colour, box in zip(
        QUARTERS,
        ((0, 0, x, y), (x, 0, width, y), (0, y, x, height), (x, y, width, height)),
        strict=True,
    ):
        draw.rectangle(box, fill=colour)
    return image


def file_of(image: Image.Image, kind: str, **how: object) -> bytes:
    """`image` as a file of a Pillow format."""
    stream = io.BytesIO()
    image.save(stream, kind, **how)
    return stream.getvalue()


def exif(orientation: int = 1) -> bytes:
    """EXIF such as a phone writes: orientation, GPS and a comment that must not get out."""
    tags = Image.Exif()
    tags[ExifTags.Base.Orientation] = orientation
    tags[ExifTags.Base.ImageDescription] = SECRET
    tags.get_ifd(ExifTags.IFD.GPSInfo).update(GPS)
    return tags.tobytes()


def opened(content: bytes) -> Image.Image:
    """A rendition as a viewer sees it, in RGB."""
    return Image.open(io.BytesIO(content)).convert("RGB")


def corners(content: bytes) -> list[tuple[int, ...]]:
    """The colours near the four corners: top left, top right, bottom left, bottom right."""
    image = opened(content)
    x, y = image.width // 8, image.height // 8
    spots = (
        (x, y),
        (image.width - x, y),
        (x, image.height - y),
        (image.width - x, image.height - y),
    )
    return [pixel(image, spot) for spot in spots]


def centre(content: bytes) -> tuple[int, ...]:
    """The colour in the middle."""
    image = opened(content)
    return pixel(image, (image.width // 2, image.height // 2))


def pixel(image: Image.Image, spot: tuple[int, int]) -> tuple[int, ...]:
    colour = image.getpixel(spot)
    assert isinstance(colour, tuple)
    return tuple(int(part) for part in colour)


def near(got: tuple[int, ...], wanted: tuple[int, ...], most: int = 6) -> bool:
    """Whether two colours differ by at most `most` in each channel (lossy codecs do)."""
    return len(got) == len(wanted) and all(
        abs(one - other) <= most for one, other in zip(got, wanted, strict=True)
    )


def same_corners(content: bytes, wanted: tuple[tuple[int, ...], ...] = QUARTERS) -> bool:
    """Whether the picture stands upright with its colours right."""
    return all(near(got, want, 8) for got, want in zip(corners(content), wanted, strict=True))


def png(  # the fields of IHDR, by name
    width: int,
    height: int,
    *,
    depth: int = 8,
    colour: int = 2,
    interlace: int = 0,
    row: bytes = b"",
) -> bytes:
    """A PNG by hand: Pillow writes neither 16-bit colour nor a header that promises too much.

    Without `row` the pixels are missing.
    """
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    pixels = zlib.compress((b"\0" + row) * height if row else b"\0")
    parts = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
