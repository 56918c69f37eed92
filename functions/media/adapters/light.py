"""Corrects exposure and contrast without changing hues.

Only CIELAB's lightness is corrected; a* and b* grow and shrink together with it, as they do when
more or less light falls on the piece, so that the hue angle stays. Colours outside the gamut are
darkened or greyed a little, instead of being clipped, which would shift the hue.
"""

import numpy as np
import pyvips
from numpy.typing import NDArray

_LONGEST = 256
_LUMINANCE = (0.2126, 0.7152, 0.0722)  # IEC 61966-2-1
_DARK, _BRIGHT = 1.0, 99.0  # percentiles taken for black and white
_BLACK_MOST, _WHITE_LEAST = 0.012, 0.25  # further away it is the scene, not the exposure
_MIDDLE = 0.18  # the grey card
_GAMMA = (0.72, 1.25)
_KEPT = 0.5  # of the luminance, at least: shadows keep their drawing
_STEPS = 1024
_ENOUGH = 2.0  # a picture whose lightness would change by less is left as it is
_LINEAR_BELOW = 8  # L*, where CIELAB's cube root gives way to a line
_OFFSET = 16  # of L* = 116 f(Y) - 16: chroma is proportional to L* + 16 as light changes

Plane = NDArray[np.float64]


def corrected(image: pyvips.Image) -> pyvips.Image:
    """The sRGB picture with better exposure, or the same object where the exposure is good."""
    curve = _curve(image)
    if curve is None:
        return image
    lab = image.colourspace("lab")
    was = lab[0]
    table = pyvips.Image.new_from_memory(curve.astype(np.float32).tobytes(), _STEPS, 1, 1, "float")
    light = (was * ((_STEPS - 1) / 100)).rint().cast("ushort").maplut(table)
    share = (light + _OFFSET) / (was + _OFFSET)
    lit = light.bandjoin([lab[1] * share, lab[2] * share]).copy(interpretation="lab")
    return _within(lit.colourspace("scrgb")).copy(interpretation="scrgb").colourspace("srgb")


def _within(linear: pyvips.Image) -> pyvips.Image:
    """Linear light moved into the gamut, of nearly the same hue."""
    light = sum(linear[band] * weight for band, weight in enumerate(_LUMINANCE))
    lowest = _least(linear)
    greyed = (lowest < 0).ifthenelse(light / (light - lowest), 1)
    linear = (linear - light) * greyed + light
    most = -1 * _least(linear * -1)
    return linear / (most > 1).ifthenelse(most, 1)


def _least(linear: pyvips.Image) -> pyvips.Image:
    first, second, third = linear[0], linear[1], linear[2]
    two = (first < second).ifthenelse(first, second)
    return (two < third).ifthenelse(two, third)


def _curve(image: pyvips.Image) -> Plane | None:
    """The new lightness for each old one, 0 to 100 in even steps; None for too small a change."""
    small = image.thumbnail_image(_LONGEST, height=_LONGEST, size="down").colourspace("scrgb")
    flat = np.frombuffer(small.write_to_memory(), dtype=np.float32).reshape(-1, small.bands)
    light = np.clip(flat[:, :3] @ np.array(_LUMINANCE), 0, 1)
    black = min(float(np.percentile(light, _DARK)), _BLACK_MOST)
    white = max(float(np.percentile(light, _BRIGHT)), _WHITE_LEAST)
    spread = np.clip((light - black) / (white - black), 1e-4, 1)
    middle = float(np.exp(np.log(spread).mean()))
    gamma = float(np.clip(np.log(_MIDDLE) / np.log(min(middle, 0.98)), *_GAMMA))
    steps = np.linspace(0, 100, _STEPS)
    luminance = _luminance(steps)
    wanted = np.clip((luminance - black) / (white - black), 0, 1) ** gamma
    curve = _lightness(np.maximum(wanted, luminance * _KEPT))
    return None if float(np.abs(curve - steps).max()) < _ENOUGH else curve


def _luminance(lightness: Plane) -> Plane:
    root = (lightness + _OFFSET) / 116
    return np.where(lightness > _LINEAR_BELOW, root**3, lightness * 27 / 24389)


def _lightness(luminance: Plane) -> Plane:
    root = np.cbrt(luminance)
    return np.where(luminance > 216 / 24389, 116 * root - _OFFSET, luminance * 24389 / 27)
