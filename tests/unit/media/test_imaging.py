"""Renditions of drawn pictures: upright, in sRGB, on white, with nothing hidden in them."""

import io
import struct
from dataclasses import replace
from itertools import pairwise

import pytest
from PIL import Image, ImageCms

from functions.media.adapters.imaging import VipsRenderer
from functions.media.model.recipes import Rendered
from functions.media.model.upload import Limits
from tests.recipes import CLASSIC
from tests.unit.media.drawn import (
    QUARTERS,
    SECRET,
    STORED,
    centre,
    exif,
    file_of,
    near,
    opened,
    png,
    quarters,
    same_corners,
)

WHITE = (255, 255, 255)


def rendered(content: bytes, limits: Limits | None = None) -> dict[str, Rendered]:
    made = VipsRenderer(limits).render(content, CLASSIC)
    return {one.recipe.name: one for one in made.renditions}


def test_each_rendition_is_the_file_that_its_recipe_promises() -> None:
    made = rendered(file_of(quarters(3000, 2250), "JPEG"))
    assert list(made) == [recipe.name for recipe in CLASSIC]
    for one in made.values():
        image = Image.open(io.BytesIO(one.content))
        assert image.format == one.recipe.format.upper()
        assert image.size == (one.width, one.height)
        assert image.mode == "RGB"
    assert made["web"].width == 2048
    assert (made["instagram"].width, made["instagram"].height) == (1080, 1350)
    assert (made["square"].width, made["square"].height) == (2000, 2000)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", sorted(STORED))
def test_every_orientation_of_a_camera_is_turned_upright(kind: str, orientation: int) -> None:
    step = STORED[orientation]
    stored = quarters().transpose(step) if step is not None else quarters()
    for one in rendered(file_of(stored, kind, exif=exif(orientation))).values():
        assert same_corners(one.content), (one.recipe.name, orientation)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_rendition_tells_where_it_was_taken(kind: str) -> None:
    content = file_of(quarters(), kind, exif=exif(), comment=SECRET, xmp=SECRET.encode())
    assert SECRET.encode() in content
    for one in rendered(content).values():
        image = Image.open(io.BytesIO(one.content))
        assert not dict(image.getexif())
        assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(image.info)
        assert SECRET.encode() not in one.content
        assert b"Exif" not in one.content


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "CMYK", "LA", "RGBA", "I;16"])
def test_every_mode_becomes_a_plain_picture(mode: str) -> None:
    grey = mode in {"L", "LA", "1", "I;16"}
    image = Image.new("RGB", (320, 240), (255, 255, 255) if mode == "1" else (120, 120, 120))
    match mode:
        case "I;16":
            image = Image.new("I;16", (320, 240), 120 * 257)
        case "P":
            image = image.quantize(4)
        case _:
            image = image.convert(mode)
    for one in rendered(file_of(image, "JPEG" if mode == "CMYK" else "PNG")).values():
        wanted = WHITE if mode == "1" else (120, 120, 120)
        assert near(centre(one.content), wanted, 12 if mode == "CMYK" else 3), one.recipe.name
        if grey:
            assert len(set(centre(one.content))) == 1


def test_a_cmyk_jpeg_is_not_shown_as_its_negative() -> None:
    ink = Image.new("CMYK", (320, 240), (0, 230, 230, 0))
    red, green, blue = centre(rendered(file_of(ink, "JPEG"))["web"].content)
    assert red > 150
    assert green < 110
    assert blue < 110


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "palette"])
def test_what_is_transparent_shows_white_and_not_its_hidden_colour(kind: str) -> None:
    image = quarters().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size).point([0] * 250 + [255] * 6))
    if kind == "palette":
        image = image.quantize(16)
    content = file_of(image, "WEBP" if kind == "WEBP" else "PNG", lossless=True)
    for one in rendered(content).values():
        assert near(centre(one.content), WHITE, 2), one.recipe.name


def test_half_transparent_is_half_white() -> None:
    image = Image.new("RGBA", (320, 240), (100, 0, 0, 128))
    assert near(centre(rendered(file_of(image, "PNG"))["square"].content), (177, 127, 127), 4)


