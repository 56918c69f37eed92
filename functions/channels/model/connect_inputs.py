"""Inputs that a platform needs before its consent page opens, such as the address of a shop."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from functions.channels.errors import InvalidConnectInput

LONGEST = 200


@dataclass(frozen=True, slots=True)
class ConnectInput:
    """One input that the artisan gives before consent.

    `words` is the question, `example` an answer, and `pattern` what an answer looks like from end
    to end, in the words that Python's and JavaScript's regular expressions share; if the pattern
    has a group, the group is what is kept.
    """

    name: str
    words: str
    example: str
    pattern: str


def answered(connect_inputs: Sequence[ConnectInput], given: Mapping[str, str]) -> dict[str, str]:
    """The answers, each reduced to the part that its pattern keeps.

    Raises `InvalidConnectInput` for an input that is missing, malformed or unknown.
    """
    known = {ask.name for ask in connect_inputs}
    for name in given:
        if name not in known:
            raise InvalidConnectInput(f"Nobody asked for “{name[:40]}”.", remedy="Leave it out.")
    return {ask.name: _kept(ask, given.get(ask.name, "").strip()) for ask in connect_inputs}


def _kept(ask: ConnectInput, text: str) -> str:
    found = re.fullmatch(ask.pattern, text) if len(text) <= LONGEST else None
    if found is None:
        raise InvalidConnectInput(
            f"{ask.words}: “{text[:60]}” is not one." if text else f"{ask.words}: it is missing.",
            remedy=f"Type it like this: {ask.example}",
        )
    return str(found[1] if found.re.groups else found[0])
