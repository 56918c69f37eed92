"""Draws the corpus: pictures in every mode, orientation, profile and state of repair.

Each has a name and what must come of it: the picture upright ("upright"), any picture ("made"),
or the code of the refusal.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pyvips
from PIL import Image, ImageCms

from tests.unit.media.drawn import PICTURES, SECRET, STORED, exif, file_of, png, quarters

Drawn = tuple[str, bytes, str]

_WIDE, _HIGH = 320, 240


def drawn() -> Iterator[Drawn]:
    """The whole corpus but for the largest: some 130 files."""
    yield from _modes()
    yield from _orientations()
    yield from _profiles()
    yield from _animations()
    yield from _damage()
    yield from _other_files()
    for path in sorted(PICTURES.glob("*.heic")):
        yield path.name, path.read_bytes(), "made"


def _modes() -> Iterator[Drawn]:
    yield from _jpegs()
    yield from _with_alpha()
    yield from _tiffs()
    for interlace in (0, 1):
        content = file_of(quarters(_WIDE, _HIGH), "GIF", interlace=interlace)
        yield f"interlace{interlace}.gif", content, "upright"


def _jpegs() -> Iterator[Drawn]:
    colour = quarters(_WIDE, _HIGH)
    for mode in ("L", "RGB", "CMYK"):
        for progressive in (False, True):
            content = file_of(colour.convert(mode), "JPEG", progressive=progressive)
            yield f"{mode}.{progressive}.jpg", content, _state(mode)
    for chroma in (0, 1, 2):
        yield f"chroma{chroma}.jpg", file_of(colour, "JPEG", subsampling=chroma), "upright"


def _with_alpha() -> Iterator[Drawn]:
    colour = quarters(_WIDE, _HIGH)
    for mode in ("1", "L", "LA", "RGB", "RGBA", "I;16"):
        yield f"{mode}.png", file_of(_in(colour, mode), "PNG"), _state(mode)
    yield "P.png", file_of(colour.quantize(8), "PNG"), "upright"
    deep = struct.pack(">3H", 60_000, 20_000, 10_000) * 256
    yield "deep.png", png(256, 240, depth=16, row=deep), "made"
    for mode in ("L", "RGB", "RGBA"):
        image = colour.convert(mode)
        yield f"{mode}.lossless.webp", file_of(image, "WEBP", lossless=True), _state(mode)
        yield f"{mode}.webp", file_of(image, "WEBP", quality=90), _state(mode)
        yield f"{mode}.avif", file_of(image, "AVIF", quality=90), _state(mode)


def _tiffs() -> Iterator[Drawn]:
    colour = quarters(_WIDE, _HIGH)
    for mode in ("1", "L", "P", "RGB", "RGBA", "CMYK", "I;16", "F", "YCbCr"):
        yield f"{mode}.tif", file_of(_in(colour, mode), "TIFF"), "made"
    for compression in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"):
        yield f"{compression}.tif", file_of(colour, "TIFF", compression=compression), "upright"


def _state(mode: str) -> str:
    return "upright" if mode.startswith("RGB") else "made"


def _in(image: Image.Image, mode: str) -> Image.Image:
    """Pillow converts to some modes only by way of another."""
    if mode == "I;16":
        return Image.new("I;16", image.size, 120 * 257)
    return image.convert(mode)


def _orientations() -> Iterator[Drawn]:
    for orientation, step in STORED.items():
        stored = quarters(_WIDE, _HIGH)
        stored = stored.transpose(step) if step is not None else stored
        for kind in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF"):
            content = file_of(stored, kind, exif=exif(orientation))
            yield f"turned{orientation}.{kind.lower()}", content, "upright"


def _profiles() -> Iterator[Drawn]:
    picture = quarters(_WIDE, _HIGH)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    wide, ink = (pyvips.Operation.call("profile_load", name) for name in ("p3", "cmyk"))
    for kind in ("JPEG", "PNG", "WEBP", "TIFF"):
        yield f"srgb.{kind.lower()}", file_of(picture, kind, icc_profile=srgb), "upright"
        yield f"p3.{kind.lower()}", file_of(picture, kind, icc_profile=wide), "made"
    for name, broken in (("lab", lab), ("ink", ink), ("cut", srgb[:90]), ("text", b"profile")):
        yield f"wrong_{name}.png", file_of(picture, "PNG", icc_profile=broken), "upright"
    for kind in ("JPEG", "TIFF"):
        inks = picture.convert("CMYK")
        yield f"ink.{kind.lower()}", file_of(inks, kind, icc_profile=ink), "made"
        yield f"ink_srgb.{kind.lower()}", file_of(inks, kind, icc_profile=srgb), "made"
    yield "comment.jpg", file_of(picture, "JPEG", comment=SECRET), "upright"
    yield "xmp.jpg", file_of(picture, "JPEG", xmp=SECRET.encode(), exif=exif()), "upright"


def _animations() -> Iterator[Drawn]:
    frames = [
        quarters(_WIDE, _HIGH),
        *(Image.new("RGB", (_WIDE, _HIGH), (9, 9, n)) for n in (0, 90)),
    ]
    for kind in ("GIF", "WEBP", "PNG", "TIFF", "AVIF"):
        content = file_of(frames[0], kind, save_all=True, append_images=frames[1:])
        yield f"three.{kind.lower()}", content, "upright"


def _damage() -> Iterator[Drawn]:
    noise = Image.effect_noise((_WIDE, _HIGH), 90).convert("RGB")
    for kind in ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "AVIF"):
        content = file_of(noise, kind)
        for kept in (5, 50):
            yield f"broken{kept}.{kind.lower()}", content[: len(content) * kept // 100], "refused"
        hole = bytearray(content)
        hole[len(hole) // 2 : len(hole) // 2 + 400] = b"\xff\xd9" * 200
        yield f"hole.{kind.lower()}", bytes(hole), "either"
    picture = file_of(quarters(_WIDE, _HIGH), "JPEG")
    yield "film.jpg", picture + b"\x00\x00\x00\x18ftypmp42" + SECRET.encode() * 900, "upright"
    yield "padded.png", file_of(quarters(_WIDE, _HIGH), "PNG") + bytes(5000), "upright"


def _other_files() -> Iterator[Drawn]:
    picture = file_of(quarters(_WIDE, _HIGH), "JPEG")
    yield "empty.jpg", b"", "not_a_picture"
    yield "text.jpg", b"hello", "not_a_picture"
    yield "drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "wrong_kind_of_file"
    yield "page.jpg", b"<!DOCTYPE html><html></html>", "wrong_kind_of_file"
    yield "document.jpg", b"%PDF-1.7\n", "wrong_kind_of_file"
    yield "bitmap.jpg", file_of(quarters(), "BMP"), "wrong_kind_of_file"
    yield (
        "zip.jpg",
        picture + b"PK\x03\x04" + bytes(90) + b"PK\x05\x06" + bytes(18),
        "two_files_in_one",
    )
    yield "rar.jpg", picture + b"Rar!\x1a\x07\x01\0", "two_files_in_one"
    yield "php.jpg", picture + b"<?php phpinfo();", "two_files_in_one"
    yield "strip.png", file_of(Image.new("RGB", (2100, 100)), "PNG"), "picture_too_narrow"
    yield "tiny.jpg", file_of(quarters(40, 40), "JPEG"), "picture_too_small"


def largest() -> Iterator[Drawn]:
    """What needs most memory or time: the largest that is taken in, and what is made to harm."""
    plain = Image.linear_gradient("L").resize((10_320, 7740), Image.Resampling.NEAREST)
    colour = plain.convert("RGB")
    yield "80.progressive.jpg", file_of(colour, "JPEG", progressive=True, subsampling=2), "made"
    strip = {"compression": "tiff_lzw", "tiffinfo": {278: 7740}}
    yield "80.tif", file_of(colour, "TIFF", **strip), "made"
    yield "75.gif", file_of(plain.crop((0, 0, 9990, 7500)), "GIF"), "made"
    yield "80.heic", (PICTURES / "eighty_megapixels.heic").read_bytes(), "made"
    fast = {"speed": 10, "subsampling": "4:2:0", "codec": "aom"}
    yield "19.avif", file_of(colour.crop((0, 0, 5050, 3800)), "AVIF", **fast), "made"
    yield "20.avif", file_of(plain.crop((0, 0, 5200, 4000)), "AVIF", **fast), "picture_too_complex"
    yield "196.png", file_of(Image.new("1", (14_000, 14_000)), "PNG"), "picture_too_large"
    large = Image.new("RGB", (7000, 5800))
    yield from _bombs(file_of(large, "JPEG", progressive=True))


def _bombs(large: bytes) -> Iterator[Drawn]:
    frame = b"\x2c" + struct.pack("<4H", 0, 0, 1, 1) + b"\0\x02\x02\x44\x01\0"
    gif = b"GIF89a" + struct.pack("<HH", 8, 8) + b"\x80\0\0" + b"\0\0\0\xff\xff\xff"
    yield "frames.gif", gif + frame * 3_000_000 + b";", "picture_too_complex"
    still = io.BytesIO()
    Image.new("RGB", (16, 16)).save(still, "WEBP", lossless=True)
    body = bytes(6) + b"\x0f\0\0\x0f\0\0" + b"\x64\0\0\0" + still.getvalue()[12:]
    head = (
        b"WEBPVP8X" + struct.pack("<II", 10, 2) + b"\x0f\0\0\x0f\0\0" + b"ANIM\6\0\0\0" + bytes(6)
    )
    film = head + (b"ANMF" + struct.pack("<I", len(body)) + body) * 600_000
    yield "frames.webp", b"RIFF" + struct.pack("<I", len(film)) + film, "picture_too_complex"
    pages = b"".join(
        struct.pack("<HHHIII", 1, 256, 4, 1, 16, 8 + 18 * (page + 1)) for page in range(500_000)
    )
    yield "pages.tif", b"II*\0" + struct.pack("<I", 8) + pages, "picture_too_complex"
    profile = b"\xff\xe2\xff\xff" + b"ICC_PROFILE\0\x01\x01" + bytes(65_519)
    yield "markers.jpg", large[:2] + profile * 700 + large[2:], "picture_too_complex"
    squeezed = zlib.compress(bytes(200_000_000), 9)
    for name, chunk in (("iccp", b"iCCP"), ("text", b"zTXt")):
        content = png(256, 240, row=b"\x40\x80\xc0" * 256)
        yield f"{name}.png", _with_chunk(content, chunk, b"k\0\0" + squeezed), "made"


def _with_chunk(content: bytes, name: bytes, body: bytes) -> bytes:
    """A PNG with one more chunk after its header."""
    chunk = struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return content[:33] + chunk + content[33:]


def write(folder: Path, pictures: Iterator[Drawn]) -> dict[str, str]:
    """Put the files there; answers what must come of each."""
    wanted = {}
    for name, content, outcome in pictures:
        (folder / name).write_bytes(content)
        wanted[name] = outcome
    return wanted
