"""Cursors are signed, so that a list is continued only from where it was left."""

import base64
import hashlib
import hmac
import os
from collections.abc import Callable
from functools import lru_cache

from kernel.aws.keys import KmsDerivedKey
from kernel.errors import Malformed

_MAC_BYTES = 16


class CursorSigner:
    """Signs cursors, so that a list is continued only from where it was left.

    `key` gives the secret; it is asked when the first cursor is signed or checked, since most lists
    end on their first page.
    """

    def __init__(self, key: Callable[[], bytes]) -> None:
        self._key = key

    def sign(self, cursor: str) -> str:
        """The cursor with its signature, for a response."""
        return f"{cursor}.{self._signature(cursor)}"

    def check(self, signed: str) -> str:
        """The cursor of a request, without its signature; raises `Malformed` for any other."""
        cursor, _, signature = signed.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(cursor).encode()):
            raise Malformed(
                "This cursor was not made by this list.",
                remedy="Leave it out to begin with the first page.",
            )
        return cursor

    def _signature(self, cursor: str) -> str:
        mac = hmac.digest(self._key(), cursor.encode(), hashlib.sha256)[:_MAC_BYTES]
        return base64.urlsafe_b64encode(mac).decode().rstrip("=")


@lru_cache
def cursor_signer() -> CursorSigner:
    """The signer of this function, with the key that `CURSOR_KEY_ID` names."""
    return CursorSigner(KmsDerivedKey(os.environ["CURSOR_KEY_ID"], "cursors").secret)


def signed(cursor: str | None) -> str | None:
    """A page's cursor as a response carries it."""
    return cursor_signer().sign(cursor) if cursor else None


def checked(cursor: str | None) -> str | None:
    """The cursor of a request without its signature; raises `Malformed` if it is not ours."""
    return cursor_signer().check(cursor) if cursor else None
