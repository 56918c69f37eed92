"""A page that listens: the WebSocket of the laptop cloud, with somebody signed in."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

from infra.local.laptop import Laptop
from tests.e2e.artisan import Artisan

Told = dict[str, Any]


@contextmanager
def listening(laptop: Laptop, person: Artisan) -> Iterator[ClientConnection]:
    """An open socket that has said who it is."""
    person.sign_in()
    with connect(f"ws://localhost:{laptop.settings.port}/live", proxy=None) as socket:
        socket.send(json.dumps({"action": "hello", "token": person.api.token}))
        assert json.loads(socket.recv(timeout=60)) == {"type": "hello"}
        yield socket


def heard(socket: ClientConnection, *, until: str, of: str, seconds: float = 180) -> list[Told]:
    """Publishing's messages, in order, up to `until` of the post `of`."""
    ends_at = time.monotonic() + seconds
    told: list[Told] = []
    while not told or (told[-1]["name"], told[-1]["data"]["post_id"]) != (until, of):
        message: Told = json.loads(socket.recv(timeout=ends_at - time.monotonic()))
        if message["type"] == "event" and message["source"] == "publishing":
            told.append(message)
    return told
