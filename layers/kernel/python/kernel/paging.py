"""The parameters of every route that answers a list, page by page, and their signed cursors."""

import base64
import hashlib
import hmac
import os
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field

from kernel.aws.keys import KmsDerivedKey
from kernel.errors import Malformed
from kernel.pages import MOST
from kernel.web import Query

_LONGEST_CURSOR = 1000
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


def _checked(cursor: str | None) -> str | None:
    return cursor_signer().check(cursor) if cursor else None


Limit = Annotated[int, Query(ge=1, le=MOST)]
"""How many items a page has at most."""

CheckedCursor = Annotated[str | None, Field(max_length=_LONGEST_CURSOR), AfterValidator(_checked)]
"""A cursor in a model of parameters; its signature is checked and taken off."""

Cursor = Annotated[str | None, Query(max_length=_LONGEST_CURSOR), AfterValidator(_checked)]
"""Where the page begins: the `next_cursor` of the page before, or nothing for the first page."""
