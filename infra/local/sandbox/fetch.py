"""Get a picture as a vendor's crawler does, and look at what it really is."""

import asyncio
import io
from dataclasses import dataclass

import httpx2
import pi_heif
from PIL import Image, UnidentifiedImageError

from infra.local.sandbox.http_client import http_client

CAP = 20 * 1024 * 1024
SECONDS = 10.0
MAX_PIXELS = 120_000_000

pi_heif.register_heif_opener()


class NotFetchable(Exception):
    """The address did not give a picture; the message says why in words."""


class NotAPicture(Exception):
    """The bytes are no picture that can be decoded to its end."""


@dataclass(frozen=True)
class Picture:
    """A decoded picture: ``format`` in Pillow's words (JPEG, PNG, HEIF, WEBP, MPO …)."""

    content: bytes
    format: str
    width: int
    height: int
    icc: bool
    mode: str
    average: tuple[int, int, int]

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content)

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height

    @property
    def media_type(self) -> str:
        """What to serve it as."""
        return Image.MIME.get(self.format, "application/octet-stream")


async def fetch(url: str, agent: str = "SandboxCrawler/1.0") -> Picture:
    """GET the address (20 MB, 10 s, 3 redirects) and decode it; NotFetchable or NotAPicture."""
    return await asyncio.to_thread(inspect, await _download(url, agent))


async def _download(url: str, agent: str) -> bytes:
    try:
        async with (
            asyncio.timeout(SECONDS),
            http_client(SECONDS, redirects=3) as client,
            client.stream("GET", url, headers={"user-agent": agent}) as response,
        ):
            if response.status_code != httpx2.codes.OK:
                raise NotFetchable(f"the address answered {response.status_code}")
            content = bytearray()
            async for chunk in response.aiter_bytes():
                content += chunk
                if len(content) > CAP:
                    raise NotFetchable("the file is larger than 20 MB")
            return bytes(content)
    except TimeoutError as error:
        raise NotFetchable("the address did not answer in time") from error
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise NotFetchable(f"the address could not be read: {type(error).__name__}") from error


def inspect(content: bytes) -> Picture:
    """Decode bytes to the last pixel; NotAPicture says what is wrong."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise NotAPicture("more pixels than the crawler accepts")
            format_ = image.format or ""
            width, height, mode = image.width, image.height, image.mode
            icc = bool(image.info.get("icc_profile"))
            red, green, blue = image.convert("RGB").resize((1, 1), Image.Resampling.BOX).tobytes()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise NotAPicture("the bytes are not a complete picture") from error
    return Picture(content, format_, width, height, icc, mode, (red, green, blue))
