"""Puts what may be chosen on a platform into the order in which it fits some words."""

import re
from collections.abc import Iterable

from functions.channels.model.connection import FieldOption

MOST = 50
"""As many as `OptionSource` promises."""

_WORD = re.compile(r"\w{2,}")


def ranked(choices: Iterable[FieldOption], words: str, most: int = MOST) -> tuple[FieldOption, ...]:
    """Those that share most words with `words` first, else in their own order, at most `most`."""
    asked = stems(words)

    def unlike(choice: FieldOption) -> int:
        return -len(asked & stems(choice.name))

    return tuple(sorted(choices, key=unlike)[:most])


def stems(text: str) -> frozenset[str]:
    """The words of a text, in lower case and without the plural's s."""
    return frozenset(word.removesuffix("s") for word in _WORD.findall(text.casefold()))
