"""Finds guessable passwords with zxcvbn: common passwords, names and words, and patterns."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from functions.identity.errors import PasswordGuessable

GUESSES = 1_000_000
"""A password that falls within as many guesses is refused: at ten a minute that is ten weeks."""
_MOST = 72
"""The longest text that zxcvbn looks at; its time grows with the square."""

_BECAUSE: Mapping[str, str] = MappingProxyType(
    {"repeat": "repeated", "sequence": "sequence", "spatial": "sequence", "date": "personal"}
)
_REMEDY = "Take three or more words that only you would put together."


class ZxcvbnPasswordRules:
    """The `PasswordRules` port by zxcvbn's estimate (ASVS 6.2.4, 6.2.11)."""

    def check(self, password: str, personal: tuple[str, ...]) -> None:
        """Raises `PasswordGuessable` for a password that falls within `GUESSES`."""
        from zxcvbn import zxcvbn  # noqa: PLC0415  # its lists take 0.1 s, for registration only

        parts = [part for text in personal for part in (text, *text.replace("@", " ").split())]
        found = zxcvbn(password[:_MOST], user_inputs=parts)
        if found["guesses"] < GUESSES:
            because = _because(found["sequence"])
            raise PasswordGuessable(
                "This password is easy to guess.",
                remedy=_REMEDY,
                details={"because": because, "fields": [{"field": "password", "reason": because}]},
            )


def _because(matches: Sequence[Mapping[str, Any]]) -> str:
    longest = max(matches, key=lambda one: len(one["token"]), default=None)
    if longest is None:
        return "common"
    if longest.get("dictionary_name") == "user_inputs":
        return "personal"
    return _BECAUSE.get(longest["pattern"], "common")
