"""A page that listens: the WebSocket of the laptop cloud, with somebody signed in."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

from infra.local.laptop import Laptop
from tests.e2e.artisan import Artisan

Told = dict[str, Any]
Awaited = Callable[[Told], bool]


@contextmanager
def listening(laptop: Laptop, person: Artisan) -> Iterator[ClientConnection]:
    """An open socket that has said who it is."""
    person.sign_in()
    with connect(f"ws://localhost:{laptop.settings.port}/live", proxy=None) as socket:
        socket.send(json.dumps({"action": "hello", "token": person.api.token}))
        assert json.loads(socket.recv(timeout=60)) == {"type": "hello"}
        yield socket


def news(name: str, **facts: object) -> Awaited:
    """A message of this name whose data says all of `facts`."""
    return lambda told: told["name"] == name and facts.items() <= told["data"].items()


def heard(socket: ClientConnection, *awaited: Awaited, seconds: float = 180) -> list[Told]:
    """Publishing's messages, until each of `awaited` has come; the bus promises no order."""
    ends_at = time.monotonic() + seconds
    told: list[Told] = []
    while not all(any(map(one, told)) for one in awaited):
        message: Told = json.loads(socket.recv(timeout=ends_at - time.monotonic()))
        if message["type"] == "event" and message["source"] == "publishing":
            told.append(message)
    return told
