"""What stands for a picture before it is there, and what tells that two are the same."""

import base64

import pytest
from PIL import Image, ImageFilter

from functions.media.adapters.imaging import VipsRenderer
from functions.media.adapters.placeholder import fingerprint, thumbhash
from functions.media.model.library import ALIKE, distance
from tests.recipes import CLASSIC
from tests.unit.media.drawn import file_of
from tests.unit.media.scenes import INDIGO, MADDER, SAND, Box, scene, vips


def average(placeholder: str) -> tuple[int, ...]:
    """`thumbHashToAverageRGBA` of the reference implementation."""
    head = int.from_bytes(base64.b64decode(placeholder)[:3], "little")
    light, yellow = (head & 63) / 63, (head >> 6 & 63) / 31.5 - 1
    reds = (head >> 12 & 63) / 31.5 - 1
    blue = light - 2 / 3 * yellow
    red = (3 * light - blue + reds) / 2
    return tuple(round(255 * min(1, max(0, part))) for part in (red, red - reds, blue))


def shape(placeholder: str) -> float:
    """`thumbHashToApproximateAspectRatio` of the reference implementation."""
    decoded = base64.b64decode(placeholder)
    landscape, other = decoded[4] & 0x80, decoded[3] & 7
    return 7 / other if landscape else other / 7


@pytest.mark.parametrize("colour", [(200, 40, 60), (20, 120, 90), (240, 240, 230), (5, 8, 60)])
def test_a_placeholder_has_the_pictures_colour(colour: tuple[int, int, int]) -> None:
    placeholder = thumbhash(vips(Image.new("RGB", (90, 60), colour)))
    assert average(placeholder) == pytest.approx(colour, abs=9)


@pytest.mark.parametrize(("size", "ratio"), [((300, 200), 1.5), ((200, 300), 0.67), ((90, 90), 1)])
def test_a_placeholder_has_the_pictures_shape(size: tuple[int, int], ratio: float) -> None:
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    placeholder = thumbhash(vips(image))
    assert shape(placeholder) == pytest.approx(ratio, abs=0.15)
    assert len(base64.b64decode(placeholder)) <= 25


def test_a_placeholder_shows_where_it_is_bright() -> None:
    ramp = Image.linear_gradient("L").convert("RGB")
    up, down = thumbhash(vips(ramp)), thumbhash(vips(ramp.transpose(Image.Transpose.ROTATE_180)))
    # The first wave of the lightness from top to bottom has the other sign: 15 - n for n.
    waves = [base64.b64decode(decoded)[5:] for decoded in (up, down)]
    nibbles = [[part for byte in decoded for part in (byte & 15, byte >> 4)] for decoded in waves]
    strongest = max(range(len(nibbles[0])), key=lambda place: abs(nibbles[0][place] - 7.5))
    assert nibbles[0][strongest] + nibbles[1][strongest] == 15
    assert nibbles[0][strongest] in {0, 15}


def test_copies_of_a_picture_are_alike_and_others_are_not() -> None:
    pots = [
        scene("linen", "pot", Box(0.2, 0.2, 0.6, 0.8)),
        scene("linen", "bangle", Box(0.4, 0.1, 0.9, 0.6)),
        scene("boards", "bangle", Box(0.3, 0.3, 0.8, 0.9), colours=(SAND, MADDER)),
        scene("falling light", "pot", Box(0.5, 0.4, 0.9, 0.9), colours=((40, 40, 50), SAND)),
    ]
    prints = [fingerprint(vips(pot)) for pot in pots]
    for pot, own in zip(pots, prints, strict=True):
        copies = (
            pot.resize((213, 160)),
            pot.point([min(255, round(value * 1.1)) for value in range(256)] * 3),
            pot.filter(ImageFilter.GaussianBlur(2)),
        )
        assert all(distance(own, fingerprint(vips(copy))) <= ALIKE for copy in copies)
        assert all(distance(own, other) > ALIKE for other in prints if other != own)


def test_every_kind_of_file_of_a_picture_is_alike() -> None:
    picture = scene("linen", "pot", Box(0.2, 0.2, 0.6, 0.8), colours=(SAND, INDIGO))
    made = [
        VipsRenderer().render(file_of(picture, kind), CLASSIC)
        for kind in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF", "GIF")
    ]
    assert all(len(one.fingerprint) == 16 for one in made)
    assert all(distance(made[0].fingerprint, one.fingerprint) <= ALIKE for one in made)
    assert {one.kind for one in made} == {"jpeg", "png", "webp", "tiff", "avif", "gif"}
