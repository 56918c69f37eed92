"""Acting with a connection, on ports in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from functions.channels.errors import AccessTokenRefused, NotConnected, ReconnectNeeded
from functions.channels.model.connection import (
    Account,
    AccountKey,
    AuthorizationCallback,
    AuthorizationRequest,
    Connection,
    Grant,
    Secret,
    Tokens,
)
from functions.channels.service.token_access import TokenAccess
from kernel.clock import SetClock, epoch
from kernel.errors import StaleWrite, TryLater
from kernel.events import Event
from kernel.ids import CountedIds

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
KEY = AccountKey("u", "etsy", "1")


@dataclass
class StoreInMemory:
    """`Connections` and `Secrets` in memory; the ciphertext is the secret's place in the list."""

    row: Connection
    secrets: list[Secret]
    events: list[Event] = field(default_factory=list)
    touched: int = 0

    def get(self, owner_id: str, platform: str, account_id: str) -> Connection | None:
        return self.row if self.row.key == (owner_id, platform, account_id) else None

    def find(self, owner_id: str, connection_id: str) -> Connection | None:
        raise NotImplementedError

    def list_by_owner(self, owner_id: str) -> Sequence[Connection]:
        raise NotImplementedError

    def save(self, connection: Connection, *events: Event) -> Connection:
        if connection.version != self.row.version:
            raise StaleWrite("changed")
        self.row = replace(connection, version=connection.version + 1)
        self.events += events
        return self.row

    def lease(self, connection: Connection, by: str, until: datetime, now: datetime) -> None:
        if connection.version != self.row.version or self.row.lease_until > epoch(now):
            raise StaleWrite("taken")
        self.row = replace(self.row, lease_until=epoch(until), lease_by=by)

    def due(self, now: datetime, limit: int) -> Sequence[Connection]:
        return [one for one in [self.row] if one.look_at and one.look_at <= now][:limit]

    def postpone(self, connection: Connection, until: datetime, *events: Event) -> bool:
        raise NotImplementedError

    def give_back(self, connection: Connection, by: str, *events: Event) -> Connection:
        if self.row.lease_by != by:
            raise StaleWrite("lost")
        return self.save(connection, *events)

    def touch(self, connection: Connection, now: datetime) -> None:
        assert connection.version == self.row.version
        self.touched += 1
        self.row = replace(self.row, last_used_at=now)

    def end(self, connection: Connection, *events: Event) -> None:
        raise NotImplementedError

    def encrypt(self, key: AccountKey, secret: Secret) -> str:
        assert key == self.row.key
        self.secrets.append(secret)
        return str(len(self.secrets) - 1)

    def decrypt(self, key: AccountKey, sealed: str) -> Secret:
        assert key == self.row.key
        return self.secrets[int(sealed)]


@dataclass
class OAuthProviderStub:
    """An `OAuthProvider` whose refreshes are given."""

    answers: list[Tokens | Exception]
    margin: timedelta | None = timedelta(minutes=5)
    revokes_all: bool = False
    needed: Mapping[str, str] = field(default_factory=dict)

    def refresh(self, tokens: Tokens) -> Tokens:
        assert tokens.refresh
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def address(self, asking: AuthorizationRequest) -> str:
        raise NotImplementedError

    def redeem(self, back: AuthorizationCallback) -> Grant:
        raise NotImplementedError

    def confirm(self, account: Account) -> str:
        raise NotImplementedError

    def revoke(self, login: Tokens) -> None:
        raise NotImplementedError


def opened(
    *answers: Tokens | Exception, until: timedelta = timedelta(0), refresh: str = "r1"
) -> tuple[StoreInMemory, TokenAccess]:
    """A connection whose token ends `until` from now, and what acts with it."""
    secret = Secret(Tokens("a1", NOW + until, refresh))
    row = Connection(*KEY, "connection_1", status="connected", sealed="0", version=1)
    store = StoreInMemory(row, [secret])
    provider = OAuthProviderStub(list(answers))
    return store, TokenAccess(
        store, store, {"etsy": provider}, SetClock(NOW), CountedIds(), pause=lambda _: None
    )


