"""Finds the product in a photograph by colour distance, spectral residual and contrast.

Colour distance from the border's own colours (as in Wei et al., "Geodesic Saliency", 2012), the
spectral residual of Hou and Zhang (2007) and local contrast, on a copy of at most 112 pixels.
"""

import numpy as np
import pyvips
from numpy.typing import NDArray

from functions.media.model.crop import Frame, Point

_LONGEST = 112
_RING = 0.06  # how deep the border is, as a share of the shorter side
_CLUSTERS = 4
_ROUNDS = 6
_SPECTRUM = 64
_WEIGHTS = (0.6, 0.2, 0.2)  # border distance, spectral residual, contrast
_CENTRE_PULL = 0.35  # how much less a corner counts than the middle: people aim
_FLAT = 0.02
_LEAST = 8  # a picture of fewer pixels has no middle

Plane = NDArray[np.float64]


def small_lab(image: pyvips.Image, longest: int = _LONGEST) -> Plane:
    """A copy of an sRGB picture in CIELAB, `height` x `width` x 3."""
    small = image.thumbnail_image(longest, height=longest, size="down").colourspace("lab")
    flat = np.frombuffer(small.write_to_memory(), dtype=np.float32)
    return flat.reshape(small.height, small.width, small.bands)[:, :, :3].astype(np.float64)


def frame_of(image: pyvips.Image) -> Frame:
    """The frame of the product in an upright sRGB picture; centred where nothing stands out."""
    if min(image.width, image.height) < _LEAST:
        return Frame()
    mass = saliency(small_lab(image))
    columns, rows = mass.sum(axis=0), mass.sum(axis=1)
    if not mass.any():
        return Frame()
    point = Point(_middle(columns), _middle(rows))
    return Frame(tuple(columns.tolist()), tuple(rows.tolist()), point)


def saliency(lab: Plane) -> Plane:
    """The saliency of each pixel, 0 to 1; all 0 where nothing stands out."""
    parts = (_from_border(lab), _residual(lab[:, :, 0]), _contrast(lab[:, :, 0]))
    mixed: Plane = sum(
        (weight * _scaled(part) for weight, part in zip(_WEIGHTS, parts, strict=True)),
        np.zeros(lab.shape[:2]),
    )
    mixed = _blurred(mixed, max(1, max(lab.shape[:2]) // 50)) * _pull(lab.shape[0], lab.shape[1])
    if float(np.ptp(lab[:, :, 0])) < 1 and float(np.ptp(lab[:, :, 1:])) < 1:
        return np.zeros(lab.shape[:2])
    # What is left of the ground counts for nothing, or a large plain ground would outweigh it.
    return np.where(mixed > _otsu(mixed), mixed, 0.0)


def ring(lab: Plane) -> Plane:
    """The pixels of the border of `lab`, n x 3."""
    height, width = lab.shape[:2]
    deep = max(1, round(min(height, width) * _RING))
    inside = np.zeros((height, width), dtype=bool)
    inside[deep : height - deep, deep : width - deep] = True
    return lab[~inside]


def _from_border(lab: Plane) -> Plane:
    """Each pixel's distance to the nearest border colour, without colours of few border pixels."""
    centres = _clusters(ring(lab))
    nearest: Plane = np.sqrt(_squares(lab.reshape(-1, 3), centres).min(axis=1))
    return nearest.reshape(lab.shape[:2])


def _squares(pixels: Plane, centres: Plane) -> Plane:
    """The squared distance of each pixel to each centre, n x clusters."""
    squares: Plane = np.einsum("nc,nc->n", pixels, pixels)[:, None] - 2 * pixels @ centres.T
    squares += np.einsum("nc,nc->n", centres, centres)
    return np.maximum(squares, 0, out=squares)


def _clusters(pixels: Plane) -> Plane:
    """K-means from evenly spaced lightness, so that equal pixels give equal clusters."""
    order = np.argsort(pixels[:, 0], kind="stable")
    picks = np.linspace(0, len(order) - 1, _CLUSTERS).astype(int)
    centres = pixels[order[picks]]
    for _ in range(_ROUNDS):
        nearest = _squares(pixels, centres).argmin(axis=1)
        for place in range(_CLUSTERS):
            mine = pixels[nearest == place]
            if len(mine):
                centres[place] = mine.mean(axis=0)
    share = np.bincount(nearest, minlength=_CLUSTERS) / len(pixels)
    # A product that touches the edge fills little of the border.
    common = centres[share >= 1 / (2 * _CLUSTERS)]
    chosen: Plane = common if len(common) else centres
    return chosen


def _residual(lightness: Plane) -> Plane:
    height, width = lightness.shape
    small = _resized(lightness, _SPECTRUM, _SPECTRUM)
    spectrum = np.fft.fft2(small)
    strength = np.log(np.abs(spectrum) + 1e-9)
    residual = strength - _blurred(strength, 1)
    seen = np.abs(np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))) ** 2
    return _resized(_blurred(seen, 2), height, width)


def _contrast(lightness: Plane) -> Plane:
    down, across = np.gradient(lightness)
    return _blurred(np.hypot(down, across), max(1, max(lightness.shape) // 40))


def _pull(height: int, width: int) -> Plane:
    down = np.linspace(-1, 1, height)[:, None]
    across = np.linspace(-1, 1, width)[None, :]
    weights: Plane = 1 - _CENTRE_PULL * np.clip(np.hypot(down, across) / np.sqrt(2), 0, 1)
    return weights


def _otsu(values: Plane) -> float:
    """The threshold that separates two groups of values best (Otsu 1979)."""
    counts, edges = np.histogram(values, bins=64)
    middles = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)
    above = below[-1] - below
    sums = np.cumsum(counts * middles)
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    return float(middles[int(np.nan_to_num(between).argmax())])


def _scaled(values: Plane) -> Plane:
    low, high = np.percentile(values, (2, 99.5))
    if high - low < _FLAT * max(1.0, abs(high)):
        return np.zeros_like(values)
    scaled: Plane = np.clip((values - low) / (high - low), 0, 1)
    return scaled


def _blurred(values: Plane, radius: int) -> Plane:
    """`values` after three box blurs, which are nearly a Gaussian."""
    size = 2 * radius + 1
    edges = (radius + 1, radius)
    for _ in range(3):
        sums = np.cumsum(np.pad(values, (edges, (0, 0)), mode="edge"), axis=0)
        values = (sums[size:] - sums[:-size]) / size
        sums = np.cumsum(np.pad(values, ((0, 0), edges), mode="edge"), axis=1)
        values = (sums[:, size:] - sums[:, :-size]) / size
    return values


def _resized(values: Plane, height: int, width: int) -> Plane:
    down = np.linspace(0, values.shape[0] - 1, height).round().astype(int)
    across = np.linspace(0, values.shape[1] - 1, width).round().astype(int)
    picked: Plane = values[np.ix_(down, across)]
    return picked


def _middle(weights: Plane) -> float:
    places = (np.arange(len(weights)) + 0.5) / len(weights)
    return float((weights * places).sum() / weights.sum())
