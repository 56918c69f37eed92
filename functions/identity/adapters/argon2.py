"""Hashes passwords with Argon2id, OWASP's first choice."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher


@lru_cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # noqa: PLC0415  # only sign-in and registration need it

    # OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane.
    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@lru_cache
def _nobodys() -> str:
    return _hasher().hash("the password of nobody")


class Argon2Passwords:
    """The `Passwords` port: Argon2id with OWASP's parameters."""

    def hash(self, password: str) -> str:
        """The password's hash as a PHC string."""
        return _hasher().hash(password)

    def matches(self, password: str, encoded: str | None) -> bool:
        """Whether `encoded` is a hash of `password`; None is False, after as long a comparison."""
        from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415  # above

        nobodys = _nobodys()  # made for both, or the first unknown address would take longer
        try:
            _hasher().verify(encoded or nobodys, password)
        except (VerificationError, InvalidHashError):
            return False
        return encoded is not None

    def is_dated(self, encoded: str) -> bool:
        """Whether the hash was made with other parameters than today's."""
        return _hasher().check_needs_rehash(encoded)
