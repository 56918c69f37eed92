"""Signing in does the same work whether or not there is an account."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from functions.identity.errors import (
    CredentialsRefused,
    EmailTaken,
    SessionEnded,
    TooManyLoginAttempts,
)
from functions.identity.model import TRIES, Family, Login, Membership, User
from functions.identity.service import AccountService, Identity
from kernel.clock import SetClock
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.ids import CountedIds

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ASHA = AccountService("asha@example.com", "block printing", "Asha", "hi")


class PortsInMemory:
    """Every port of identity in memory; it writes down what it was asked."""

    def __init__(self) -> None:
        self.users: dict[str, User] = {}
        self.logins: dict[str, Login] = {}
        self.members: set[tuple[str, str]] = set()
        self.families: dict[str, Family] = {}
        self.events: list[Event] = []
        self.steps: list[str] = []
        self.wait = 0
        self.dated = False

    def add(self, user: User, login: Login, membership: Membership, *events: Event) -> None:
        if login.email in self.logins:
            raise EmailTaken("Taken.")
        self.users[user.user_id], self.logins[login.email] = user, login
        self.members.add((membership.user_id, membership.owner_id))
        self.events += events

    def is_member(self, user_id: str, owner_id: str) -> bool:
        return (user_id, owner_id) in self.members

    def get(self, user_id: str) -> User | None:
        return self.users.get(user_id)

    def login(self, email: str) -> Login | None:
        self.steps.append("look up")
        return self.logins.get(email)

    def update_profile(self, user_id: str, changes: Mapping[str, str]) -> None:
        self.users[user_id] = replace(self.users[user_id], name=changes["name"])

    def rehash(self, login: Login) -> None:
        self.steps.append("rehash")
        self.logins[login.email] = login

    def hash(self, password: str) -> str:
        return f"hash of {password}"

    def matches(self, password: str, encoded: str | None) -> bool:
        self.steps.append("compare")
        return encoded == f"hash of {password}"

    def is_dated(self, encoded: str) -> bool:
        return self.dated and bool(encoded)

    def acquire(self, subject: str, limit: int, now: datetime) -> int:
        assert limit == TRIES
        self.steps.append(f"take {subject.partition('#')[0]}")
        return self.wait if now else 0

    def release(self, subject: str, now: datetime) -> None:
        self.steps.append(f"give back {subject.partition('#')[0]}" if now else "")

    def sign(self, claims: dict[str, object]) -> str:
        return f"token of {claims['sub']} until {claims['exp']}"


class Families:
    """Sessions in memory; `overtaken` makes the next exchange lose against another call."""

    def __init__(self) -> None:
        self.kept: dict[str, Family] = {}
        self.overtaken: Family | None = None

    def get(self, family_id: str) -> Family | None:
        return self.kept.get(family_id)

    def save(self, family: Family) -> None:
        if self.overtaken is not None:
            self.kept[family.family_id], self.overtaken = self.overtaken, None
            raise StaleWrite("Somebody was first.")
        self.kept[family.family_id] = family

    def end(self, family_id: str) -> None:
        self.kept.pop(family_id, None)


@pytest.fixture
def ports() -> PortsInMemory:
    return PortsInMemory()


@pytest.fixture
def families() -> Families:
    return Families()


@pytest.fixture
def identity(ports: PortsInMemory, families: Families) -> Identity:
    return Identity(
        users=ports,
        families=families,
        passwords=ports,
        rate_limiter=ports,
        signer=ports,
        clock=SetClock(NOW),
        ids=CountedIds(),
    )


def test_an_unknown_address_takes_the_same_steps_as_a_wrong_password(
    ports: PortsInMemory, identity: Identity
) -> None:
    identity.register(ASHA, "192.0.2.1")
    taken = []
    for email in (ASHA.email, "nobody@example.com"):
        ports.steps.clear()
        with pytest.raises(CredentialsRefused) as refusal:
            identity.login(email, "a wrong guess", "192.0.2.1")
        taken.append((tuple(ports.steps), refusal.value.message, refusal.value.remedy))

    assert taken[0] == taken[1]
    assert taken[0][0] == ("take network", "take account", "look up", "compare")


def test_a_blocked_sign_in_compares_nothing(ports: PortsInMemory, identity: Identity) -> None:
    identity.register(ASHA, "192.0.2.1")
    ports.steps.clear()
    ports.wait = 42

    with pytest.raises(TooManyLoginAttempts) as refusal:
        identity.login(ASHA.email, ASHA.password, "192.0.2.1")

    assert refusal.value.retry_after == 42
    assert "compare" not in ports.steps


def test_a_success_gives_its_attempts_back(ports: PortsInMemory, identity: Identity) -> None:
    identity.register(ASHA, "192.0.2.1")
    ports.steps.clear()

    session = identity.login("ASHA@example.com", ASHA.password, "192.0.2.1")

    assert ports.steps.count("give back network") == ports.steps.count("give back account") == 1
    assert session.access_token == f"token of {session.user.user_id} until 1795252500"


def test_a_dated_hash_is_renewed_only_then(ports: PortsInMemory, identity: Identity) -> None:
    identity.register(ASHA, "192.0.2.1")
    identity.login(ASHA.email, ASHA.password, "192.0.2.1")
    assert "rehash" not in ports.steps

    ports.dated = True
    identity.login(ASHA.email, ASHA.password, "192.0.2.1")
    assert ports.steps.count("rehash") == 1


def test_a_registration_that_fails_keeps_its_attempt_and_publishes_nothing(
    ports: PortsInMemory, identity: Identity
) -> None:
    identity.register(ASHA, "192.0.2.1")
    ports.steps.clear()
    ports.events.clear()

    with pytest.raises(EmailTaken):
        identity.register(ASHA, "192.0.2.1")

    assert (ports.steps, ports.events) == (["take network"], [])


def test_of_two_exchanges_at_once_both_get_the_same_successor(
    identity: Identity, families: Families
) -> None:
    session = identity.register(ASHA, "192.0.2.1")
    family_id, _, secret = session.refresh_token.partition(".")
    fresh = b"\x07" * 32
    families.overtaken = families.kept[family_id].rotated(bytes.fromhex(secret), fresh, NOW)

    late = identity.refresh(session.refresh_token)

    assert late.refresh_token == f"{family_id}.{fresh.hex()}"
    assert identity.refresh(late.refresh_token).user == session.user


def test_of_an_exchange_and_a_theft_at_once_the_family_ends(
    identity: Identity, families: Families
) -> None:
    session = identity.register(ASHA, "192.0.2.1")
    family_id = session.refresh_token.partition(".")[0]
    other, fresh = b"\x05" * 32, b"\x07" * 32
    families.overtaken = families.kept[family_id].rotated(other, fresh, NOW)

    with pytest.raises(SessionEnded):
        identity.refresh(session.refresh_token)

    assert families.kept == {}


def test_signing_out_without_a_token_or_twice_is_no_fault(identity: Identity) -> None:
    session = identity.register(ASHA, "192.0.2.1")

    identity.logout(session.user.user_id, None)
    for _ in range(2):
        identity.logout(session.user.user_id, session.refresh_token)

    with pytest.raises(SessionEnded):
        identity.refresh(session.refresh_token)


def test_who_acts_for_a_seller_no_more_gets_no_further_session(
    ports: PortsInMemory, identity: Identity
) -> None:
    session = identity.register(ASHA, "192.0.2.1")
    ports.members.clear()
    with pytest.raises(SessionEnded):
        identity.refresh(session.refresh_token)
