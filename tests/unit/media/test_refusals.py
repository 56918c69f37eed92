"""Files that become no photo: each is refused with a sentence that an artisan understands."""

import struct

import pytest
import pyvips
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from functions.media.adapters.imaging import VipsRenderer
from functions.media.errors import (
    NotAPicture,
    PictureDamaged,
    PictureRefused,
    PictureTooComplex,
    PictureTooLarge,
    PictureTooNarrow,
    PictureTooSmall,
    TwoFilesInOne,
    WrongKindOfFile,
)
from functions.media.model.processing_options import ProcessedImage
from functions.media.model.upload import Limits
from tests.unit.media.drawn import PICTURES, file_of, png, quarters, same_corners

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
)
SCRIPT = b"<script>alert('polyglot')</script>"


def refused(content: bytes, limits: Limits | None = None) -> PictureRefused:
    with pytest.raises(PictureRefused) as caught:
        VipsRenderer(limits).render(content)
    assert caught.value.message.endswith(".")
    assert caught.value.remedy.endswith(".")
    return caught.value


def made_or_refused(
    content: bytes, limits: Limits | None = None
) -> ProcessedImage | PictureRefused:
    try:
        return VipsRenderer(limits).render(content)
    except PictureRefused as problem:
        return problem


@pytest.fixture(scope="module")
def noisy() -> Image.Image:
    return Image.effect_noise((400, 300), 90).convert("RGB")


def test_an_empty_file() -> None:
    assert isinstance(refused(b""), NotAPicture)
    assert "empty" in refused(b"").message


@pytest.mark.parametrize("content", [b"hello", b"\x00" * 5000, b"MZ\x90\x00" * 100])
def test_a_file_that_is_no_picture(content: bytes) -> None:
    assert isinstance(refused(content), NotAPicture)


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (SVG, "SVG"),
        (b"%PDF-1.7\n", "PDF"),
        (file_of(quarters(), "BMP"), "BMP"),
        (b"II+\0\x08\0\0\0", "BigTIFF"),
        (file_of(quarters(), "TIFF", tiffinfo={254: 1}), "camera-raw"),
        (file_of(quarters(), "TIFF", tiffinfo={50706: b"\1\4\0\0"}), "camera-raw"),
    ],
)
def test_a_kind_that_no_shop_takes_is_called_by_its_name(content: bytes, called: str) -> None:
    problem = refused(content)
    assert isinstance(problem, WrongKindOfFile)
    assert called in problem.message
    assert "HEIC" in problem.remedy


def as_script(content: bytes) -> bytes:
    """A picture whose first length, read as text, opens a comment of JavaScript."""
    if content.startswith(b"RIFF"):
        return content[:4] + b"/*" + content[6:] + b"*/=1;alert(1)"
    return content[:4] + b"/*" + bytes(0x2F2A - 2) + content[4:] + b"*/=1;alert(1)"


ZIP_END = b"PK\x05\x06" + bytes(18)


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (file_of(quarters(), "JPEG") + b"PK\x03\x04" + bytes(500) + ZIP_END, "ZIP"),
        (file_of(quarters(), "PNG") + ZIP_END + b"note", "ZIP"),
        (file_of(quarters(), "JPEG", comment=b"%PDF-1.4 obj"), "PDF"),
        (b"GIF89a/*" + file_of(quarters(), "GIF")[8:] + b"*/=1;alert(1)", "script"),
        (b"GIF89a=1" + file_of(quarters(), "GIF")[8:] + b";alert(1)", "script"),
        (as_script(file_of(quarters(), "JPEG")), "script"),
        (as_script(file_of(quarters(), "WEBP")), "script"),
        (file_of(quarters(), "JPEG") + b"Rar!\x1a\x07\x01\0" + bytes(90_000), "RAR"),
        (file_of(quarters(), "PNG") + b"7z\xbc\xaf\x27\x1c" + bytes(90_000), "7z"),
        (file_of(quarters(), "JPEG", comment=SCRIPT), "script"),
        (file_of(quarters(), "JPEG") + b"<?php system($_GET[1]); ?>", "script"),
        (b"\xff\xd8\xff" + SVG, "script"),
    ],
)
def test_a_picture_that_is_another_file_too(content: bytes, called: str) -> None:
    problem = refused(content)
    assert isinstance(problem, TwoFilesInOne)
    assert called in problem.message


