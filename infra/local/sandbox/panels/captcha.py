"""A captcha such as panels show to suspected robots: automation must stop at it."""

import base64
import hashlib
import io
import secrets

from PIL import Image, ImageDraw, ImageFont

# No characters that people take for one another.
ALPHABET = "ACDEFHJKMNPRTUVWXY34679"
LENGTH = 5
FIELD = "captcha"


def new() -> tuple[str, str]:
    """The characters and their picture as a data address."""
    text = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    picture = Image.new("RGB", (210, 70), "#f4eef7")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=40)
    for place, character in enumerate(text):
        draw.text((14 + 38 * place, secrets.randbelow(18)), character, "#4b2a5c", font=font)
    for _ in range(6):
        ends = [secrets.randbelow(210), secrets.randbelow(70)]
        ends += [secrets.randbelow(210), secrets.randbelow(70)]
        draw.line(ends, fill="#a98bb8", width=2)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return text, "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def digest(text: str) -> str:
    """What is kept of an answer; case and spaces do not matter."""
    return hashlib.sha256("".join(text.split()).upper().encode()).hexdigest()