def test_sixteen_bits_per_channel_become_eight() -> None:
    # Pillow writes no 16-bit RGB, so this PNG is put together by hand.
    content = png(256, 240, depth=16, row=struct.pack(">3H", 60_000, 20_000, 10_000) * 256)
    assert near(centre(rendered(content)["web"].content), (233, 78, 39), 4)


def test_sixteen_bits_with_transparency_lie_on_white_too() -> None:
    row = struct.pack(">4H", 0, 0, 0, 32_768) * 256
    content = png(256, 240, depth=16, colour=6, row=row)
    assert near(centre(rendered(content)["web"].content), (127, 127, 127), 3)


def profile(name: str) -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()  # type: ignore[arg-type]


def test_an_srgb_profile_changes_nothing() -> None:
    content = file_of(quarters(), "PNG", icc_profile=profile("sRGB"))
    assert same_corners(rendered(content)["web"].content)


def test_a_profile_that_does_not_fit_or_is_garbage_is_passed_over() -> None:
    for broken in (b"garbage", profile("LAB"), profile("sRGB")[:200]):
        content = file_of(quarters(), "PNG", icc_profile=broken)
        assert same_corners(rendered(content)["web"].content, QUARTERS)


def test_an_animation_shows_its_first_frame() -> None:
    frames = [Image.new("RGB", (320, 240), colour) for colour in QUARTERS]
    for kind in ("WEBP", "PNG"):
        content = file_of(
            frames[0], kind, save_all=True, append_images=frames[1:], duration=100, lossless=True
        )
        made = rendered(content)
        assert near(centre(made["web"].content), QUARTERS[0])
        assert (made["web"].width, made["web"].height) == (320, 240)


def test_small_pictures_are_not_blown_up_except_where_a_platform_demands_it() -> None:
    made = rendered(file_of(quarters(264, 210), "JPEG"))
    assert (made["web"].width, made["web"].height) == (264, 210)
    assert (made["thumbnail"].width, made["thumbnail"].height) == (264, 210)
    assert (made["instagram"].width, made["instagram"].height) == (320, 400)
    assert (made["square"].width, made["square"].height) == (500, 500)
    assert (made["pinterest"].width, made["pinterest"].height) == (140, 210)
    enlarged = {name: one.enlarged_from for name, one in made.items() if one.enlarged_from}
    assert enlarged == {"instagram": 168, "square": 210}


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (19, 1), (5000, 300), (300, 5000)])
def test_odd_sizes_have_all_renditions(size: tuple[int, int]) -> None:
    content = file_of(Image.new("RGB", size, (10, 200, 30)), "PNG")
    made = rendered(content, Limits(min_side=1))
    for one in made.values():
        assert opened(one.content).size == (one.width, one.height)


def test_quality_gives_way_to_a_platforms_limit() -> None:
    noise = Image.effect_noise((900, 900), 120).convert("RGB")
    content = file_of(noise, "PNG")
    recipe = next(one for one in CLASSIC if one.name == "square")
    both = (recipe, replace(recipe, max_bytes=400_000))
    free, held = VipsRenderer().render(content, both).renditions
    assert len(free.content) > 400_000 > len(held.content)
    assert (held.width, held.height) == (free.width, free.height)


def test_large_pictures_are_shrunk_without_losing_their_place() -> None:
    # 4400 x 4500 takes the paths that decode JPEG and WebP at a reduced size.
    for kind in ("JPEG", "WEBP"):
        made = rendered(file_of(quarters(4400, 4500), kind, method=0))
        assert (made["web"].width, made["web"].height) == (2002, 2048)
        for one in made.values():
            assert same_corners(one.content), (kind, one.recipe.name)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_what_is_decoded_smaller_keeps_its_detail(kind: str) -> None:
    # Stripes 3 pixels wide are 1.36 wide in `square`: decoded too small, they are gone or fewer.
    stripes = Image.new("L", (4400, 1))
    stripes.putdata([30 if x // 3 % 2 else 220 for x in range(4400)])
    image = stripes.resize((4400, 4400)).convert("RGB")
    made = rendered(file_of(image, kind, method=0, quality=90))
    row = opened(made["square"].content).convert("L").crop((0, 1000, 2000, 1001))
    bright = [value > 125 for value in row.tobytes()]
    edges = sum(one != other for one, other in pairwise(bright))
    assert abs(edges - 4400 / 3) < 5
