"""Clears a plain background to white with soft edges, never the product; else raises."""

from typing import TypeVar

import numpy as np
import pyvips
from numpy.typing import NDArray

from functions.media.adapters.saliency import small_lab
from functions.media.errors import BackgroundNotPlain

_LONGEST = 320
_ROUNDS = 3
_OUTLIER = 6.0  # CIELAB distance from the ground at which a border pixel is no ground
_TOLERANCE = (2.5, 6.0)  # least and most distance that still is ground
_SPREADS = 4.0  # tolerance in mean distances of the border: paper is finer than cloth
_SHADOW, _SHADOW_TINT, _SHADOW_STEP = 25.0, 3.0, 1.2  # darker, hardly tinted, without an edge
_PLAIN_SHARE = 0.82  # how much of the border must be ground
_MOST_RUNS = 2  # how often the rest may interrupt it: a product's foot, but no boards
_PRODUCT = (0.015, 0.9)  # share of the picture that may be product
_KEPT = 3  # small pixels around the product that stay as they are
_SOFT = 1.2  # sigma of the feather, in small pixels
_WHITE = 255

Plane = NDArray[np.float64]
Mask = NDArray[np.bool_]
Value = TypeVar("Value", np.float64, np.bool_, np.int32)


def cleared(image: pyvips.Image) -> pyvips.Image:
    """An sRGB picture whose plain background is white; raises `BackgroundNotPlain`."""
    hard = _shown(product_mask(small_lab(image, _LONGEST)))
    # Feathering may only add: what is product stays as it was taken.
    mask = (hard > 0).ifthenelse(_WHITE, hard.gaussblur(_SOFT))
    across, down = image.width / mask.width, image.height / mask.height
    mask = mask.resize(across, vscale=down, kernel="linear")
    mask = mask.crop(0, 0, min(mask.width, image.width), min(mask.height, image.height))
    mask = mask.embed(0, 0, image.width, image.height, extend="copy")
    share = mask.cast("float") / _WHITE
    white = (image * share + (1 - share) * _WHITE).rint().cast("uchar")
    return white.copy(interpretation="srgb")


def product_mask(lab: Plane) -> Mask:
    """The mask of the product with a margin; raises `BackgroundNotPlain`."""
    off = lab - _ground(lab)
    distance = np.linalg.norm(off, axis=2)
    edge = _edge(distance)
    plain = edge <= _OUTLIER
    if plain.mean() < _PLAIN_SHARE or _runs(~plain) > _MOST_RUNS:
        raise BackgroundNotPlain
    least, most = _TOLERANCE
    tolerance = float(np.clip(_SPREADS * edge[plain].mean(), least, most))
    product = _grown(~_reached((distance <= tolerance) | _shadow(lab, off)), _KEPT)
    if not _PRODUCT[0] <= float(product.mean()) <= _PRODUCT[1]:
        raise BackgroundNotPlain
    return product


def _ground(lab: Plane) -> Plane:
    """The background's colours in uneven light: a quadratic surface through the border's pixels."""
    height, width = lab.shape[:2]
    down, across = np.meshgrid(np.linspace(-1, 1, height), np.linspace(-1, 1, width), indexing="ij")
    terms = np.stack([np.ones_like(down), down, across, down**2, across**2, down * across], axis=2)
    known, colours = _edge(terms), _edge(lab)
    kept = np.linalg.norm(colours - np.median(colours, axis=0), axis=1) <= 2 * _OUTLIER
    surface = np.zeros((terms.shape[2], lab.shape[2]))
    for _ in range(_ROUNDS):
        if kept.mean() < _PLAIN_SHARE:
            raise BackgroundNotPlain
        surface = np.linalg.lstsq(known[kept], colours[kept], rcond=None)[0]
        kept = np.linalg.norm(colours - known @ surface, axis=1) <= _OUTLIER
    fitted: Plane = terms @ surface
    return fitted


def _edge(plane: NDArray[Value]) -> NDArray[Value]:
    """The outermost pixels of `plane`, once around and clockwise."""
    sides = (plane[0], plane[1:, -1], plane[-1, -2::-1], plane[-2:0:-1, 0])
    return np.concatenate(sides)


def _runs(marked: Mask) -> int:
    """How many separate runs of marked pixels lie around the border."""
    return int((marked & ~np.roll(marked, 1)).sum())


def _shadow(lab: Plane, off: Plane) -> Mask:
    """The mask of soft shadows: darker than the ground, hardly tinted and without edges."""
    down = np.abs(np.diff(lab, axis=0, append=lab[-1:])).sum(axis=2)
    across = np.abs(np.diff(lab, axis=1, append=lab[:, -1:])).sum(axis=2)
    tint = np.hypot(off[:, :, 1], off[:, :, 2])
    darker = (off[:, :, 0] <= 0) & (off[:, :, 0] >= -_SHADOW) & (tint <= _SHADOW_TINT)
    soft: Mask = darker & (np.maximum(down, across) <= _SHADOW_STEP)
    return soft


def _reached(open_: Mask) -> Mask:
    """The mask of `open_` regions that touch the border: holes inside the product stay product."""
    labels = _shown(open_).labelregions()
    flat: NDArray[np.int32] = np.frombuffer(labels.write_to_memory(), dtype=np.int32)
    flat = flat.reshape(open_.shape)
    outer = np.unique(_edge(flat)[_edge(open_)])
    reached: Mask = np.isin(flat, outer) & open_
    return reached


def _shown(mask: Mask) -> pyvips.Image:
    height, width = mask.shape
    levels = np.ascontiguousarray(mask, dtype=np.uint8) * np.uint8(_WHITE)
    return pyvips.Image.new_from_memory(levels.tobytes(), width, height, 1, "uchar")


def _grown(mask: Mask, by: int) -> Mask:
    grown = mask.copy()
    for _ in range(by):
        padded = np.pad(grown, 1)
        grown = (
            padded[1:-1, 1:-1]
            | padded[:-2, 1:-1]
            | padded[2:, 1:-1]
            | padded[1:-1, :-2]
            | padded[1:-1, 2:]
        )
    return grown
