"""The laptop cloud's WebSocket with somebody signed in: connect, and receive events."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

from infra.local.laptop import Laptop
from tests.e2e.artisan import Artisan

Message = dict[str, Any]
Awaited = Callable[[Message], bool]


@contextmanager
def live_socket(laptop: Laptop, person: Artisan) -> Iterator[ClientConnection]:
    """An open socket, authenticated as `person`."""
    person.sign_in()
    with connect(f"ws://localhost:{laptop.settings.port}/live", proxy=None) as socket:
        socket.send(json.dumps({"action": "hello", "token": person.api.token}))
        assert json.loads(socket.recv(timeout=60)) == {"type": "hello"}
        yield socket


def event_matcher(name: str, **facts: object) -> Awaited:
    """A predicate: the message has this name, and its data holds all of `facts`."""
    return lambda received: received["name"] == name and facts.items() <= received["data"].items()


def receive_until(
    socket: ClientConnection, *awaited: Awaited, seconds: float = 180
) -> list[Message]:
    """Publishing's messages, until each of `awaited` has come; the bus promises no order."""
    ends_at = time.monotonic() + seconds
    received: list[Message] = []
    while not all(any(map(one, received)) for one in awaited):
        message: Message = json.loads(socket.recv(timeout=ends_at - time.monotonic()))
        if message["type"] == "event" and message["source"] == "publishing":
            received.append(message)
    return received
