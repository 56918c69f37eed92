"""Draws products in front of grounds, and knows where they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyvips
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Ground = Literal["paper", "falling light", "linen", "boards"]
Product = Literal["pot", "shawl", "bangle"]
Colour = tuple[int, int, int]
GROUNDS: tuple[Ground, ...] = ("paper", "falling light", "linen", "boards")
PRODUCTS: tuple[Product, ...] = ("pot", "shawl", "bangle")
SAND, INDIGO, MADDER = (214, 203, 180), (38, 52, 110), (170, 50, 40)


@dataclass(frozen=True, slots=True)
class Box:
    """Where a product is, in fractions of the picture: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """The same in pixels."""
        return (
            round(self.left * width),
            round(self.top * height),
            round(self.right * width),
            round(self.bottom * height),
        )


def grounded(ground: Ground, size: tuple[int, int], colour: Colour = SAND) -> Image.Image:
    """A ground without a product; the same each time."""
    width, height = size
    plane = np.ones((height, width, 3)) * np.array(colour)
    if ground == "falling light":
        plane *= np.linspace(1.05, 0.8, width)[None, :, None]
    elif ground == "linen":
        weave = np.random.default_rng(7).normal(0, 5, (height, width, 1))
        plane += weave
    elif ground == "boards":
        grain = np.sin(np.arange(height) / 9)[:, None, None] * 6
        seams = (np.arange(height) % max(20, height // 6) < 3)[:, None, None] * -40
        plane += grain + seams
    return Image.fromarray(plane.clip(0, 255).astype(np.uint8), "RGB")


def scene(
    ground: Ground,
    product: Product,
    box: Box,
    size: tuple[int, int] = (640, 480),
    colours: Sequence[Colour] = (SAND, INDIGO),
) -> Image.Image:
    """A product that fills `box`, in the second colour, on a ground of the first."""
    image = grounded(ground, size, colours[0])
    draw, dye = ImageDraw.Draw(image), colours[1]
    light = tuple(min(255, part + 60) for part in dye)
    left, top, right, bottom = box.pixels(*size)
    right, bottom = right - 1, bottom - 1
    if product == "pot":
        middle, neck = (left + right) // 2, max(2, (right - left) // 4)
        draw.rectangle((middle - neck, top, middle + neck, (top + bottom) // 2), fill=dye)
        draw.ellipse((left, top + (bottom - top) // 5, right, bottom), fill=dye)
        draw.ellipse((middle - neck, (top + bottom) // 2, middle, bottom - 4), fill=light)
    elif product == "shawl":
        draw.rectangle((left, top, right, bottom), fill=dye)
        for place in range(left + 6, right - 4, 14):
            draw.line((place, top, place, bottom), fill=light, width=3)
    else:
        thick = max(4, min(right - left, bottom - top) // 5)
        draw.ellipse((left, top, right, bottom), outline=dye, width=thick)
    return image


def vips(image: Image.Image) -> pyvips.Image:
    """The same picture for our own functions."""
    copy = pyvips.Image.new_from_memory(image.tobytes(), image.width, image.height, 3, "uchar")
    return copy.copy(interpretation="srgb").copy_memory()


def pixels(image: pyvips.Image) -> NDArray[np.uint8]:
    """Height x width x 3."""
    flat = np.frombuffer(image.write_to_memory(), dtype=np.uint8)
    return flat.reshape(image.height, image.width, image.bands)
