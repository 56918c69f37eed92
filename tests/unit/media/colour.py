"""CIELAB and CIEDE2000 by the book, to judge colours by.

IEC 61966-2-1 (sRGB, D65) and Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula" (2005).
"""

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float64]

_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_25_TO_7 = 25.0**7


def lab_of(srgb: NDArray[np.uint8]) -> Plane:
    """CIELAB of 8-bit sRGB, whatever the shape before the last axis."""
    value = srgb.astype(np.float64) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    xyz = linear @ _XYZ.T / _XYZ.sum(axis=1)
    root = np.where(xyz > 216 / 24389, np.cbrt(xyz), (xyz * 24389 / 27 + 16) / 116)
    x, y, z = root[..., 0], root[..., 1], root[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def difference(one: Plane, other: Plane) -> tuple[Plane, Plane]:
    """CIEDE2000 of two arrays of CIELAB, and the part of it that is hue (dH' over kH SH)."""
    chroma = [np.hypot(lab[..., 1], lab[..., 2]) for lab in (one, other)]
    mean7 = ((chroma[0] + chroma[1]) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(mean7 / (mean7 + _25_TO_7))
    a = [lab[..., 1] * stretch for lab in (one, other)]
    c = [np.hypot(a[place], lab[..., 2]) for place, lab in enumerate((one, other))]
    h = [
        np.degrees(np.arctan2(lab[..., 2], a[place])) % 360
        for place, lab in enumerate((one, other))
    ]
    turn = (h[1] - h[0] + 180) % 360 - 180
    grey = c[0] * c[1] == 0
    turn = np.where(grey, 0, turn)
    hue = 2 * np.sqrt(c[0] * c[1]) * np.sin(np.radians(turn / 2))
    middle = np.where(grey, h[0] + h[1], h[0] + turn / 2) % 360
    return _weighed(one[..., 0], other[..., 0], c[0], c[1], hue, middle)


def _weighed(
    light: Plane, other_light: Plane, chroma: Plane, other_chroma: Plane, hue: Plane, at: Plane
) -> tuple[Plane, Plane]:
    mean_l, mean_c = (light + other_light) / 2, (chroma + other_chroma) / 2
    waves = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    t = 1 + sum(size * np.cos(np.radians(times * at + by)) for size, times, by in waves)
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    turned = np.radians(60 * np.exp(-(((at - 275) / 25) ** 2)))
    r = -np.sin(turned) * 2 * np.sqrt(mean_c**7 / (mean_c**7 + _25_TO_7))
    parts = (other_light - light) / s_l, (other_chroma - chroma) / s_c, hue / s_h
    square = sum(part**2 for part in parts) + r * parts[1] * parts[2]
    return np.sqrt(np.maximum(square, 0)), np.abs(parts[2])
