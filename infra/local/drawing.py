"""Draws the photograph that the demo uses when it is given none: a vase of blue pottery, our own.

A vase is a surface of revolution, so that each pixel's normal follows from its outline; the glaze
is painted on the angle round the axis and the height.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

SIZE = (3000, 2400)
_DRAWN = (1500, 1200)
_FOOT, _RIM, _AXIS, _TABLE = 1010.0, 170.0, 760.0, 860.0
"""Where the vase stands, ends and has its axis, and where the table meets the wall; in pixels."""

_OUTLINE = ((0.0, 0.44), (0.07, 0.36), (0.26, 0.66), (0.50, 0.86), (0.70, 0.56), (0.84, 0.28))
_LIP = ((0.94, 0.30), (1.0, 0.45))
_GIRTH, _TILT = 330.0, 26.0
_COBALT, _TURQUOISE = (0.08, 0.16, 0.48), (0.10, 0.55, 0.62)
_OCHRE, _GLAZE = (0.83, 0.60, 0.18), (0.93, 0.93, 0.90)

Array = NDArray[np.float64]


def draw(path: Path) -> Path:
    """Write the picture as a JPEG of 3000 x 2400 pixels; answers `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_jpeg())
    return path


@cache
def _jpeg() -> bytes:
    random = np.random.default_rng(7)
    width, height = _DRAWN
    y, x = np.mgrid[0:height, 0:width].astype(float)
    scene = _room(x, y, random)
    scene *= 1 - 0.55 * _blurred(_shadow(x, y), 34)[..., None]
    vase, covers = _vase(x, y, random)
    cover = _blurred(covers, 1.1)[..., None]
    scene = scene * (1 - cover) + vase * cover
    grain = random.normal(0, 0.012, (height, width, 1))
    pixels = (np.clip(scene + grain, 0, 1) ** (1 / 1.15) * 255).astype(np.uint8)
    picture = Image.fromarray(pixels).resize(SIZE, Image.Resampling.LANCZOS)
    file = BytesIO()
    picture.save(file, "JPEG", quality=92)
    return file.getvalue()


def _room(x: Array, y: Array, random: np.random.Generator) -> Array:
    """A plastered wall in light from the left, and a wooden table before it."""
    stains = _noise(x.shape, (13, 16), random)
    falloff = 1.05 - 0.42 * (x / x.shape[1]) - 0.10 * (y / x.shape[0]) + 0.05 * stains
    wall = np.array([0.86, 0.76, 0.63]) * falloff[..., None]
    depth = np.clip((y - _TABLE) / (x.shape[0] - _TABLE), 0, 1)
    fibres = _noise(x.shape, (400, 5), random)
    grain = 0.78 + 0.17 * fibres + 0.07 * np.sin(y / 9 + 5 * stains)
    table = np.array([0.46, 0.30, 0.18]) * ((0.8 + 0.35 * depth) * grain * falloff)[..., None]
    edge = _smooth(y, _TABLE - 3, _TABLE + 3)[..., None]
    return np.asarray(wall * (1 - edge) + table * edge)


def _shadow(x: Array, y: Array) -> Array:
    """Where the vase keeps the light from the table, and a darker line where it touches it."""
    long = ((x - _AXIS - 200) / 330) ** 2 + ((y - _FOOT - 6) / 50) ** 2
    close = ((x - _AXIS - 20) / 165) ** 2 + ((y - _FOOT - 12) / 26) ** 2
    return np.asarray(np.maximum((long < 1) * 0.9, (close < 1) * 1.3))


def _vase(x: Array, y: Array, random: np.random.Generator) -> tuple[Array, Array]:
    """Its colours, and 1 where it is."""
    radius, slope = _outline((_FOOT - y) / (_FOOT - _RIM))
    across = np.clip((x - _AXIS) / radius, -1, 1)
    towards = np.sqrt(1 - across**2)
    # Seen from a little above, each ring of the vase is an ellipse: its near half hangs lower.
    up = (_FOOT - y + _TILT * towards) / (_FOOT - _RIM)
    length = np.sqrt(1 + slope**2)
    normal = np.stack([across / length, slope / length, towards / length], axis=-1)
    mouth = ((x - _AXIS) / radius) ** 2 + ((y - _RIM) / _TILT) ** 2
    inside = (np.abs(x - _AXIS) <= radius) & (up >= 0) & (up <= 1)
    angle = np.arcsin(across) + 0.02 * _noise(x.shape, (50, 62), random)
    paint = _paint(angle, up + 0.0025 * _noise(x.shape, (60, 75), random))
    lit = np.clip(normal @ _unit(-0.62, -0.48, 0.62), 0, 1)
    bounced = np.clip(normal @ _unit(0.7, 0.5, 0.35), 0, 1)
    shade = (0.20 + 0.86 * lit + 0.12 * bounced) * (0.62 + 0.38 * towards)
    shine = np.clip(normal @ _unit(-0.42, -0.34, 0.84), 0, 1)
    window = 0.75 * shine**70 + 0.10 * shine**9
    colours = paint * shade[..., None] * np.array([1.0, 0.97, 0.92]) + window[..., None]
    _lay(colours, 1 - _smooth(mouth, 0.74, 0.90), (0.10, 0.08, 0.07))
    return colours, np.asarray((inside | (mouth <= 1)), dtype=float)


def _outline(up: Array) -> tuple[Array, Array]:
    """The radius at a height in pixels, and how fast it grows on the way up."""
    heights, widths = zip(*(*_OUTLINE, *_LIP), strict=True)
    steps = np.linspace(0, 1, 400)
    coarse = np.interp(steps, heights, widths)
    kernel = np.hanning(81) / np.hanning(81).sum()
    fine = np.convolve(np.pad(coarse, 40, mode="reflect", reflect_type="odd"), kernel, "valid")
    fine *= _GIRTH
    growth = np.gradient(fine, steps * (_FOOT - _RIM))
    return np.interp(up, steps, fine), np.interp(up, steps, growth)


def _paint(angle: Array, up: Array) -> Array:
    """White glaze with bands, a garland of flowers round the belly and leaves round the neck."""
    colours = np.broadcast_to(np.array(_GLAZE), (*angle.shape, 3)).copy()
    for low, high, colour in (
        (0.00, 0.045, _COBALT),
        (0.10, 0.115, _TURQUOISE),
        (0.19, 0.205, _COBALT),
        (0.70, 0.715, _COBALT),
        (0.735, 0.75, _TURQUOISE),
        (0.955, 1.0, _COBALT),
    ):
        _lay(colours, _smooth(up, low - 0.003, low) - _smooth(up, high, high + 0.003), colour)
    for row, middle, size, petals in ((0.0, 0.45, 0.21, 8), (0.5, 0.84, 0.085, 5)):
        turn = (angle / 0.62 + row + 0.5) % 1 - 0.5
        near, above = turn * 0.62, (up - middle) * 2.05
        distance, round_ = np.hypot(near, above), np.arctan2(above, near)
        petal = size * (0.72 + 0.28 * np.cos(petals * round_))
        _lay(colours, 1 - _smooth(distance, petal * 0.94, petal), _COBALT)
        _lay(colours, 1 - _smooth(distance, petal * 0.60, petal * 0.66), _TURQUOISE)
        _lay(colours, 1 - _smooth(distance, size * 0.20, size * 0.24), _OCHRE)
    for side in (-1, 1):
        stem = 0.26 + 0.045 * np.sin(angle * 10.1 + side)
        _lay(colours, 1 - _smooth(np.abs(up - stem - 0.19 * (side + 1)), 0.004, 0.007), _COBALT)
    return colours


def _lay(colours: Array, where: Array, colour: tuple[float, float, float]) -> None:
    cover = np.clip(where, 0, 1)[..., None]
    colours *= 1 - cover
    colours += np.array(colour) * cover


def _smooth(value: Array, low: Array | float, high: Array | float) -> Array:
    """0 up to `low`, 1 from `high`, and an even passage between."""
    part = np.clip((value - low) / (np.asarray(high) - low), 0, 1)
    return np.asarray(part * part * (3 - 2 * part))


def _noise(shape: tuple[int, ...], spots: tuple[int, int], random: np.random.Generator) -> Array:
    """Soft noise between about -1 and 1, with so many spots down and across."""
    small = random.uniform(0, 255, spots)
    picture = Image.fromarray(small.astype(np.uint8)).resize(
        (shape[1], shape[0]), Image.Resampling.BICUBIC
    )
    return np.asarray(picture, dtype=float) / 127.5 - 1


def _blurred(mask: Array, radius: float) -> Array:
    picture = Image.fromarray((np.clip(mask, 0, 1) * 255).astype(np.uint8))
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(radius)), dtype=float) / 255


def _unit(x: float, y: float, z: float) -> Array:
    vector = np.array([x, y, z])
    return np.asarray(vector / np.linalg.norm(vector))