def test_what_a_phone_appends_is_no_offence_and_stays_out() -> None:
    film = b"\x00\x00\x00\x18ftypmp42" + b"SECRET-FILM" * 900
    for one in VipsRenderer().render(file_of(quarters(), "JPEG") + film).renditions:
        assert b"SECRET-FILM" not in one.content
        assert same_corners(one.content)


def test_no_other_reader_can_be_reached() -> None:
    VipsRenderer().render(file_of(quarters(), "JPEG"))
    pnm = b"P6 2 2 255 " + bytes(12)
    for reader in ("svgload", "csvload", "matrixload", "vipsload", "uhdrload"):
        with pytest.raises(pyvips.Error, match="blocked"):
            pyvips.Operation.call(f"{reader}_source", pyvips.Source.new_from_memory(pnm))
    with pytest.raises(pyvips.Error):
        pyvips.Image.new_from_buffer(file_of(quarters(), "JPEG"), "")


def test_a_film_of_thousands_of_frames_is_no_photograph() -> None:
    frames = [Image.new("L", (8, 8), shade * 97 % 256) for shade in range(600)]
    for kind in ("GIF", "TIFF", "WEBP"):
        content = file_of(frames[0], kind, save_all=True, append_images=frames[1:])
        problem = refused(content)
        assert isinstance(problem, PictureTooComplex)
        assert "more than 500 frames" in problem.message
        assert VipsRenderer(Limits(min_side=1)).render(
            file_of(frames[0], kind, save_all=True, append_images=frames[1:500])
        )


def test_a_tiff_in_one_piece_has_a_lower_limit() -> None:
    content = file_of(quarters(800, 600), "TIFF", tiffinfo={278: 600}, compression="tiff_lzw")
    tight = Limits(max_working_bytes=800 * 600 * 3 - 1)
    assert isinstance(refused(content, tight), PictureTooComplex)
    assert VipsRenderer(tight).render(
        file_of(quarters(800, 600), "TIFF", tiffinfo={278: 60}, compression="tiff_lzw")
    )


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_tiff_that_lies_about_its_size(order: str) -> None:
    # A gigapixel promised in a directory of one entry after another, and no pixel behind it.
    tags = [(256, 40_000), (257, 40_000), (258, 8), (262, 1), (273, 8), (277, 1), (278, 40_000)]
    entries = b"".join(struct.pack(f"{order}HHII", tag, 4, 1, value) for tag, value in tags)
    mark = b"II*\0" if order == "<" else b"MM\0*"
    head = mark + struct.pack(f"{order}IH", 8, len(tags))
    assert isinstance(refused(head + entries + bytes(4)), (PictureTooLarge, PictureDamaged))


@pytest.mark.parametrize("start", [0, 4, 0xFFFFFFF0])
def test_a_tiff_whose_directory_is_nowhere_or_goes_in_circles(start: int) -> None:
    content = b"II*\0" + struct.pack("<I", start) + bytes(200)
    assert isinstance(refused(content), PictureDamaged)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.95])
def test_a_file_that_breaks_off(kind: str, kept: float, noisy: Image.Image) -> None:
    content = file_of(noisy, kind)
    assert isinstance(refused(content[: int(len(content) * kept)]), PictureDamaged)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.95])
