"""Files that become no photo: each is refused with a sentence that an artisan understands."""

import pytest
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
    WrongKindOfFile,
)
from functions.media.model.recipes import RECIPES
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
        (file_of(quarters(), "GIF"), "GIF"),
        (file_of(quarters(), "TIFF"), "TIFF"),
        (file_of(quarters(), "BMP"), "BMP"),
        (file_of(quarters(), "AVIF"), "AVIF"),
    ],
)
def test_a_kind_that_no_shop_takes_is_called_by_its_name(content: bytes, called: str) -> None:
    problem = refused(content)
    assert isinstance(problem, WrongKindOfFile)
    assert called in problem.message
    assert "HEIC" in problem.remedy


def test_a_picture_that_carries_another_file_gives_away_only_the_picture() -> None:
    content = file_of(quarters(), "JPEG", comment=SCRIPT) + SCRIPT + b"PK\x03\x04"
    for one in VipsRenderer().render(content):
        assert b"<script" not in one.content
        assert b"PK\x03\x04" not in one.content
        assert same_corners(one.content)


def test_an_svg_that_pretends_to_be_a_jpeg_reaches_no_svg_reader() -> None:
    assert isinstance(refused(b"\xff\xd8\xff" + SVG), PictureDamaged)


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
    assert "50" in problem.message


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


SEEDS = [
    file_of(quarters(60, 40), "JPEG"),
    file_of(quarters(60, 40), "JPEG", progressive=True),
    file_of(quarters(60, 40), "PNG"),
    file_of(quarters(60, 40), "WEBP"),
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
    try:
        outcome = len(VipsRenderer().render(bytes(content[: int(kept * len(content))])))
    except PictureRefused as problem:
        outcome = len(RECIPES) if problem.message and problem.remedy else 0
    assert outcome == len(RECIPES)
