"""What goes in and what comes out, as policy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.media.model.kinds import sniff, third_party
from functions.media.model.recipes import Cut, Recipe, is_strip, without_spares
from tests.recipes import EVERY

SIDES = st.integers(min_value=1, max_value=20_000)
BY_NAME = {recipe.name: recipe for recipe in EVERY}


def test_the_renditions() -> None:
    sizes = {
        (recipe.name, recipe.format): (cut.out_width, cut.out_height)
        for recipe in EVERY
        for cut in [recipe.cut(4032, 3024)]
    }
    srcset = {400: 300, 800: 600, 1200: 900, 1600: 1200, 2048: 1536}
    assert sizes == {
        ("web", "webp"): (2048, 1536),
        ("thumbnail", "webp"): (400, 300),
        ("instagram", "jpeg"): (1080, 1350),
        ("pinterest", "jpeg"): (1000, 1500),
        ("square", "jpeg"): (2000, 2000),
        **{(f"w{w}", form): (w, h) for w, h in srcset.items() for form in ("avif", "webp")},
    }


def test_each_recipe_is_a_file_of_its_own() -> None:
    names = [f"{recipe.name}.{recipe.extension}" for recipe in EVERY]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("longest", "widths"),
    [(300, [400]), (400, [400]), (401, [400, 800]), (1600, [400, 800, 1200, 1600]), (1, [400])],
)
def test_a_small_picture_is_not_kept_five_times(longest: int, widths: list[int]) -> None:
    made = without_spares(EVERY, longest, longest)
    for form in ("avif", "webp"):
        names = [one.name for one in made if one.spare and one.format == form]
        assert names == [f"w{width}" for width in widths]
    assert {"web", "thumbnail", "instagram", "pinterest", "square"} <= {one.name for one in made}


@given(SIDES, SIDES, st.sampled_from(EVERY))
def test_the_region_lies_within_the_picture(width: int, height: int, recipe: Recipe) -> None:
    cut = recipe.cut(width, height)
    assert cut.left >= 0
    assert cut.top >= 0
    assert 1 <= cut.width <= width - cut.left
    assert 1 <= cut.height <= height - cut.top
    assert max(cut.out_width, cut.out_height) <= recipe.longest
    assert min(cut.out_width, cut.out_height) >= 1


@given(SIDES, SIDES, st.sampled_from([one for one in EVERY if one.ratio]))
def test_a_ratio_is_exact_because_platforms_refuse_near_misses(
    width: int, height: int, recipe: Recipe
) -> None:
    assert recipe.ratio
    across, down = recipe.ratio
    cut = recipe.cut(width, height)
    assert cut.out_width * down == cut.out_height * across


@given(SIDES, SIDES, st.sampled_from(EVERY))
def test_nothing_is_enlarged_beyond_what_a_platform_demands(
    width: int, height: int, recipe: Recipe
) -> None:
    cut = recipe.cut(width, height)
    across = recipe.ratio[0] if recipe.ratio else 1
    assert cut.out_width <= max(width, recipe.min_width, across)
    if recipe.ratio and cut.out_width > max(recipe.min_width, across):
        assert cut.out_width <= cut.width
        assert cut.out_height <= cut.height


@given(SIDES, SIDES, st.sampled_from([one for one in EVERY if one.ratio]))
def test_the_region_is_centred_and_touches_two_sides(
    width: int, height: int, recipe: Recipe
) -> None:
    cut = recipe.cut(width, height)
    assert cut.width == width or cut.height == height
    assert abs((width - cut.width - cut.left) - cut.left) <= 1
    assert abs((height - cut.height - cut.top) - cut.top) <= 1


@given(st.integers(400, 9000), st.integers(400, 9000), st.sampled_from(EVERY))
def test_a_picture_is_not_distorted(width: int, height: int, recipe: Recipe) -> None:
    if is_strip(width, height):
        return
    cut = recipe.cut(width, height)
    shown = (cut.out_width / cut.width) / (cut.out_height / cut.height)
    assert shown == pytest.approx(1, abs=0.03)


@given(SIDES, SIDES, st.sampled_from(EVERY), st.floats(0.05, 1))
def test_a_cut_stays_within_a_smaller_copy(
    width: int, height: int, recipe: Recipe, scale: float
) -> None:
    copy_width, copy_height = max(1, round(width * scale)), max(1, round(height * scale))
    cut = recipe.cut(width, height).on(copy_width / width, copy_height / height)
    assert cut.left + cut.width <= max(copy_width, cut.left + 1)
    assert cut.top + cut.height <= max(copy_height, cut.top + 1)
    assert (cut.out_width, cut.out_height) == (
        recipe.cut(width, height).out_width,
        recipe.cut(width, height).out_height,
    )


def test_a_whole_cut_of_a_copy_is_the_whole_copy() -> None:
    cut = BY_NAME["web"].cut(4033, 3023).on(2001 / 4033, 1500 / 3023)
    assert cut == Cut(0, 0, 2001, 1500, 2048, 1535)


def test_small_pictures_reach_the_least_that_instagram_takes() -> None:
    cut = BY_NAME["instagram"].cut(90, 60)
    assert (cut.out_width, cut.out_height) == (320, 400)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe1", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "webp"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "heic"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic", "heic"),
        (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf", "avif"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00avifmif1miaf", "avif"),
        (b"GIF87a", "gif"),
        (b"GIF89a", "gif"),
        (b"GIF90a", None),
        (b"II*\x00\x08\x00\x00\x00", "tiff"),
        (b"MM\x00*\x00\x00\x00\x08", "tiff"),
        (b"II*\x00\x10\x00\x00\x00CR\x02\x00", None),
        (b"II+\x00\x08\x00\x00\x00", None),
        (b"RIFF\x10\x00\x00\x00WAVE", None),
        (b"\xff\xd8", None),
        (b"", None),
    ],
)
def test_the_content_says_what_kind_it_is(head: bytes, kind: str | None) -> None:
    assert sniff(head) == kind


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"%PDF-1.7", "a PDF document"),
        (b"II*\x00\x10\x00\x00\x00CR\x02\x00", "a camera-raw file"),
        (b"MM\x00+\x00\x08\x00\x00", "a BigTIFF file"),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ", "a video"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<svg xmlns="x">', "an SVG drawing"),
        (b"  <svg onload='x'>", "an SVG drawing"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b'<?xml version="1.0"?><note/>', None),
        (b"hello", None),
    ],
)
def test_other_files_are_called_by_their_name(head: bytes, name: str | None) -> None:
    assert third_party(head) == name
