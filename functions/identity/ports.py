"""What identity needs from outside."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from functions.identity.model import Family, Login, User
from kernel.events import Event


class Users(Protocol):
    """The accounts."""

    def add(self, user: User, login: Login, *said: Event) -> None:
        """Keep a new account and say so; raises `EmailTaken` when the address has one."""
        ...

    def get(self, user_id: str) -> User | None:
        """The account, or None."""
        ...

    def login(self, email: str) -> Login | None:
        """What proves this (normalised) address, or None."""
        ...

    def describe(self, user_id: str, changes: Mapping[str, str]) -> None:
        """Change name or language of an account that exists."""
        ...

    def rehash(self, login: Login) -> None:
        """Keep a newer hash of the same password."""
        ...


class Families(Protocol):
    """The sessions: families of refresh tokens. What ran out may be forgotten at any time."""

    def start(self, family: Family) -> None:
        """Keep a new family."""
        ...

    def get(self, family_id: str) -> Family | None:
        """The family as it is at this moment, or None when it was ended."""
        ...

    def advance(self, family: Family) -> None:
        """Replace the generation before; raises `StaleWrite` when another call was first."""
        ...

    def end(self, family_id: str) -> None:
        """Forget a family; nothing happens when it is not there."""
        ...


class Passwords(Protocol):
    """Slow hashing of passwords."""

    def hash(self, password: str) -> str:
        """The encoded hash, parameters and salt included."""
        ...

    def matches(self, password: str, encoded: str | None) -> bool:
        """Whether they belong together. None takes the same time, and is False."""
        ...

    def is_dated(self, encoded: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""
        ...


class LoginAttempts(Protocol):
    """Counts failed sign-ins."""

    def take(self, subject: str, now: datetime) -> int:
        """Count one try of `subject`; the seconds to wait when it has none left, else 0.

        Atomic: of any number of tries at once, no more than the limit get a 0.
        """
        ...

    def give_back(self, subject: str, now: datetime) -> None:
        """Uncount a try that was no failure."""
        ...


class Signer(Protocol):
    """Signs access tokens."""

    def sign(self, claims: dict[str, object]) -> str:
        """`claims` as a compact JWT."""
        ...
