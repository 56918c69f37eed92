"""Keeps socket connections, by seller and by socket, and revoked sessions in a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from functions.conversations.model import SocketConnection
from kernel.aws.indexes import expiring
from kernel.aws.table import Delete, Key, Put, Table, Write, all_pages

_SOCKET = "socket#"


class DynamoSocketConnections:
    """Two items per connection: one by seller, to push messages, and one by socket, to delete both.

    An index would do with one item, but it lags behind, and the first event after a hello would
    find nobody.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, listener: SocketConnection) -> None:
        """Write both items, and delete another seller's item of this socket, in one transaction."""
        keys = _keys(listener)
        before = self._table.get(SocketConnection, keys[1])
        writes: list[Write] = []
        if before is not None and before.owner_id != listener.owner_id:
            writes.append(Delete(_keys(before)[0]))
        index = expiring(listener.until)
        self._table.write(*writes, *(Put(key, listener, index=index) for key in keys))

    def remove(self, connection_id: str) -> None:
        """Delete both items, if the socket is known."""
        known = self._table.get(SocketConnection, _by_socket(connection_id))
        if known is not None:
            self._table.write(*(Delete(key) for key in _keys(known)))

    def of(self, owner_id: str) -> Sequence[SocketConnection]:
        """The socket connections of a seller; few by nature."""
        return list(all_pages(self._table, SocketConnection, f"owner#{owner_id}", _SOCKET))


@dataclass(frozen=True, slots=True)
class _RevokedSession:
    session_id: str


class DynamoRevokedSessions:
    """The `RevokedSessions` port: one item per session, which DynamoDB's TTL deletes."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, session_id: str, until: datetime) -> None:
        """Write the session's item."""
        self._table.write(
            Put(_revoked_key(session_id), _RevokedSession(session_id), index=expiring(until))
        )

    def has(self, session_id: str) -> bool:
        """Read the session's item; one that outlives its end does no harm."""
        return self._table.row(_revoked_key(session_id)) is not None


def _revoked_key(session_id: str) -> Key:
    return Key(f"session#{session_id}", "revoked")


def _by_socket(connection_id: str) -> Key:
    return Key(f"{_SOCKET}{connection_id}", "socket")


def _keys(listener: SocketConnection) -> tuple[Key, Key]:
    by_seller = Key(f"owner#{listener.owner_id}", f"{_SOCKET}{listener.connection_id}")
    return by_seller, _by_socket(listener.connection_id)
