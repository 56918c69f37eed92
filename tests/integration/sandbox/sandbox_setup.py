"""Setup for tests of the stand-ins: a sandbox at a fixed time, pictures, consent."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import httpx2
from PIL import Image

from infra.local.sandbox.oauth import s256
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.world import World

# 2026-11-21T09:00:00Z
START = 1_795_251_600.0
# One client for all: making one reads the machine's certificates, which takes long. No socket
# outlives its answer, so none is left to a garbage collector that warns.
NO_KEEPING = httpx2.Limits(max_keepalive_connections=0)
WEB = httpx2.Client(trust_env=False, limits=NO_KEEPING)
VERIFIER = "a-verifier-of-at-least-forty-three-characters-000"


@contextmanager
def sandbox_at(start: float = START) -> Iterator[SandboxServer]:
    """A sandbox whose clock stands still until a test advances it."""
    with SandboxServer(World(clock=lambda: start)) as server:
        yield server


def picture(
    format_: str = "JPEG", size: tuple[int, int] = (800, 800), colour: str = "teal"
) -> bytes:
    """A real picture file."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, format_)
    return file.getvalue()


def callback(vendor: str) -> str:
    """Haat's redirect address."""
    return f"http://localhost:8080/api/v1/connections/{vendor}/callback"


def authorize(address: str, query: Mapping[str, str], decision: str = "allow") -> dict[str, str]:
    """Click through a consent page; the parameters with which the browser comes back."""
    shown = WEB.get(address, params=dict(query))
    if shown.status_code == 200:
        assert "Allow" in shown.text
        shown = WEB.post(address, data={**query, "decision": decision})
    assert shown.status_code == 302, shown.text
    back = urlsplit(shown.headers["location"])
    return {name: values[0] for name, values in parse_qs(back.query).items()}


def challenge() -> str:
    """The S256 challenge of VERIFIER."""
    return s256(VERIFIER)
