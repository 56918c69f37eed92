"""The model of identity: users, logins, refresh tokens and their normal forms; pure."""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from functions.identity.errors import EmailMalformed, SessionEnded
from kernel.normal_form import has_hidden

ACCESS_FOR = timedelta(minutes=15)
REFRESH_FOR = timedelta(days=7)
LONGEST_SESSION = timedelta(days=90)
"""The longest that a session lasts, however often refreshed, until it needs the password again."""
GRACE = timedelta(seconds=10)
"""How long a used refresh token still gets its successor: two tabs, or a lost response."""

TRIES = 10
"""The most failed sign-ins per minute, for one account, one network and one known client."""
REGISTRATIONS = 10
"""The most accounts that one network may open in a day."""

# RFC 5321 §4.5.3.1: 64 octets before the @, 255 after. Quoted local parts are not taken.
_LOCAL = re.compile(r"[^\s@\"(),:;<>\[\]\\\x00-\x1f\x7f]{1,64}")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class User:
    """A person with an account."""

    user_id: str
    email: str
    name: str
    language: str
    created_at: datetime
    roles: tuple[str, ...] = ("artisan",)


@dataclass(frozen=True, slots=True)
class Membership:
    """That a person may act for a seller; an account begins with one for a seller of its own.

    `owner_id` is the key of all that the seller has; of one's own it is one's `user_id`.
    """

    user_id: str
    owner_id: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Login:
    """The password hash for an e-mail address; one login per address makes the address unique."""

    email: str
    user_id: str
    password_hash: str


@dataclass(frozen=True, slots=True)
class UserProfile:
    """The name and language of a user, for other contexts."""

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Client:
    """Where a sign-in comes from: its network (`kernel.front_door`), and its browser.

    `device` is the secret in the browser's device cookie; "" for a client without cookies.
    """

    network: str
    device: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """By what the client may be known again, the surer first."""
        network = f"network {self.network}"
        return (f"device {self.device}", network) if self.device else (network,)


def client_mark(address: str, place: str) -> str:
    """The mark by which a place is known as an account's; it tells neither of the two."""
    return fingerprint(f"{address}\n{place}".encode())


_DEVICE = re.compile(r"[0-9a-f]{64}")


def is_device(text: str) -> bool:
    """Whether `text` could be the secret of a device cookie."""
    return _DEVICE.fullmatch(text) is not None


Use = Literal["current", "repeated", "reused"]


@dataclass(frozen=True, slots=True)
class Family:
    """All refresh tokens that came from one sign-in; one of them is current.

    Its sessions act for the seller `owner_id`.

    The family keeps tokens as SHA-256 only. `successor` is the current token's secret, encrypted
    with the previous one (a one-time pad derived from it): whoever repeats the previous token
    within `GRACE` gets the very same successor, and the table alone gives nobody a token.
    """

    family_id: str
    user_id: str
    owner_id: str
    current: str
    started_at: datetime
    rotated_at: datetime
    generation: int = 1
    previous: str | None = None
    successor: str | None = None

    @property
    def session_id(self) -> str:
        """The session's public name: it opens nothing, and does not lead to the family's id."""
        return fingerprint(f"session {self.family_id}".encode())[:32]

    @property
    def ends_at(self) -> datetime:
        """When the current token expires."""
        return min(self.rotated_at + REFRESH_FOR, self.started_at + LONGEST_SESSION)

    def use(self, secret: bytes, now: datetime) -> Use:
        """Whether `secret` is the current or the just-used token, or a stolen one (`reused`)."""
        digest = fingerprint(secret)
        if hmac.compare_digest(digest, self.current):
            return "current"
        if hmac.compare_digest(digest, self.previous or "") and now <= self.rotated_at + GRACE:
            return "repeated"
        return "reused"

    def rotated(self, secret: bytes, fresh: bytes, now: datetime) -> "Family":
        """The next generation of the family, in which `fresh` replaces `secret`."""
        return replace(
            self,
            current=fingerprint(fresh),
            previous=fingerprint(secret),
            successor=_pad(secret, fresh).hex(),
            rotated_at=now,
            generation=self.generation + 1,
        )

    def successor_of(self, secret: bytes) -> bytes:
        """The current secret, for the holder of the previous one."""
        return _pad(secret, bytes.fromhex(self.successor or ""))


def fingerprint(secret: bytes) -> str:
    """The secret's SHA-256 in hex, as families keep it; 256 random bits need no slow hash."""
    return hashlib.sha256(secret).hexdigest()


def _pad(secret: bytes, content: bytes) -> bytes:
    # Safe as a one-time pad because a secret is 256 random bits and is exchanged exactly once.
    key = hmac.digest(secret, b"haat refresh successor", "sha256")
    return bytes(a ^ b for a, b in zip(key, content, strict=True))


def refresh_token(family_id: str, secret: bytes) -> str:
    """The refresh token of a family and a secret; opaque to the client."""
    return f"{family_id}.{secret.hex()}"


def read_refresh_token(token: str) -> tuple[str, bytes]:
    """The family id and the secret in `token`; raises `SessionEnded` for any other text."""
    family_id, _, text = token.partition(".")
    try:
        secret = bytes.fromhex(text)
    except ValueError:
        secret = b""
    if not family_id or len(secret) != hashlib.sha256().digest_size:
        raise session_ended()
    return family_id, secret


def session_ended() -> SessionEnded:
    """The one error for every invalid refresh token, whatever the reason."""
    return SessionEnded("Your sign-in has run out.", remedy="Sign in again.")


def normal_email(text: str) -> str:
    """The one spelling of an address: NFKC, case folded, domain in IDNA's ASCII form.

    Raises `EmailMalformed`.
    """
    typed = text.strip()
    folded = unicodedata.normalize("NFKC", typed).casefold()
    local, at, domain = folded.rpartition("@")
    ascii_domain = _ascii(domain)
    labels = ascii_domain.split(".")
    well_formed = (
        at
        and not has_hidden(typed + folded)
        and _LOCAL.fullmatch(local)
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
        and len(ascii_domain) <= 255  # noqa: PLR2004  # RFC 5321 §4.5.3.1.2
    )
    if not well_formed:
        raise EmailMalformed(
            "This is not an e-mail address.", remedy="Write it as name@example.com."
        )
    return f"{local}@{ascii_domain}"


def _ascii(domain: str) -> str:
    if domain.isascii():
        return domain
    import idna  # noqa: PLC0415  # its tables are large, and most addresses need none of them

    try:
        return idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        return ""


def normal_password(text: str) -> str:
    """`text` in NFKC, so that equal typed characters are equal (NIST SP 800-63B §3.1.1.2)."""
    return unicodedata.normalize("NFKC", text)
