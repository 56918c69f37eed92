"""Pseudonyms: how logs name what is personal, such as an e-mail address or a network."""

import hashlib
import hmac
from collections.abc import Callable

_LETTERS = 16


class Pseudonyms:
    """Makes pseudonyms with the secret of `key`, which is asked when the first one is made."""

    def __init__(self, key: Callable[[], bytes]) -> None:
        self._key = key

    def of(self, text: str) -> str:
        """The same 16 hex digits for the same text; without the secret nobody can try texts."""
        return hmac.digest(self._key(), text.encode(), hashlib.sha256).hex()[:_LETTERS]
