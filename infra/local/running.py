"""A running Haat to work with: the one that is up, or one that is started and stopped again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from infra.local.laptop import Laptop
from infra.local.seed import seed
from infra.local.settings import Settings

_OPEN = 200


@dataclass(frozen=True)
class Running:
    """Where Haat and the stand-ins are, and where this deployment keeps its files.

    One that was `started_here` stops with the program that works with it.
    """

    url: str
    sandbox_url: str
    state: Path
    started_here: bool = False


@contextmanager
def running_haat() -> Iterator[Running]:
    """The Haat on the configured ports; started first, and stopped afterwards, if it is not up."""
    settings = Settings.load()
    sandbox = f"http://localhost:{settings.sandbox_port}"
    if _is_up(settings.door_url):
        yield Running(settings.door_url, sandbox, settings.state)
        return
    print("Haat is not running; starting it …", flush=True)
    with Laptop(settings, say=lambda line: print(f"  {line}", flush=True)) as laptop:
        seed(laptop.url)
        yield Running(laptop.url, laptop.sandbox_url, settings.state, started_here=True)


def _is_up(url: str) -> bool:
    try:
        answer = httpx2.get(f"{url}/api/v1/auth/me", timeout=5, trust_env=False)
    except httpx2.TransportError:
        return False
    # Nobody is signed in, and Haat says so in its own words.
    return "request_id" in answer.text and answer.status_code != _OPEN
