"""Crops keep the product in the picture; a point that a hand set wins."""

from itertools import product as every

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from functions.media.adapters.imaging import VipsRenderer
from functions.media.adapters.saliency import frame_of
from functions.media.model.crop import CENTRE, Frame, Point
from functions.media.model.processing_options import ProcessingOptions
from functions.media.model.recipes import Cut, Recipe
from tests.recipes import EVERY
from tests.unit.media.drawn import file_of
from tests.unit.media.scenes import (
    GROUNDS,
    MADDER,
    PRODUCTS,
    SAND,
    Box,
    Colour,
    Ground,
    Product,
    grounded,
    scene,
    vips,
)

CROPPED = [recipe for recipe in EVERY if recipe.ratio]
SHAPES = ((640, 480), (480, 640), (900, 400), (500, 500))
NEAR = 0.015
"""How far a crop may come into the product's box, as a share of the picture's side."""

PLACES = (0.02, 0.3, 0.62)
WEIGHTS = st.lists(st.floats(0, 1), min_size=1, max_size=60).filter(any)
SHARES = st.floats(0.05, 1)


def holds(cut: Cut, box: Box, size: tuple[int, int], near: float = NEAR) -> bool:
    """Whether the box lies within the cut."""
    left, top, right, bottom = box.pixels(*size)
    across, down = near * size[0], near * size[1]
    return (
        cut.left <= left + across
        and cut.top <= top + down
        and right - across <= cut.left + cut.width
        and bottom - down <= cut.top + cut.height
    )


def fits(recipe: Recipe, box: Box, size: tuple[int, int]) -> bool:
    cut = recipe.cut(*size)
    left, top, right, bottom = box.pixels(*size)
    return right - left <= cut.width and bottom - top <= cut.height


def assert_kept(frame: Frame, box: Box, size: tuple[int, int], label: object) -> int:
    kept = 0
    for recipe in CROPPED:
        if fits(recipe, box, size):
            assert holds(recipe.cut(*size, frame), box, size), (recipe.name, label)
            kept += 1
    return kept


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("kind", PRODUCTS)
def test_a_product_stays_in_the_picture_wherever_it_lies(ground: Ground, kind: Product) -> None:
    kept = 0
    for size, left, top in every(SHAPES, PLACES, PLACES):
        box = Box(left, top, left + 0.33, top + 0.36)
        frame = frame_of(vips(scene(ground, kind, box, size)))
        kept += assert_kept(frame, box, size, (ground, kind, size, left, top))
    assert kept >= 80


COLOURS: tuple[tuple[Colour, Colour], ...] = (
    (SAND, MADDER),
    ((250, 250, 250), (225, 190, 40)),
    ((30, 30, 34), (190, 190, 180)),
    ((60, 90, 60), (200, 60, 90)),
    ((120, 120, 120), (40, 120, 160)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(GROUNDS),
    st.sampled_from(PRODUCTS),
    st.sampled_from(SHAPES),
    st.sampled_from(COLOURS),
    st.tuples(st.floats(0.02, 0.7), st.floats(0.02, 0.7)),
    st.tuples(st.floats(0.2, 0.5), st.floats(0.2, 0.5)),
)
def test_a_product_of_any_size_and_colour_stays_in_the_picture(
    ground: Ground,
    kind: Product,
    size: tuple[int, int],
    colours: tuple[Colour, Colour],
    place: tuple[float, float],
    extent: tuple[float, float],
) -> None:
    right, bottom = place[0] + extent[0], place[1] + extent[1]
    assume(max(right, bottom) <= 0.98)
    box = Box(*place, right, bottom)
    frame = frame_of(vips(scene(ground, kind, box, size, colours)))
    assert_kept(frame, box, size, "drawn")


@given(WEIGHTS, SHARES)
def test_no_window_holds_more_than_the_one_that_is_chosen(
    weights: list[float], share: float
) -> None:
    def held(start: float) -> float:
        bins = len(weights)
        ends = ((place / bins, (place + 1) / bins) for place in range(bins))
        return sum(
            weight * bins * max(0.0, min(end, start + share) - max(begin, start))
            for weight, (begin, end) in zip(weights, ends, strict=True)
        )

    start = Frame(columns=tuple(weights)).left(share)
    assert 0 <= start <= 1 - share + 1e-9
    best = max(held(step / 200 * (1 - share)) for step in range(201))
    assert held(start) >= best - 0.0101 * sum(weights)


@given(SHARES, st.floats(0, 1), st.floats(0, 1), WEIGHTS)
def test_a_point_set_by_hand_is_in_the_middle_or_as_near_as_can_be(
    share: float, x: float, y: float, weights: list[float]
) -> None:
    frame = Frame(tuple(weights), tuple(weights), Point(x, y), hand=True)
    for start, at in ((frame.left(share), x), (frame.top(share), y)):
        assert 0 <= start <= 1 - share + 1e-9
        assert start - 1e-9 <= at <= start + share + 1e-9
        in_the_middle = abs(start + share / 2 - at) < 1e-6
        assert in_the_middle or start < 1e-6 or start > 1 - share - 1e-6


@given(st.integers(1, 9000), st.integers(1, 9000), st.sampled_from(CROPPED), WEIGHTS, WEIGHTS)
def test_wherever_the_product_is_the_region_lies_within_and_the_ratio_is_exact(
    width: int, height: int, recipe: Recipe, columns: list[float], rows: list[float]
) -> None:
    cut = recipe.cut(width, height, Frame(tuple(columns), tuple(rows)))
    assert 0 <= cut.left <= width - cut.width
    assert 0 <= cut.top <= height - cut.height
    assert recipe.ratio
    assert cut.out_width * recipe.ratio[1] == cut.out_height * recipe.ratio[0]


def test_where_nothing_stands_out_the_middle_is_kept() -> None:
    assert frame_of(vips(grounded("paper", (640, 480)))) == Frame()
    assert frame_of(vips(grounded("paper", (7, 300)))) == Frame()


def test_the_crops_of_a_file_follow_the_product_and_the_hand() -> None:
    box = Box(0.68, 0.3, 0.97, 0.7)
    content = file_of(scene("paper", "pot", box, (1200, 600)), "PNG")
    found = VipsRenderer().render(content, CROPPED)
    assert found.focal.x == pytest.approx(0.825, abs=0.03)
    assert found.focal.y == pytest.approx(0.5, abs=0.06)
    pointed = VipsRenderer().render(content, CROPPED, ProcessingOptions(focal=Point(0.1, 0.5)))
    assert pointed.focal == Point(0.1, 0.5)
    plain = VipsRenderer().render(file_of(grounded("paper", (1200, 600)), "PNG"), CROPPED)
    assert plain.focal == CENTRE
    for one, other in zip(found.renditions, pointed.renditions, strict=True):
        assert (one.width, one.height) == (other.width, other.height)
        assert one.content != other.content
