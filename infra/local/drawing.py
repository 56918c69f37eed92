"""Draws the picture that the demo uses when it is given none: a block-printed cloth, our own."""

import math
from pathlib import Path

from PIL import Image, ImageDraw

SIZE = (3000, 2400)
COTTON, INDIGO, MADDER, TURMERIC = (243, 234, 216), (38, 52, 96), (158, 48, 44), (214, 158, 46)
_REPEAT = 300


def draw(path: Path) -> Path:
    """Write the picture as a JPEG of 3000 x 2400 pixels; answers `path`."""
    picture = Image.new("RGB", SIZE, COTTON)
    pen = ImageDraw.Draw(picture)
    for row, top in enumerate(range(0, SIZE[1], _REPEAT)):
        for left in range(-_REPEAT, SIZE[0], _REPEAT):
            _flower(pen, left + _REPEAT // 2 + (row % 2) * _REPEAT // 2, top + _REPEAT // 2)
    for edge in (40, 110):
        box = (edge, edge, SIZE[0] - edge, SIZE[1] - edge)
        pen.rectangle(box, outline=INDIGO, width=18)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, "JPEG", quality=92)
    return path


def _flower(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    for petal in range(8):
        angle = petal * math.pi / 4
        px, py = x + 62 * math.cos(angle), y + 62 * math.sin(angle)
        pen.ellipse((px - 34, py - 34, px + 34, py + 34), fill=INDIGO if petal % 2 else MADDER)
    pen.ellipse((x - 40, y - 40, x + 40, y + 40), fill=TURMERIC)
    pen.ellipse((x - 14, y - 14, x + 14, y + 14), fill=COTTON)
