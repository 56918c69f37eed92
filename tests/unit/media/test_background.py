"""A plain background becomes white, and the product stays whole."""

from itertools import product as every

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from functions.media.adapters import background
from functions.media.adapters.imaging import VipsRenderer
from functions.media.errors import BackgroundNotPlain
from functions.media.model.processing_options import ProcessingOptions
from tests.recipes import CLASSIC
from tests.unit.media.drawn import file_of, opened
from tests.unit.media.scenes import (
    INDIGO,
    MADDER,
    PRODUCTS,
    SAND,
    Box,
    Colour,
    Product,
    grounded,
    pixels,
    scene,
    vips,
)

GROUNDS = ((250, 250, 250), SAND, (150, 165, 180), (40, 44, 52))
DYES = (INDIGO, MADDER, (225, 180, 40))
MIDDLE = Box(0.3, 0.25, 0.72, 0.8)


def product_of(image: Image.Image, ground: Colour) -> NDArray[np.bool_]:
    """Which pixels of a drawn scene are the product."""
    product: NDArray[np.bool_] = (
        np.abs(np.asarray(image).astype(int) - np.array(ground)).sum(axis=2) > 30
    )
    return product


@pytest.mark.parametrize("kind", PRODUCTS)
def test_the_product_is_never_cut_and_the_ground_is_white(kind: Product) -> None:
    done = 0
    for ground, dye in every(GROUNDS, DYES):
        image = scene("paper", kind, MIDDLE, (640, 480), (ground, dye))
        product = product_of(image, ground)
        after = pixels(background.cleared(vips(image)))
        before = np.asarray(image)
        assert np.array_equal(after[product], before[product]), (kind, ground, dye)
        corner = after[:20, :20]
        assert (corner >= 250).all()
        done += 1
    assert done == len(GROUNDS) * len(DYES)


def test_a_hole_in_the_product_is_no_ground() -> None:
    image = scene("paper", "bangle", MIDDLE)
    after = pixels(background.cleared(vips(image)))
    middle = after[int(0.525 * 480), int(0.51 * 640)]
    assert tuple(middle) == SAND


def test_the_edge_is_soft() -> None:
    image = scene("paper", "shawl", MIDDLE)
    row = pixels(background.cleared(vips(image)))[240, :, 0].astype(int)
    steps = np.abs(np.diff(row[: int(0.3 * 640) - 1]))
    assert row[0] == 255
    assert 0 < steps.max() < 255 - SAND[0]
    assert (steps > 0).sum() >= 3


def test_falling_light_and_a_soft_shadow_are_ground() -> None:
    image = grounded("falling light", (640, 480))
    shadow = Image.new("L", image.size, 255)
    ImageDraw.Draw(shadow).ellipse((180, 350, 480, 420), fill=215)
    blurred = shadow.filter(ImageFilter.GaussianBlur(18))
    dimmed = np.asarray(image) * (np.asarray(blurred)[:, :, None] / 255)
    image = Image.fromarray(dimmed.astype(np.uint8), "RGB")
    ImageDraw.Draw(image).ellipse((220, 120, 440, 380), fill=INDIGO)
    after = pixels(background.cleared(vips(image)))
    assert tuple(after[250, 330]) == INDIGO
    assert (after[:30, :30] >= 250).all()
    assert (after[-10:, -30:] >= 250).all()


@pytest.mark.parametrize("case", ["boards", "noise", "two colours", "touching", "nothing", "full"])
def test_any_other_ground_is_refused_with_a_reason(case: str) -> None:
    image = grounded("paper", (640, 480))
    draw = ImageDraw.Draw(image)
    match case:
        case "boards":
            image = scene("boards", "pot", MIDDLE)
        case "noise":
            image = Image.effect_noise((640, 480), 120).convert("RGB")
        case "two colours":
            draw.rectangle((0, 0, 320, 480), fill=(40, 90, 60))
            draw.ellipse((200, 120, 440, 360), fill=INDIGO)
        case "touching":
            draw.rectangle((0, 0, 400, 480), fill=INDIGO)
        case "full":
            draw.rectangle((12, 12, 628, 468), fill=INDIGO)
        case _:
            pass
    with pytest.raises(BackgroundNotPlain) as caught:
        background.cleared(vips(image))
    assert caught.value.code == "background_not_plain"
    assert "plain" in caught.value.message
    assert "paper" in caught.value.remedy


def test_a_product_of_the_grounds_own_colour_is_kept_or_refused() -> None:
    pale = tuple(part + 8 for part in SAND)
    image = scene("paper", "shawl", MIDDLE, (640, 480), (SAND, (pale[0], pale[1], pale[2])))
    with pytest.raises(BackgroundNotPlain):
        background.cleared(vips(grounded("paper", (640, 480))))
    product = np.asarray(image) - np.array(SAND) > 0
    try:
        after = pixels(background.cleared(vips(image)))
    except BackgroundNotPlain:
        return
    kept = (after == np.asarray(image)).all(axis=2)[product.all(axis=2)]
    assert kept.all()


def test_every_rendition_is_cleared_and_crops_stay() -> None:
    content = file_of(scene("paper", "pot", MIDDLE, (900, 1200)), "PNG")
    plain = VipsRenderer().render(content, CLASSIC)
    clear = VipsRenderer().render(
        content, CLASSIC, ProcessingOptions(background="white", light=True)
    )
    assert plain.focal == clear.focal
    for one, other in zip(plain.renditions, clear.renditions, strict=True):
        assert (one.width, one.height) == (other.width, other.height)
        assert min(np.asarray(opened(other.content))[:6, :6].flatten()) > 248
        assert max(np.asarray(opened(one.content))[:6, :6].flatten()) < 240


def test_the_renderer_passes_the_refusal_on() -> None:
    content = file_of(scene("boards", "pot", MIDDLE), "JPEG")
    with pytest.raises(BackgroundNotPlain):
        VipsRenderer().render(content, CLASSIC, ProcessingOptions(background="white"))
