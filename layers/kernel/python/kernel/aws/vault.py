"""Envelope encryption: a KMS data key per secret, AES-256-GCM, and one encryption context.

The AWS Encryption SDK has envelope encryption too, in its own format, at 0.94 s of import time.
"""

import base64
import json
import os
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kernel.aws.clients import client
from kernel.errors import Permanent

_NONCE_BYTES = 12  # NIST SP 800-38D's recommended length


class SecretUnreadable(Permanent):
    """The encrypted text was changed, or belongs to somebody else."""

    code = "secret_unreadable"


class Vault:
    """Encrypts and decrypts secrets with the KMS key `key_id`.

    `bound_to` names what the secret belongs to (owner, platform and account). It is KMS's
    encryption context and the cipher's associated data, so that a row copied to another owner never
    decrypts.
    """

    def __init__(self, key_id: str, kms: Any = None) -> None:  # noqa: ANN401  # boto3 client
        self._key_id = key_id
        self._given = kms

    @property
    def _kms(self) -> Any:  # noqa: ANN401  # boto3 client
        return self._given or client("kms")

    def encrypt(self, secret: bytes, bound_to: Mapping[str, str]) -> str:
        """Encrypt `secret` to text that only `decrypt` with an equal `bound_to` can read."""
        data_key = self._kms.generate_data_key(
            KeyId=self._key_id, KeySpec="AES_256", EncryptionContext=dict(bound_to)
        )
        nonce = os.urandom(_NONCE_BYTES)
        box = AESGCM(data_key["Plaintext"]).encrypt(nonce, secret, _associated(bound_to))
        parts = (data_key["CiphertextBlob"], nonce, box)
        return ".".join(["v1", *(base64.urlsafe_b64encode(part).decode() for part in parts)])

    def decrypt(self, sealed: str, bound_to: Mapping[str, str]) -> bytes:
        """Decrypt `sealed`; raises `SecretUnreadable` if the text or `bound_to` was changed."""
        version, *parts = sealed.split(".")
        if version != "v1" or len(parts) != 3:  # noqa: PLR2004  # key, nonce, box
            raise SecretUnreadable("This secret is not in a form that we know.")
        wrapped, nonce, box = (base64.urlsafe_b64decode(part) for part in parts)
        errors = self._kms.exceptions
        try:
            plain = self._kms.decrypt(
                CiphertextBlob=wrapped, KeyId=self._key_id, EncryptionContext=dict(bound_to)
            )["Plaintext"]
            return AESGCM(plain).decrypt(nonce, box, _associated(bound_to))
        except (errors.InvalidCiphertextException, InvalidTag) as error:
            raise SecretUnreadable("This secret does not belong here.") from error


def _associated(bound_to: Mapping[str, str]) -> bytes:
    return json.dumps(dict(bound_to), sort_keys=True).encode()
