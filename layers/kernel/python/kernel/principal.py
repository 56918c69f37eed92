"""Who is calling: proved by an access token (EdDSA JWT, RFC 8037) that is verified in process."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from kernel.errors import Forbidden, NotSignedIn

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ISSUER = "haat"
AUDIENCE = "haat-api"
SELLER = "seller"
"""The claim that names the seller for whom the person acts."""
SESSION = "sid"
"""The claim that names the session, as in OpenID Connect."""


@dataclass(frozen=True, slots=True)
class Principal:
    """A signed-in person or program, and the seller for whom it acts.

    `owner_id` is the tenant: all that a seller has is kept under it, whoever made it. `user_id` is
    the person, whose presses and sessions are hers alone. `session_id` is the sign-in that the
    access token came from, "" for a program.
    """

    user_id: str
    owner_id: str
    roles: frozenset[str] = field(default_factory=frozenset)
    session_id: str = ""

    def must_be(self, role: str) -> None:
        """Raises `Forbidden` unless the caller holds `role`."""
        if role not in self.roles:
            raise Forbidden(f"Only a person with the role “{role}” may do this.")


class KeySource(Protocol):
    """Where the public key of the token signer is found."""

    def public_key(self) -> "Ed25519PublicKey":
        """The key, fetched once and kept."""
        ...


class TokenVerifier:
    """Turns an access token into a `Principal`."""

    def __init__(self, keys: KeySource) -> None:
        self._keys = keys

    def verify(self, token: str) -> Principal:
        """The caller that `token` names; raises `NotSignedIn` if forged, foreign or expired."""
        import jwt  # noqa: PLC0415  # all of cryptography comes with it; not before it is needed

        try:
            claims = jwt.decode(
                token,
                self._keys.public_key(),
                algorithms=["EdDSA"],
                audience=AUDIENCE,
                issuer=ISSUER,
                options={"require": ["exp", "sub", "iat", SELLER]},
            )
        except jwt.ExpiredSignatureError as error:
            raise NotSignedIn("Your sign-in has run out.", remedy="Sign in again.") from error
        except jwt.InvalidTokenError as error:
            raise NotSignedIn("This access token is not valid.", remedy="Sign in.") from error
        roles = frozenset(claims.get("roles", ()))
        session = str(claims.get(SESSION, ""))
        return Principal(str(claims["sub"]), str(claims[SELLER]), roles, session)
