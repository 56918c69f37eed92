"""KMS keys for moto, which knows no Ed25519, and access tokens signed with them."""

from datetime import timedelta
from typing import Any

import jwt
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from moto.kms.models import Key
from moto.kms.utils import AbstractPrivateKey

from kernel.principal import AUDIENCE, ISSUER, SELLER
from tests.clocks import now
from tests.integration.lambda_events import ACCOUNT, REGION

JWT_KEY_ID = "00000000-0000-4000-8000-000000000001"
SECRETS_KEY_ID = "00000000-0000-4000-8000-000000000002"
BROWSER_KEY_ID = "00000000-0000-4000-8000-000000000003"
CURSOR_KEY_ID = "00000000-0000-4000-8000-000000000004"

SIGNER = Ed25519PrivateKey.generate()
"""The token signer's private half; moto's KMS signs with it and `signed_token` too."""


class _Ed25519(AbstractPrivateKey):
    """moto's KMS knows no Ed25519 (AWS: ECC_NIST_EDWARDS25519), so this adds it."""

    def sign(self, message: bytes, signing_algorithm: str) -> bytes:
        assert signing_algorithm == "ED25519_SHA_512"
        return SIGNER.sign(message)

    def verify(self, message: bytes, signature: bytes, signing_algorithm: str) -> bool:
        assert signing_algorithm == "ED25519_SHA_512"
        try:
            SIGNER.public_key().verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def public_key(self) -> bytes:
        return SIGNER.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )


Ed25519Key: Any = type(
    "Ed25519Key",
    (Key,),
    {
        "signing_algorithms": property(lambda _: ["ED25519_SHA_512"]),
        "__module__": __name__,  # where copies of the account look for it
    },
)


def _kms_keys() -> dict[str, Any]:
    # An elliptic spec first: moto would spend 0.1 s on an RSA pair that nobody uses.
    make: Any = Key
    signing = Ed25519Key(None, "SIGN_VERIFY", "ECC_NIST_P256", "tokens", ACCOUNT, REGION)
    signing.key_spec = "ECC_NIST_EDWARDS25519"
    signing.private_key = _Ed25519()
    made = {JWT_KEY_ID: signing}
    for name in (SECRETS_KEY_ID, BROWSER_KEY_ID):
        made[name] = make(None, "ENCRYPT_DECRYPT", "ECC_NIST_P256", "secrets", ACCOUNT, REGION)
        made[name].key_spec = "SYMMETRIC_DEFAULT"
    made[CURSOR_KEY_ID] = make(None, "GENERATE_VERIFY_MAC", "HMAC_256", "cursors", ACCOUNT, REGION)
    for name, key in made.items():
        key.id = name
        key.arn = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{name}"
    return made


KMS_KEYS = _kms_keys()


def signed_token(
    user_id: str,
    roles: tuple[str, ...] = ("artisan",),
    *,
    seconds: int = 900,
    **overrides: object,
) -> str:
    """An access token such as identity gives out; `overrides` replace claims (to forge one)."""
    at = now()
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": user_id,
        SELLER: user_id,
        "roles": list(roles),
        "iat": at - timedelta(seconds=1),
        "exp": at + timedelta(seconds=seconds),
        **overrides,
    }
    return jwt.encode(claims, SIGNER, algorithm="EdDSA")
