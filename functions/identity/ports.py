"""The ports of identity: what its services need from tables, hashing and signing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from functions.identity.model import Family, Login, Membership, User
from kernel.events import Event


class Users(Protocol):
    """Keeps accounts and their logins."""

    def add(self, user: User, login: Login, membership: Membership, *events: Event) -> None:
        """Save a new account and publish `events`; raises `EmailTaken` for a known address."""
        ...

    def is_member(self, user_id: str, owner_id: str) -> bool:
        """Whether the person may act for the seller, read consistently."""
        ...

    def get(self, user_id: str) -> User | None:
        """The account, or None."""
        ...

    def login(self, email: str) -> Login | None:
        """The login of this (normalised) address, or None."""
        ...

    def update_profile(self, user_id: str, changes: Mapping[str, str]) -> None:
        """Change name or language of an account that exists."""
        ...

    def rehash(self, login: Login) -> None:
        """Replace the stored hash with the newer hash in `login`."""
        ...


class Families(Protocol):
    """Keeps sessions as families of refresh tokens; an ended family may disappear at any time."""

    def get(self, family_id: str) -> Family | None:
        """The family, read consistently, or None after its end."""
        ...

    def save(self, family: Family) -> None:
        """Save a new family (generation 1), or one over exactly its previous generation.

        Raises `StaleWrite` if another call was faster.
        """
        ...

    def end(self, family_id: str, *events: Event) -> None:
        """Delete the family, if it exists, and publish `events`."""
        ...


class KnownClients(Protocol):
    """Keeps by marks (`client_mark`) from which devices and networks an account is used."""

    def has(self, mark: str, now: datetime) -> bool:
        """Whether the mark was added and is kept until after `now`."""
        ...

    def add(self, mark: str, until: datetime) -> None:
        """Keep the mark until then."""
        ...


class PasswordRules(Protocol):
    """Refuses passwords that are easy to guess."""

    def check(self, password: str, personal: tuple[str, ...]) -> None:
        """Raises `PasswordGuessable`; `personal` is what others know of the person."""
        ...


class Passwords(Protocol):
    """Hashes passwords slowly."""

    def hash(self, password: str) -> str:
        """The encoded hash, parameters and salt included."""
        ...

    def matches(self, password: str, encoded: str | None) -> bool:
        """Whether `encoded` is a hash of `password`; None takes equal time, and is False."""
        ...

    def is_dated(self, encoded: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""
        ...


class Signer(Protocol):
    """Signs access tokens."""

    def sign(self, claims: dict[str, object]) -> str:
        """`claims` as a compact JWT."""
        ...
