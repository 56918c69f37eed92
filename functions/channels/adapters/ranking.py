"""Ranks a platform's options by how many words they share with a text."""

import re
from collections.abc import Iterable

from functions.channels.model.capabilities import FieldOption

MOST = 50
"""The most options that an `OptionSource` answers."""

_WORD = re.compile(r"\w{2,}")


def ranked(
    field_values: Iterable[FieldOption], words: str, most: int = MOST
) -> tuple[FieldOption, ...]:
    """At most `most` options: those that share most words with `words` first, ties in order."""
    asked = stems(words)

    def unlike(choice: FieldOption) -> int:
        return -len(asked & stems(choice.name))

    return tuple(sorted(field_values, key=unlike)[:most])


def stems(text: str) -> frozenset[str]:
    """The words of a text, in lower case and without the plural's s."""
    return frozenset(word.removesuffix("s") for word in _WORD.findall(text.casefold()))
