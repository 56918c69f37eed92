"""Computes a picture's placeholder (ThumbHash) and its perceptual fingerprint (pHash).

ThumbHash: https://evanw.github.io/thumbhash/ (the reference encoder, in NumPy). The fingerprint is
pHash: https://www.phash.org/docs/pubs/thesis_zauner.pdf §3.2.1.
"""

import base64
import math

import numpy as np
import pyvips
from numpy.typing import NDArray

_LONGEST = 100
_SIDE, _WAVES = 32, 8
_LUMA = (0.299, 0.587, 0.114)

Plane = NDArray[np.float64]


def thumbhash(image: pyvips.Image) -> str:
    """The ThumbHash of an opaque sRGB picture, base64: some 25 bytes."""
    small = image.thumbnail_image(_LONGEST, height=_LONGEST, size="down")
    flat = np.frombuffer(small.write_to_memory(), dtype=np.uint8)
    pixels = flat.reshape(small.height, small.width, small.bands)[:, :, :3] / 255
    red, green, blue = pixels[:, :, 0], pixels[:, :, 1], pixels[:, :, 2]
    planes = ((red + green + blue) / 3, (red + green) / 2 - blue, red - green)
    width, height = small.width, small.height
    longest = max(width, height)
    many = max(1, round(7 * width / longest)), max(1, round(7 * height / longest))
    light = _encoded(planes[0], max(3, many[0]), max(3, many[1]))
    yellow, reds = _encoded(planes[1], 3, 3), _encoded(planes[2], 3, 3)
    landscape = width > height
    head = (
        round(63 * light[0])
        | round(31.5 + 31.5 * yellow[0]) << 6
        | round(31.5 + 31.5 * reds[0]) << 12
        | round(31 * light[2]) << 18
    )
    shape = (
        (many[1] if landscape else many[0])
        | round(63 * yellow[2]) << 3
        | round(63 * reds[2]) << 9
        | landscape << 15
    )
    nibbles = [round(15 * value) for part in (light, yellow, reds) for value in part[1]]
    packed = bytes(
        low | high << 4
        for low, high in zip(
            nibbles[::2], [*nibbles[1::2], 0][: (len(nibbles) + 1) // 2], strict=True
        )
    )
    return base64.b64encode(
        head.to_bytes(3, "little") + shape.to_bytes(2, "little") + packed
    ).decode()


def _encoded(plane: Plane, across: int, down: int) -> tuple[float, list[float], float]:
    """The constant, the other terms as 0 to 1, and their scale, of a cosine transform."""
    height, width = plane.shape
    constant, terms = 0.0, []
    for row in range(down):
        for column in range(across):
            if column * down >= across * (down - row):
                break
            waves = np.cos(math.pi / height * row * (np.arange(height) + 0.5))[:, None] * np.cos(
                math.pi / width * column * (np.arange(width) + 0.5)
            )
            value = float((plane * waves).mean())
            if row or column:
                terms.append(value)
            else:
                constant = value
    scale = max((abs(term) for term in terms), default=0.0)
    if scale:
        terms = [0.5 + 0.5 / scale * term for term in terms]
    return constant, terms, scale


def fingerprint(image: pyvips.Image) -> str:
    """The perceptual hash of an sRGB picture, 16 hex digits.

    The bits are the signs of the 64 slowest waves of the lightness against their median, without
    the constant; resized or newly encoded copies differ in few bits.
    """
    small = image.thumbnail_image(_SIDE, height=_SIDE, size="force")
    flat = np.frombuffer(small.write_to_memory(), dtype=np.uint8)
    light = flat.reshape(_SIDE, _SIDE, small.bands)[:, :, :3] @ np.array(_LUMA)
    steps = np.arange(_SIDE) + 0.5
    waves = np.cos(np.pi / _SIDE * np.outer(np.arange(_WAVES + 1), steps))
    slow = (waves @ light @ waves.T)[1:, 1:]
    bits = (slow > np.median(slow)).flatten()
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):016x}"
