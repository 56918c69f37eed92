"""Seals an answer that holds a secret, so that it can be kept for a repeat of the request."""

import base64
import json
import os
from functools import lru_cache
from typing import Any

from kernel.aws.keys import KmsDerivedKey

_NONCE_BYTES = 12


@lru_cache
def _key() -> KmsDerivedKey:
    return KmsDerivedKey(os.environ["CURSOR_KEY_ID"], "kept answers")


def seal(answer: dict[str, Any], name: str) -> dict[str, Any]:
    """The answer encrypted (AES-256-GCM) with a key that is stored nowhere, bound to its name."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  # 0.1 s

    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCM(_key().secret()).encrypt(nonce, json.dumps(answer).encode(), name.encode())
    return {"sealed": base64.b64encode(nonce + sealed).decode()}


def unseal(kept: dict[str, Any], name: str) -> dict[str, Any]:
    """The answer that `seal` made this of."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  # as above

    whole = base64.b64decode(kept["sealed"])
    nonce, sealed = whole[:_NONCE_BYTES], whole[_NONCE_BYTES:]
    answer: dict[str, Any] = json.loads(
        AESGCM(_key().secret()).decrypt(nonce, sealed, name.encode())
    )
    return answer