def token(account: Account) -> str:
    return account.token


def test_an_answer_without_a_refresh_token_keeps_the_stored_one() -> None:
    store, access = opened(Tokens("a2", NOW + HOUR, ""))
    assert access.use(*KEY, token) == "a2"
    kept = store.decrypt(KEY, store.row.sealed).tokens
    assert kept is not None
    assert (kept.access, kept.refresh) == ("a2", "r1")
    assert (store.row.lease_until, store.row.lease_by) == (0, "")


def test_a_token_with_time_left_is_used_as_it_is() -> None:
    store, access = opened(until=HOUR)
    assert access.use(*KEY, token) == "a1"
    assert access.use(*KEY, token) == "a1"
    assert store.touched == 1


def test_a_refused_refresh_marks_the_connection_and_says_so() -> None:
    store, access = opened(ReconnectNeeded("taken back", remedy="Connect again."))
    with pytest.raises(ReconnectNeeded):
        access.use(*KEY, token)
    assert store.row.status == "reconnect"
    assert [event.model_dump()["status"] for event in store.events] == ["reconnect"]
    with pytest.raises(NotConnected, match="taken back"):
        access.use(*KEY, token)


def test_a_refresh_that_did_not_answer_gives_the_lease_back() -> None:
    store, access = opened(TryLater("busy"), Tokens("a2", NOW + HOUR))
    with pytest.raises(TryLater):
        access.use(*KEY, token)
    assert store.row.lease_by == ""
    assert access.use(*KEY, token) == "a2"


def test_a_token_refused_twice_is_not_tried_a_third_time() -> None:
    store, access = opened(Tokens("a2", NOW + HOUR, "r2"), until=HOUR)
    used: list[str] = []

    def refuse(account: Account) -> str:
        used.append(account.token)
        raise AccessTokenRefused("no", remedy="Connect again.")

    with pytest.raises(ReconnectNeeded):
        access.use(*KEY, refuse)
    assert used == ["a1", "a2"]
    assert store.row.status == "reconnect"


def test_without_a_refresh_token_a_refused_token_asks_at_once() -> None:
    store, access = opened(until=HOUR, refresh="")

    def refuse(_: Account) -> str:
        raise AccessTokenRefused("no", remedy="Connect again.")

    with pytest.raises(ReconnectNeeded):
        access.use(*KEY, refuse)
    assert store.row.status == "reconnect"


def test_a_connection_renewed_meanwhile_is_not_marked_broken() -> None:
    store, access = opened(until=HOUR)

    def reconnected_meanwhile(_: Account) -> str:
        store.row = replace(store.row, version=5)
        raise ReconnectNeeded("no", remedy="Connect again.")

    with pytest.raises(ReconnectNeeded):
        access.use(*KEY, reconnected_meanwhile)
    assert store.row.status == "connected"
    assert store.events == []


def test_a_refresh_that_lost_its_lease_takes_what_is_stored() -> None:
    store, access = opened(Tokens("a2", NOW + HOUR))
    store.secrets.append(Secret(Tokens("theirs", NOW + HOUR, "r9")))
    encrypt = store.secrets

    class Slow(list[Secret]):
        """Whoever encrypts in this store finds that the artisan has reconnected meanwhile."""

        def append(self, secret: Secret) -> None:
            super().append(secret)
            store.row = replace(store.row, sealed="1", version=7, lease_by="", lease_until=0)

    store.secrets = Slow(encrypt)
    assert access.use(*KEY, token) == "theirs"


def test_another_account_is_never_taken_for_the_one_that_was_asked_for() -> None:
    store, access = opened(until=HOUR)
    store.row = replace(store.row, account_name="Asha Dokra Art")
    used: list[Account] = []
    with pytest.raises(NotConnected, match="Etsy account is not connected"):
        access.use("u", "etsy", "2", used.append)
    store.row = replace(store.row.ended(), version=2)
    with pytest.raises(NotConnected, match="“Asha Dokra Art” on Etsy is not connected") as refused:
        access.use(*KEY, used.append)
    assert "Connect “Asha Dokra Art” on Etsy again" in refused.value.remedy
    assert used == []
