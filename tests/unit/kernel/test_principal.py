"""Access tokens: who they speak for, and every way in which they may not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kernel.errors import Forbidden, NotSignedIn
from kernel.principal import AUDIENCE, ISSUER, Principal, TokenVerifier
from tests.clocks import now

SIGNER = Ed25519PrivateKey.generate()


class _Keys:
    def public_key(self) -> Ed25519PublicKey:
        return SIGNER.public_key()


VERIFIER = TokenVerifier(_Keys())


def token(key: Any = SIGNER, algorithm: str = "EdDSA", /, **changed: object) -> str:
    at = now()
    claims: dict[str, object] = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "user_asha",
        "seller": "user_mill",
        "roles": ["artisan"],
        "iat": at,
        "exp": at + timedelta(minutes=15),
        **changed,
    }
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(kept, key, algorithm)


def test_a_good_token_names_the_caller_and_the_roles() -> None:
    assert VERIFIER.verify(token()) == Principal("user_asha", "user_mill", frozenset({"artisan"}))
    assert VERIFIER.verify(token(roles=None)).roles == frozenset()


@pytest.mark.parametrize("claim", ["exp", "sub", "iat", "aud", "iss", "seller"])
def test_a_token_without_a_claim_is_refused(claim: str) -> None:
    with pytest.raises(NotSignedIn):
        VERIFIER.verify(token(**{claim: None}))


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("exp", datetime(2020, 1, 1, tzinfo=UTC)),
        ("aud", "another-api"),
        ("iss", "somebody-else"),
        ("iat", datetime(2099, 1, 1, tzinfo=UTC)),
        ("nbf", datetime(2099, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(claim: str, value: object) -> None:
    with pytest.raises(NotSignedIn):
        VERIFIER.verify(token(**{claim: value}))


def test_a_token_of_another_signer_or_algorithm_is_refused() -> None:
    public = SIGNER.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    for forged in (
        token(Ed25519PrivateKey.generate()),
        token("", "none"),
        token(public, "HS256"),  # the public key used as a password
        token()[:-4] + "AAAA",
        token().replace(".", ".e30", 1),
        "",
        "a.b.c",
    ):
        with pytest.raises(NotSignedIn):
            VERIFIER.verify(forged)


def test_a_role_is_held_or_not() -> None:
    Principal("user_asha", "user_asha", frozenset({"admin"})).must_be("admin")
    with pytest.raises(Forbidden):
        Principal("user_asha", "user_asha", frozenset({"artisan"})).must_be("admin")
