"""The ports of identity in memory."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from functions.identity.errors import EmailTaken
from functions.identity.model import TRIES, Family, Login, Membership, User
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.rate_limit import DAY, MINUTE


class PortsInMemory:
    """Every port of identity in memory; it writes down what it was asked."""

    def __init__(self) -> None:
        self.users: dict[str, User] = {}
        self.logins: dict[str, Login] = {}
        self.members: set[tuple[str, str]] = set()
        self.families: dict[str, Family] = {}
        self.events: list[Event] = []
        self.steps: list[str] = []
        self.signed: list[dict[str, object]] = []
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

    def check(self, password: str, personal: tuple[str, ...]) -> None:
        assert password not in personal

    def acquire(self, subject: str, limit: int, now: datetime, window: int = MINUTE) -> int:
        assert limit == TRIES
        assert (window == DAY) is subject.startswith("registrations#")
        self.steps.append(f"take {subject.partition('#')[0]}")
        return self.wait if now else 0

    def release(self, subject: str, now: datetime, window: int = MINUTE) -> None:
        del window
        self.steps.append(f"give back {subject.partition('#')[0]}" if now else "")

    def sign(self, claims: dict[str, object]) -> str:
        self.signed.append(claims)
        return f"token of {claims['sub']} until {claims['exp']}"


class KnownClients:
    """Marks in memory, with their ends."""

    def __init__(self) -> None:
        self.until: dict[str, datetime] = {}

    def has(self, mark: str, now: datetime) -> bool:
        return mark in self.until and now < self.until[mark]

    def add(self, mark: str, until: datetime) -> None:
        self.until[mark] = until


class Families:
    """Sessions in memory; `overtaken` makes the next exchange lose against another call."""

    def __init__(self) -> None:
        self.kept: dict[str, Family] = {}
        self.events: list[Event] = []
        self.overtaken: Family | None = None

    def get(self, family_id: str) -> Family | None:
        return self.kept.get(family_id)

    def save(self, family: Family) -> None:
        if self.overtaken is not None:
            self.kept[family.family_id], self.overtaken = self.overtaken, None
            raise StaleWrite("Somebody was first.")
        self.kept[family.family_id] = family

    def end(self, family_id: str, *events: Event) -> None:
        self.kept.pop(family_id, None)
        self.events += events
