"""The token signer's key pair in KMS: signing for identity, the public key for everyone."""

import json
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from kernel.aws.clients import client


class KmsPublicKey:
    """Fetches the public key once per process; it implements `kernel.principal.KeySource`."""

    def __init__(self, key_id: str, kms: Any = None) -> None:  # noqa: ANN401  # boto3 client
        self._key_id = key_id
        self._given = kms
        self._key: Ed25519PublicKey | None = None

    def public_key(self) -> Ed25519PublicKey:
        """The Ed25519 public key; raises `TypeError` when the KMS key is of another kind."""
        if self._key is None:
            kms = self._given or client("kms")
            key = load_der_public_key(kms.get_public_key(KeyId=self._key_id)["PublicKey"])
            if not isinstance(key, Ed25519PublicKey):
                msg = "the token key in KMS must be Ed25519"
                raise TypeError(msg)
            self._key = key
        return self._key


class KmsSigner:
    """Signs JWTs with a key that never leaves KMS (RFC 8037, `ED25519_SHA_512`)."""

    def __init__(self, key_id: str, kms: Any = None) -> None:  # noqa: ANN401  # boto3 client
        self._key_id = key_id
        self._given = kms

    def sign(self, claims: dict[str, object]) -> str:
        """`claims` as a compact JWT."""
        header = _part({"alg": "EdDSA", "typ": "JWT"})
        body = _part(claims)
        kms = self._given or client("kms")
        signature = kms.sign(
            KeyId=self._key_id,
            Message=f"{header}.{body}".encode(),
            MessageType="RAW",
            SigningAlgorithm="ED25519_SHA_512",
        )["Signature"]
        return f"{header}.{body}.{jwt.utils.base64url_encode(signature).decode()}"


def _part(content: dict[str, object]) -> str:
    packed = json.dumps(content, separators=(",", ":")).encode()
    return jwt.utils.base64url_encode(packed).decode()