def test_a_heic_that_breaks_off(kept: float) -> None:
    content = (PICTURES / "plain.heic").read_bytes()
    assert isinstance(refused(content[: int(len(content) * kept)]), PictureDamaged)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_hole_in_the_middle(kind: str, noisy: Image.Image) -> None:
    content = bytearray(file_of(noisy, kind))
    middle = len(content) // 2
    content[middle : middle + 400] = b"\xff\xd9" * 200
    assert isinstance(refused(bytes(content)), PictureDamaged)


def test_too_many_bytes() -> None:
    problem = refused(b"\xff\xd8\xff" + b"\0" * 2_000_000, Limits(max_bytes=1_000_000))
    assert isinstance(problem, PictureTooLarge)
    assert "2.0 MB" in problem.message


def test_a_bomb_is_refused_by_its_header() -> None:
    problem = refused(png(14_000, 14_000))
    assert isinstance(problem, PictureTooLarge)
    assert "196 megapixels" in problem.message
    assert "80" in problem.message


def test_a_whole_bomb_is_refused_too() -> None:
    bomb = file_of(Image.new("L", (14_000, 14_000)), "PNG")
    assert len(bomb) < 300_000
    assert isinstance(refused(bomb), PictureTooLarge)


def test_a_heic_is_judged_by_its_header_too() -> None:
    content = (PICTURES / "plain.heic").read_bytes()
    assert isinstance(refused(content, Limits(max_pixels=50_000)), PictureTooLarge)


def test_a_layout_that_cannot_be_streamed_has_a_lower_limit() -> None:
    interlaced = png(7000, 7000, depth=16, colour=6, interlace=1)
    assert isinstance(refused(interlaced), PictureTooComplex)
    progressive = file_of(quarters(800, 600), "JPEG", progressive=True, subsampling=0)
    assert VipsRenderer().render(progressive)
    tight = Limits(max_working_bytes=800 * 600 * 6 - 1)
    assert isinstance(refused(progressive, tight), PictureTooComplex)
    assert VipsRenderer(tight).render(file_of(quarters(800, 600), "JPEG"))


@pytest.mark.parametrize("size", [(2100, 100), (100, 2100)])
def test_a_thin_strip(size: tuple[int, int]) -> None:
    problem = refused(file_of(Image.new("RGB", size), "PNG"))
    assert isinstance(problem, PictureTooNarrow)


@pytest.mark.parametrize("size", [(40, 40), (199, 900), (900, 199)])
def test_a_picture_that_would_only_be_shown_blurred(size: tuple[int, int]) -> None:
    problem = refused(file_of(quarters(*size), "JPEG"))
    assert isinstance(problem, PictureTooSmall)
    assert f"{size[0]} x {size[1]} pixels" in problem.message
    assert "200" in problem.message
    assert "as the camera took it" in problem.remedy
    assert VipsRenderer().render(file_of(quarters(200, 200), "JPEG"))


SEEDS = [
    file_of(quarters(60, 40), "JPEG"),
    file_of(quarters(60, 40), "JPEG", progressive=True),
    file_of(quarters(60, 40), "PNG"),
    file_of(quarters(60, 40), "WEBP"),
    file_of(quarters(60, 40), "GIF"),
    file_of(quarters(60, 40), "TIFF", compression="tiff_lzw"),
    file_of(quarters(60, 40), "AVIF"),
    (PICTURES / "plain.heic").read_bytes(),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.sampled_from(SEEDS),
    places=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12),
    kept=st.floats(0.05, 1),
)
def test_whatever_is_broken_there_is_a_reason_and_never_a_crash(
    seed: bytes, places: list[tuple[float, int]], kept: float
) -> None:
    content = bytearray(seed)
    for place, value in places:
        content[int(place * len(content))] = value
    made = made_or_refused(bytes(content[: int(kept * len(content))]), Limits(min_side=1))
    if isinstance(made, PictureRefused):
        assert made.message
        assert made.remedy
    else:
        assert {"web", "thumbnail", "w400"} <= {one.recipe.name for one in made.renditions}
