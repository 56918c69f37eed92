"""Better light for a photograph, and the same dye."""

import numpy as np
import pytest
import pyvips
from numpy.typing import NDArray
from PIL import Image

from functions.media.adapters import light
from functions.media.adapters.imaging import VipsRenderer
from functions.media.model.processing_options import ProcessingOptions
from tests.recipes import CLASSIC
from tests.unit.media.colour import difference, lab_of
from tests.unit.media.drawn import file_of, opened
from tests.unit.media.scenes import Box, pixels, scene, vips

HUE_BOUND = 1.5
"""Most that the hue part of CIEDE2000 may be; 1 is what a trained eye sees side by side."""
NEAR_BLACK, HUE_BOUND_NEAR_BLACK = 10, 3.0
"""Below this lightness one step of 8 bits already turns a hue further than the other bound."""


def patches(low: float, high: float) -> pyvips.Image:
    """Some 5000 colours from all over sRGB, squeezed between two levels."""
    steps = np.arange(0, 256, 15)
    grid = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), -1).reshape(-1, 3)
    levels = (grid * (high - low) + 255 * low).round().astype(np.uint8)
    side = int(len(levels) ** 0.5)
    return vips(Image.fromarray(levels[: side * side].reshape(side, side, 3), "RGB"))


def judged(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> tuple[float, float]:
    """The largest hue part of CIEDE2000, of visible colours and of those near black."""
    one, other = lab_of(before), lab_of(after)
    hue = difference(one, other)[1]
    dark = np.minimum(one[..., 0], other[..., 0]) < NEAR_BLACK
    return float(hue[~dark].max(initial=0)), float(hue[dark].max(initial=0))


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (0, 0.35), (0, 0.15), (0.4, 1), (0.3, 0.7), (0.6, 1), (0.1, 0.5)]
)
def test_no_dye_changes_its_hue(low: float, high: float) -> None:
    image = patches(low, high)
    visible, near_black = judged(pixels(image), pixels(light.corrected(image)))
    assert visible <= HUE_BOUND
    assert near_black <= HUE_BOUND_NEAR_BLACK


def test_the_formula_is_that_of_its_authors() -> None:
    # Pairs 1, 7 and 34 of table 1 in Sharma, Wu and Dalal (2005).
    pairs = (
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    )
    for one, other, wanted in pairs:
        whole, hue = difference(np.array(one), np.array(other))
        assert float(whole) == pytest.approx(wanted, abs=1e-4)
        assert float(hue) <= float(whole) + 1e-9
    assert lab_of(np.array([255, 0, 0], np.uint8)) == pytest.approx([53.23, 80.11, 67.22], abs=0.01)


def underexposed(factor: float) -> pyvips.Image:
    image = scene("falling light", "shawl", Box(0.3, 0.2, 0.7, 0.8))
    return vips(image.point([round(value * factor) for value in range(256)] * 3))


def lightness(image: pyvips.Image) -> NDArray[np.float64]:
    return lab_of(pixels(image))[..., 0]


@pytest.mark.parametrize("factor", [0.35, 0.5, 0.65])
def test_a_dark_photograph_comes_at_least_half_way_back(factor: float) -> None:
    good, dark = underexposed(1), underexposed(factor)
    better = light.corrected(dark)
    lost, left = (np.abs(lightness(good) - lightness(image)).mean() for image in (dark, better))
    assert lost > 10
    assert left < lost / 2
    assert judged(pixels(dark), pixels(better))[0] <= HUE_BOUND


def test_a_hazy_photograph_gets_its_contrast_back() -> None:
    hazy = patches(0.35, 0.65)
    better = light.corrected(hazy)
    assert np.ptp(lightness(better)) > 1.25 * np.ptp(lightness(hazy))


def test_nothing_is_blown_out_or_crushed() -> None:
    image = patches(0, 1)
    before, after = lightness(image), lightness(light.corrected(image))
    assert (after[before < 98] > 99.9).mean() < 0.001
    assert (after[before > 12] > 4).all()


def test_good_light_is_left_as_it_is() -> None:
    # From black to white, and the geometric mean of the luminance is that of a grey card.
    luminance = np.linspace(0, 1, 256) ** -np.log(0.18)
    levels = np.where(
        luminance <= 0.0031308, luminance * 12.92, 1.055 * luminance ** (1 / 2.4) - 0.055
    )
    row = (levels * 255).round().astype(np.uint8)
    ramp = np.repeat(np.repeat(row[None, :, None], 64, axis=0), 3, axis=2)
    image = vips(Image.fromarray(ramp, "RGB"))
    assert light.corrected(image) is image


def test_it_is_done_on_request_only_and_on_every_rendition() -> None:
    dark = underexposed(0.4)
    content = file_of(Image.fromarray(pixels(dark), "RGB"), "PNG")
    plain = VipsRenderer().render(content, CLASSIC)
    lit = VipsRenderer().render(content, CLASSIC, ProcessingOptions(light=True))
    for one, other in zip(plain.renditions, lit.renditions, strict=True):
        means = [np.asarray(opened(each.content)).mean() for each in (one, other)]
        assert means[1] > means[0] + 20, one.recipe.name
        assert (one.width, one.height) == (other.width, other.height)
    assert plain.focal == lit.focal
    assert plain.fingerprint == lit.fingerprint
