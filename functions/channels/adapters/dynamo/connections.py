"""Connections, pending connections and OAuth sessions in the context's table."""

from collections.abc import Sequence
from datetime import datetime

from functions.channels.model.connection import (
    WEBHOOK_KEY_DIGEST,
    AccountKey,
    Connection,
    OAuthSession,
)
from functions.channels.model.pending_connection import PendingConnection
from kernel.aws.expressions import AtMost
from kernel.aws.indexes import due, expiring
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import Delete, Key, Table, Update
from kernel.clock import epoch, rfc3339
from kernel.errors import StaleWrite
from kernel.events import Event

_WATCHED = "connection"


_PREFIX = "connection#"
_PENDING = "pending_connection#"


def _key(key: AccountKey) -> Key:
    return Key(_of(key.owner_id), f"{_PREFIX}{key.platform}#{key.account_id}")


def _of(owner_id: str) -> str:
    return f"owner#{owner_id}"


class DynamoConnections:
    """Implements `Connections`; every save counts the version up, a lease does not."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._connections = EntityStore(
            table,
            Connection,
            lambda it: _key(it.key),
            outbox=outbox,
            index=_index,
        )

    def get(self, owner_id: str, platform: str, account_id: str) -> Connection | None:
        """The connection to the account, also one that was ended, or None."""
        return self._connections.get(_key(AccountKey(owner_id, platform, account_id)))

    def find(self, owner_id: str, connection_id: str) -> Connection | None:
        """The owner's connection with this id; a person has few, so that they are read through."""
        every = self.list_by_owner(owner_id)
        return next((one for one in every if one.connection_id == connection_id), None)

    def list_by_owner(self, owner_id: str) -> Sequence[Connection]:
        """The owner's connections, the oldest first; their ids sort by the time they were made."""
        every = self._connections.all(_of(owner_id), _PREFIX)
        held = [one for one in every if one.status != "not_connected"]
        return sorted(held, key=lambda one: one.connection_id)

    def save(self, connection: Connection, *events: Event) -> Connection:
        """Store the connection if its version is the stored one; raises `StaleWrite` otherwise."""
        return self._connections.save_next(connection, *events)

    def give_back(self, connection: Connection, by: str, *events: Event) -> Connection:
        """Store the connection if its version is the stored one and `by` holds the lease."""
        return self._connections.save_next(connection, *events, expect={"lease_by": by})

    def lease(self, connection: Connection, by: str, until: datetime, now: datetime) -> None:
        """Take the lease if it is free or has run out."""
        self._connections.write(
            Update(
                _key(connection.key),
                {"lease_until": epoch(until), "lease_by": by},
                {"version": connection.version, "lease_until": AtMost(epoch(now))},
            )
        )

    def touch(self, connection: Connection, now: datetime) -> None:
        """Save the time of the last use; if the connection has changed, nothing is saved."""
        try:
            self._connections.write(
                Update(
                    _key(connection.key),
                    {"last_used_at": rfc3339(now)},
                    {"version": connection.version},
                )
            )
        except StaleWrite:
            return

    def due(self, now: datetime, limit: int) -> Sequence[Connection]:
        """Connections whose health check is due, the longest waiting first."""
        return self._connections.due(_WATCHED, now, limit)

    def postpone(self, connection: Connection, until: datetime, *events: Event) -> bool:
        """Have `due` answer an unchanged connection from `until` on, and store the events."""
        return self._connections.postpone(connection, until, *events)

    def end(self, connection: Connection, *events: Event) -> None:
        """Store what is left of the connection, and delete its endpoint, in one transaction."""
        webhook_key_digest = connection.detail.get(WEBHOOK_KEY_DIGEST, "")
        endpoint = address_key(connection.platform, webhook_key_digest)
        also = [Delete(endpoint)] if webhook_key_digest else []
        self._connections.save_next(connection.ended(), *events, also=also)


def account_key(platform: str, account: str) -> str:
    """The index key of an account's connections, by the vendor's id of the account."""
    return f"account#{platform}#{account}"


def address_key(platform: str, key_digest: str) -> Key:
    """The key of a webhook endpoint's row, by the digest of the endpoint's own key."""
    return Key(f"endpoint#{platform}#{key_digest}", "endpoint")


def _index(connection: Connection) -> dict[str, object]:
    """Index attributes: the account and, while connected, the time of the next health check."""
    watched = connection.look_at if connection.status == "connected" else None
    return {**_by_account(connection), **due(_WATCHED, watched)}


def _by_account(connection: Connection) -> dict[str, object]:
    if connection.status == "not_connected":
        return {}
    return {
        "gsi1pk": account_key(connection.platform, connection.account_id),
        "gsi1sk": connection.owner_id,
    }


class DynamoPendingConnections:
    """Implements `PendingConnections`; the table's TTL removes what nobody took up."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._pending = EntityStore(
            table,
            PendingConnection,
            _pending_key,
            outbox=outbox,
            index=lambda it: expiring(it.ends_at),
        )

    def save(self, pending: PendingConnection, *events: Event) -> None:
        """Store the pending connection with its events."""
        self._pending.add(pending, *events)

    def list_by_owner(self, owner_id: str, now: datetime) -> Sequence[PendingConnection]:
        """Those of the owner that have not ended; the TTL may be days late."""
        every = self._pending.all(_of(owner_id), _PENDING)
        return [one for one in every if one.ends_at > now]

    def remove(self, pending: PendingConnection, *events: Event) -> None:
        """Delete the pending connection."""
        self._pending.write(Delete(_pending_key(pending)), events=events)


def _pending_key(pending: PendingConnection) -> Key:
    return Key(_of(pending.owner_id), f"{_PENDING}{pending.pending_id}")


class DynamoOAuthSessions:
    """Implements `OAuthSessions`; the table's TTL removes sessions that nobody completed."""

    def __init__(self, table: Table) -> None:
        self._oauth_sessions = EntityStore(
            table,
            OAuthSession,
            lambda it: _oauth_session_key(it.state_digest),
            index=lambda it: expiring(it.ends_at),
        )

    def begin(self, oauth_session: OAuthSession) -> None:
        """Store the OAuth session until its end."""
        self._oauth_sessions.add(oauth_session)

    def take(self, state_digest: str) -> OAuthSession | None:
        """Delete and answer the OAuth session, once; None when it is gone."""
        key = _oauth_session_key(state_digest)
        found = self._oauth_sessions.get(key)
        if found is None:
            return None
        try:
            self._oauth_sessions.write(Delete(key, {"state_digest": state_digest}))
        except StaleWrite:
            return None
        return found

    def find(self, state_digest: str) -> OAuthSession | None:
        """The OAuth session as it is now, or None."""
        return self._oauth_sessions.get(_oauth_session_key(state_digest))

    def record(self, before: OAuthSession, after: OAuthSession) -> bool:
        """Record the callback or the keys on the session if it is unchanged since `before`.

        False if another request changed it first.
        """
        change = {"given_sealed": after.given_sealed, "returned": after.returned}
        expect = {"given_sealed": before.given_sealed, "returned": before.returned}
        try:
            key = _oauth_session_key(before.state_digest)
            self._oauth_sessions.write(Update(key, change, expect))
        except StaleWrite:
            return False
        return True


def _oauth_session_key(state_digest: str) -> Key:
    return Key(f"oauth_session#{state_digest}", "oauth_session")
