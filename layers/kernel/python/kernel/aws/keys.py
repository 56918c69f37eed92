"""Keys in KMS: the token signer's pair, and secrets that are derived from a key."""

import base64
import json
from typing import TYPE_CHECKING, Any

from kernel.aws.clients import client

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class KmsPublicKey:
    """Fetches the public key once per process; it implements `kernel.principal.KeySource`."""

    def __init__(self, key_id: str, kms: Any = None) -> None:  # noqa: ANN401  # boto3 client
        self._key_id = key_id
        self._given = kms
        self._key: Ed25519PublicKey | None = None

    def public_key(self) -> "Ed25519PublicKey":
        """The Ed25519 public key; raises `TypeError` when the KMS key is of another kind."""
        if self._key is None:
            kms = self._given or client("kms")
            self._key = _ed25519(kms.get_public_key(KeyId=self._key_id)["PublicKey"])
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
        return f"{header}.{body}.{_base64url(signature)}"


class KmsDerivedKey:
    """A secret for one purpose, derived from an HMAC key that never leaves KMS.

    The message authentication code of the purpose's name is the secret: every process derives the
    same one, and nothing stores it.
    """

    def __init__(self, key_id: str, purpose: str, kms: Any = None) -> None:  # noqa: ANN401  # boto3 client
        self._key_id = key_id
        self._purpose = purpose
        self._given = kms
        self._secret: bytes | None = None

    def secret(self) -> bytes:
        """The 32 bytes; KMS is asked once per process."""
        if self._secret is None:
            kms = self._given or client("kms")
            answer = kms.generate_mac(
                KeyId=self._key_id, Message=self._purpose.encode(), MacAlgorithm="HMAC_SHA_256"
            )
            self._secret = bytes(answer["Mac"])
        return self._secret


def _ed25519(der: bytes) -> "Ed25519PublicKey":
    # Late, like all of cryptography: a tenth of a second that a cold start can do without.
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415  # as above
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415  # as above
        load_der_public_key,
    )

    key = load_der_public_key(der)
    if not isinstance(key, ed25519.Ed25519PublicKey):
        msg = "the token key in KMS must be Ed25519"
        raise TypeError(msg)
    return key


def _part(content: dict[str, object]) -> str:
    return _base64url(json.dumps(content, separators=(",", ":")).encode())


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
