"""Draws the pictures that image models' stand-ins answer with: plain, and the same every time."""

import hashlib
import io

from PIL import Image, ImageDraw, ImageFilter

LARGEST = 1536  # a stand-in's picture need not cost a test seconds


def drawn(prompt: str, width: int, height: int, kind: str = "png") -> bytes:
    """A soft backdrop in colours that the prompt's digest chooses; ``kind`` as Pillow names it."""
    digest = hashlib.sha256(prompt.encode()).digest()
    upper, lower = tuple(digest[0:3]), tuple(digest[3:6])
    mask = Image.linear_gradient("L").resize((64, 64))
    small = Image.composite(
        Image.new("RGB", (64, 64), lower), Image.new("RGB", (64, 64), upper), mask
    )
    draw = ImageDraw.Draw(small)
    for number in range(4):
        x, y, size = (digest[6 + number * 3 + part] % 56 for part in range(3))
        draw.ellipse((x, y, x + size // 3 + 4, y + size // 3 + 4), fill=tuple(digest[18:21]))
    soft = small.filter(ImageFilter.GaussianBlur(6)).resize((width, height))
    out = io.BytesIO()
    soft.save(out, kind.upper())
    return out.getvalue()
