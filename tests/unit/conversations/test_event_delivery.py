"""Which events are sent to whom, on ports in memory."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from functions.conversations.model import LISTENS_FOR, Progress, SocketConnection
from functions.conversations.schemas import Hello, Ping, RelayedEvent, read_message
from functions.conversations.service import Conversations
from kernel.clock import SetClock
from kernel.errors import TryLater
from kernel.principal import TokenVerifier

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SOLD = Progress("asha", "publishing", "PostSettled", {"post_id": "post_1", "owner_id": "asha"})


class Listeners:
    def __init__(self, *known: SocketConnection) -> None:
        self.known = list(known)

    def add(self, listener: SocketConnection) -> None:
        self.remove(listener.connection_id)
        self.known.append(listener)

    def remove(self, connection_id: str) -> None:
        self.known = [one for one in self.known if one.connection_id != connection_id]

    def of(self, owner_id: str) -> Sequence[SocketConnection]:
        return [one for one in self.known if one.owner_id == owner_id]


class Revoked:
    def __init__(self) -> None:
        self.until: dict[str, datetime] = {}

    def add(self, session_id: str, until: datetime) -> None:
        self.until[session_id] = until

    def has(self, session_id: str) -> bool:
        return session_id in self.until


class Sockets:
    """Sockets that take messages, are gone, or fail in passing, by their names."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, Mapping[str, Any]]] = []
        self.closed: list[str] = []

    def close(self, connection_id: str) -> None:
        if connection_id.startswith("busy"):
            raise TryLater("Busy.")
        self.closed.append(connection_id)

    def push(self, connection_id: str, message: Mapping[str, Any]) -> bool:
        if connection_id.startswith("busy"):
            raise TryLater("Busy.")
        if connection_id.startswith("gone"):
            return False
        self.taken.append((connection_id, message))
        return True


class _Keys:
    def public_key(self) -> Ed25519PublicKey:
        return Ed25519PrivateKey.generate().public_key()


def conversations_with(*names: str) -> tuple[Conversations, Listeners, Sockets]:
    listeners = Listeners(*(SocketConnection(name, name.split("-")[1], NOW) for name in names))
    sockets = Sockets()
    service = Conversations(
        listeners=listeners,
        revoked=Revoked(),
        sockets=sockets,
        verifier=TokenVerifier(_Keys()),
        clock=SetClock(NOW),
    )
    return service, listeners, sockets


def test_only_the_owner_gets_events_and_on_every_socket() -> None:
    service, _, sockets = conversations_with("phone-asha", "laptop-asha", "phone-eve")

    assert service.push(SOLD) == 2
    assert [name for name, _ in sockets.taken] == ["phone-asha", "laptop-asha"]
    assert sockets.taken[0][1] == {
        "type": "event",
        "source": "publishing",
        "name": "PostSettled",
        "data": {"post_id": "post_1", "owner_id": "asha"},
    }


def test_a_socket_that_is_gone_is_forgotten_and_a_busy_one_is_kept() -> None:
    service, listeners, sockets = conversations_with("busy-asha", "gone-asha", "phone-asha")

    with pytest.raises(TryLater):
        service.push(SOLD)

    assert [name for name, _ in sockets.taken] == ["phone-asha"]
    assert [one.connection_id for one in listeners.known] == ["busy-asha", "phone-asha"]


def test_with_nobody_listening_nothing_happens() -> None:
    service, _, sockets = conversations_with("phone-eve")

    assert service.push(SOLD) == 0
    assert sockets.taken == []


def test_a_listener_is_forgotten_when_the_socket_is_surely_closed() -> None:
    assert SocketConnection("c", "asha", NOW).until == NOW + timedelta(hours=2)
    assert timedelta(hours=2) == LISTENS_FOR


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"action":"ping"}', Ping(action="ping")),
        ('{"action":"hello","token":"x"}', Hello(action="hello", token="x")),
        ('{"action":"hello"}', None),
        ('{"action":"hello","token":"' + "x" * 4097 + '"}', None),
        ('{"action":"ping","more":1}', None),
        ('{"action":"shout"}', None),
        ("[]", None),
        ("null", None),
        ("", None),
        ("{" * 500, None),
    ],
)
def test_a_message_is_one_that_we_know_or_nothing(text: str, message: object) -> None:
    assert read_message(text) == message


def test_progress_keeps_every_fact_of_the_event() -> None:
    detail = {
        "id": "evt_1",
        "version": 1,
        "occurred_at": "2026-11-21T09:00:00.000Z",
        "correlation_id": "c",
        "data": {"owner_id": "asha", "url": None, "renditions": [{"width": 7}]},
    }
    event = {"source": "media", "detail-type": "PhotoReady", "detail": detail}

    progress = RelayedEvent.progress(dict(event))

    assert progress.facts == detail["data"]
    assert (progress.owner_id, progress.source, progress.name) == ("asha", "media", "PhotoReady")
