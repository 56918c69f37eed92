"""Keeps accounts and sessions in identity's table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from functions.identity.errors import EmailTaken
from functions.identity.model import Family, Login, Membership, User
from kernel.aws.indexes import NEW, expiring
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import Delete, Key, Put, Table, Update
from kernel.clock import epoch
from kernel.errors import StaleWrite
from kernel.events import Event


def _user_key(user_id: str) -> Key:
    return Key(f"user#{user_id}", "user")


def _membership_key(user_id: str, owner_id: str) -> Key:
    return Key(f"user#{user_id}", f"membership#{owner_id}")


def _login_key(email: str) -> Key:
    return Key(f"email#{email}", "login")


def _family_key(family_id: str) -> Key:
    return Key(f"family#{family_id}", "family")


def _client_key(mark: str) -> Key:
    return Key(f"client#{mark}", "client")


class DynamoUsers:
    """The `Users` port: user items, and a login item per address that makes the address unique."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._users = EntityStore(table, User, lambda it: _user_key(it.user_id), outbox=outbox)

    def add(self, user: User, login: Login, membership: Membership, *events: Event) -> None:
        """Write all of an account and the events in one transaction; raises `EmailTaken`."""
        also = [
            Put(_login_key(login.email), login, expect=NEW),
            Put(_membership_key(membership.user_id, membership.owner_id), membership, expect=NEW),
        ]
        try:
            self._users.add(user, *events, also=also)
        except StaleWrite as error:
            raise EmailTaken(
                "There is an account with this e-mail address.",
                remedy="Sign in with it, or use another address.",
            ) from error

    def get(self, user_id: str) -> User | None:
        """The account, or None."""
        return self._users.get(_user_key(user_id))

    def is_member(self, user_id: str, owner_id: str) -> bool:
        """Whether there is such a membership."""
        return self._table.row(_membership_key(user_id, owner_id)) is not None

    def login(self, email: str) -> Login | None:
        """The login of an address, or None."""
        return self._table.get(Login, _login_key(email))

    def update_profile(self, user_id: str, changes: Mapping[str, str]) -> None:
        """Set attributes of an existing account."""
        self._table.write(Update(_user_key(user_id), changes, expect={"user_id": user_id}))

    def rehash(self, login: Login) -> None:
        """Replace the password hash of the login."""
        self._table.write(
            Update(
                _login_key(login.email),
                {"password_hash": login.password_hash},
                expect={"user_id": login.user_id},
            )
        )


class DynamoFamilies:
    """The `Families` port; DynamoDB's TTL deletes a session some time after its end."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._families = EntityStore(
            table,
            Family,
            lambda it: _family_key(it.family_id),
            outbox=outbox,
            index=lambda it: expiring(it.ends_at),
            counter="generation",
        )

    def get(self, family_id: str) -> Family | None:
        """The family, read consistently, or None."""
        return self._families.get(_family_key(family_id))

    def save(self, family: Family) -> None:
        """Save a new family, or one over exactly its previous generation; raises `StaleWrite`."""
        self._families.save(family)

    def end(self, family_id: str, *events: Event) -> None:
        """Delete the family and publish the events in one transaction."""
        self._families.write(Delete(_family_key(family_id)), events=events)


@dataclass(frozen=True, slots=True)
class _KnownClient:
    expires_at: int


class DynamoKnownClients:
    """The `KnownClients` port: one item per mark, which DynamoDB's TTL deletes."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def has(self, mark: str, now: datetime) -> bool:
        """Read the mark; TTL may leave an item for days after its end."""
        known = self._table.get(_KnownClient, _client_key(mark))
        return known is not None and known.expires_at > epoch(now)

    def add(self, mark: str, until: datetime) -> None:
        """Write the mark, or a later end of it."""
        self._table.write(Put(_client_key(mark), _KnownClient(epoch(until))))
