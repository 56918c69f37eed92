"""Authorization codes and tokens for every vendor: single use, expiry, rotation, revocation."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from infra.local.sandbox.credentials import AppCredentials
from infra.local.sandbox.generated_secrets import new_secret
from infra.local.sandbox.world import Document, World

CODE_SECONDS = 600.0


class GrantRefused(Exception):
    """A code or a refresh token is not accepted; the message says why."""


@dataclass(frozen=True)
class Grant:
    """What a person allowed: who, which scopes, and the vendor's own extras (chosen Pages …)."""

    subject: str
    scopes: tuple[str, ...]
    extra: Document = field(default_factory=dict)


@dataclass(frozen=True)
class Token:
    """A stored token without its value; times are seconds on the sandbox's clock."""

    id: str
    use: str
    client_id: str
    subject: str
    scopes: tuple[str, ...]
    issued_at: float
    expires_at: float | None
    revoked: str | None
    extra: Document
    family: str

    def live(self, now: float) -> bool:
        """Neither revoked nor past its end."""
        return self.revoked is None and (self.expires_at is None or now < self.expires_at)

    def allows(self, *scopes: str) -> bool:
        """Whether every scope was granted."""
        return set(scopes) <= set(self.scopes)


@dataclass(frozen=True)
class Authority:
    """One vendor's book of codes and tokens. Values are kept as digests only."""

    world: World
    credentials: AppCredentials

    @property
    def _codes(self) -> str:
        return f"{self.credentials.vendor}.code"

    @property
    def _tokens(self) -> str:
        return f"{self.credentials.vendor}.token"

    def issue_code(self, redirect_uri: str, grant: Grant, challenge: str | None = None) -> str:
        """A code for this app and redirect address, good once and for ten minutes."""
        code = new_secret(48)
        self.world.put(
            self._codes,
            _digest(code),
            {
                "client_id": self.credentials.client_id,
                "redirect_uri": redirect_uri,
                "challenge": challenge,
                "subject": grant.subject,
                "scopes": list(grant.scopes),
                "extra": grant.extra,
                "expires_at": self.world.now() + CODE_SECONDS,
                "used": False,
            },
        )
        return code

    def redeem_code(
        self, code: str, client_id: str, redirect_uri: str | None, verifier: str | None = None
    ) -> Grant:
        """The grant behind a code; GrantRefused when used, late, or not this app's or address's.

        A vendor that asks for no address at its token URL gives None.
        """
        with self.world.lock:
            kept = self.world.get(self._codes, _digest(code))
            if kept is None:
                raise GrantRefused("code is unknown")
            if kept["used"]:
                raise GrantRefused("code has been used")
            self.world.put(self._codes, _digest(code), {**kept, "used": True})
        if self.world.now() >= kept["expires_at"]:
            raise GrantRefused("code has expired")
        if client_id != kept["client_id"]:
            raise GrantRefused("client_id does not match")
        if redirect_uri not in (None, kept["redirect_uri"]):
            raise GrantRefused("redirect_uri does not match")
        if kept["challenge"] is not None and s256(verifier or "") != kept["challenge"]:
            raise GrantRefused("code_verifier does not match")
        return Grant(kept["subject"], tuple(kept["scopes"]), kept["extra"])

    def issue(
        self,
        grant: Grant,
        use: str,
        seconds: float | None,
        prefix: str = "",
        family: str | None = None,
    ) -> str:
        """A new token's value; ``use`` names its kind ("access", "refresh", "page" …).

        Tokens of one ``family`` (default: a new one) are revoked together.
        """
        value = prefix + new_secret(40).replace("-", "A").replace("_", "B")
        now = self.world.now()
        self.world.put(
            self._tokens,
            _digest(value),
            {
                "use": use,
                "client_id": self.credentials.client_id,
                "subject": grant.subject,
                "scopes": list(grant.scopes),
                "issued_at": now,
                "expires_at": None if seconds is None else now + seconds,
                "revoked": None,
                "extra": grant.extra,
                "family": family or _digest(value),
            },
        )
        return value

    def token(self, value: str) -> Token | None:
        """What is known of a token, live or not; None when it was never issued."""
        kept = self.world.get(self._tokens, _digest(value))
        if kept is None:
            return None
        return Token(id=_digest(value), **{**kept, "scopes": tuple(kept["scopes"])})

    def rotate(self, refresh_token: str, client_id: str) -> Token:
        """Use up a refresh token; reuse of an old one revokes its whole family.

        The caller issues the new pair with the same ``family``.
        """
        token = self.token(refresh_token)
        if token is None or token.use != "refresh" or token.client_id != client_id:
            raise GrantRefused("refresh token is unknown")
        if token.revoked == "rotated":
            self.revoke("reused", family=token.family)
            raise GrantRefused("refresh token has been used")
        if not token.live(self.world.now()):
            raise GrantRefused("refresh token has expired")
        self._revoke(token.id, "rotated")
        return token

    def revoke(self, reason: str, subject: str | None = None, family: str | None = None) -> int:
        """End the live tokens of a person or of a family (of all, if neither); how many."""
        ended = 0
        for id_, kept in self._all():
            meant = subject in (None, kept["subject"]) and family in (None, kept["family"])
            if meant and kept["revoked"] is None:
                self._revoke(id_, reason)
                ended += 1
        return ended

    def narrow(self, subject: str, scope: str) -> None:
        """Take one scope out of every token of a person's."""
        for id_, kept in self._all():
            if kept["subject"] == subject:
                scopes = [one for one in kept["scopes"] if one != scope]
                self.world.put(self._tokens, id_, {**kept, "scopes": scopes})

    def end(self, token_id: str, reason: str) -> None:
        """End one token that is still live."""
        kept = self.world.get(self._tokens, token_id)
        if kept is not None and kept["revoked"] is None:
            self._revoke(token_id, reason)

    def _all(self) -> Iterable[tuple[str, Document]]:
        return self.world.items(self._tokens)

    def _revoke(self, id_: str, reason: str) -> None:
        kept = self.world.get(self._tokens, id_)
        if kept is not None:
            self.world.put(self._tokens, id_, {**kept, "revoked": reason})


def s256(verifier: str) -> str:
    """The PKCE S256 challenge of a verifier (RFC 7636)."""
    digest = hashlib.sha256(verifier.encode("ascii", "replace")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
