"""Connections and OAuth sessions in the context's table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from functions.channels.model.connection import WEBHOOK_KEY_DIGEST, Connection, OAuthSession
from kernel.aws.expressions import AtMost
from kernel.aws.outbox import Outbox
from kernel.aws.table import DUE, Delete, Key, Put, Table, Update
from kernel.clock import epoch, rfc3339
from kernel.errors import StaleWrite
from kernel.events import Event

_WATCHED = "connection"


def _key(owner_id: str, platform: str) -> Key:
    return Key(f"owner#{owner_id}", f"connection#{platform}")


class DynamoConnections:
    """Implements `Connections`; every save counts the version up, a lease does not."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._outbox = outbox

    def get(self, owner_id: str, platform: str) -> Connection:
        """The connection, or an unconnected one of version 0."""
        found = self._table.get(Connection, _key(owner_id, platform))
        return found or Connection(owner_id, platform)

    def save(self, connection: Connection, *events: Event) -> Connection:
        """Store the connection if its version is the stored one; raises `StaleWrite` otherwise."""
        known: dict[str, object] = (
            {"version": connection.version} if connection.version else {"pk": None}
        )
        return self._put(connection, known, events)

    def give_back(self, connection: Connection, by: str, *events: Event) -> Connection:
        """Store the connection if its version is the stored one and `by` holds the lease."""
        expect = {"version": connection.version, "lease_by": by}
        return self._put(connection, expect, events)

    def _put(
        self, connection: Connection, expect: dict[str, object], events: tuple[Event, ...]
    ) -> Connection:
        kept = replace(connection, version=connection.version + 1)
        self._table.write(
            Put(_key(kept.owner_id, kept.platform), kept, _index(kept), expect),
            *(self._outbox.entry(event) for event in events),
        )
        return kept

    def lease(self, connection: Connection, by: str, until: datetime, now: datetime) -> None:
        """Take the lease if it is free or has run out."""
        self._table.write(
            Update(
                _key(connection.owner_id, connection.platform),
                {"lease_until": epoch(until), "lease_by": by},
                {"version": connection.version, "lease_until": AtMost(epoch(now))},
            )
        )

    def touch(self, connection: Connection, now: datetime) -> None:
        """Save the time of the last use; if the connection has changed, nothing is saved."""
        try:
            self._table.write(
                Update(
                    _key(connection.owner_id, connection.platform),
                    {"last_used_at": rfc3339(now)},
                    {"version": connection.version},
                )
            )
        except StaleWrite:
            return

    def remove(self, connection: Connection, *events: Event) -> None:
        """Delete the connection and its webhook endpoint in one transaction."""
        webhook_key_digest = connection.detail.get(WEBHOOK_KEY_DIGEST, "")
        self._table.write(
            Delete(_key(connection.owner_id, connection.platform), {"version": connection.version}),
            *(
                [Delete(address_key(connection.platform, webhook_key_digest))]
                if webhook_key_digest
                else ()
            ),
            *(self._outbox.entry(event) for event in events),
        )


def account_key(platform: str, account: str) -> str:
    """The index key of an account's connections, by the vendor's id of the account."""
    return f"account#{platform}#{account}"


def address_key(platform: str, key_digest: str) -> Key:
    """The key of a webhook endpoint's row, by the digest of the endpoint's own key."""
    return Key(f"endpoint#{platform}#{key_digest}", "endpoint")


def _index(connection: Connection) -> dict[str, object]:
    """Index attributes: the account and, while connected, the time of the next health check."""
    index = _by_account(connection)
    if connection.status == "connected" and connection.look_at:
        index |= {"due_kind": _WATCHED, "due_at": rfc3339(connection.look_at)}
    return index


def _by_account(connection: Connection) -> dict[str, object]:
    if not connection.account_id:
        return {}
    return {
        "gsi1pk": account_key(connection.platform, connection.account_id),
        "gsi1sk": connection.owner_id,
    }


class DynamoHealthChecks:
    """Implements `HealthChecks` on the table's sparse index of what is due."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def due(self, now: datetime, limit: int) -> Sequence[Connection]:
        """Connections whose health check is due, the longest waiting first."""
        found = self._table.query(Connection, _WATCHED, index=DUE, until=rfc3339(now), limit=limit)
        return found.items


class DynamoOAuthSessions:
    """Implements `OAuthSessions`; the table's TTL removes sessions that nobody completed."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def begin(self, oauth_session: OAuthSession) -> None:
        """Store the OAuth session until its end."""
        self._table.write(
            Put(
                _oauth_session_key(oauth_session.state_digest),
                oauth_session,
                index={"expires_at": epoch(oauth_session.ends_at)},
                expect={"pk": None},
            )
        )

    def take(self, state_digest: str) -> OAuthSession | None:
        """Delete and answer the OAuth session, once; None when it is gone."""
        key = _oauth_session_key(state_digest)
        found = self._table.get(OAuthSession, key)
        if found is None:
            return None
        try:
            self._table.write(Delete(key, {"state_digest": state_digest}))
        except StaleWrite:
            return None
        return found

    def find(self, state_digest: str) -> OAuthSession | None:
        """The OAuth session as it is now, or None."""
        return self._table.get(OAuthSession, _oauth_session_key(state_digest))

    def record(self, before: OAuthSession, after: OAuthSession) -> bool:
        """Record the callback or the keys on the session if it is unchanged since `before`.

        False if another request changed it first.
        """
        change = {"given_sealed": after.given_sealed, "returned": after.returned}
        expect = {"given_sealed": before.given_sealed, "returned": before.returned}
        try:
            self._table.write(Update(_oauth_session_key(before.state_digest), change, expect))
        except StaleWrite:
            return False
        return True


def _oauth_session_key(state_digest: str) -> Key:
    return Key(f"oauth_session#{state_digest}", "oauth_session")
