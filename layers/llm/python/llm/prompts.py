"""A prompt: our instructions, and data that no text in it can end early."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

_TOKENS_PER_PICTURE = 1600  # what the dearest vendor counts for a picture as large as a screen
_CHARACTERS_PER_TOKEN = 2  # scripts other than Latin take more tokens


@dataclass(frozen=True, slots=True)
class Prompt:
    """Our instructions to a model, a person's data, and the longest answer in tokens.

    `id` names the version of the instructions.
    """

    id: str
    instructions: str
    data: str
    most_tokens: int

    @property
    def tokens(self) -> int:
        """At least as many tokens as any vendor counts for the prompt, a picture included."""
        characters = len(self.instructions) + len(self.data)
        return characters // _CHARACTERS_PER_TOKEN + _TOKENS_PER_PICTURE

    def digest(self, *more: bytes) -> str:
        """The SHA-256 of the prompt and `more` in hex, as the answer's key in the cache."""
        parts = (self.id, self.instructions, self.data)
        digest = hashlib.sha256()
        for part in (*(part.encode() for part in parts), *more):
            digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()


def block(name: str, content: Mapping[str, object] | str) -> str:
    """`content` as JSON between markers, escaped so that no text in it can end the block."""
    given = json.dumps(content, ensure_ascii=False)
    data = given.replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<{name}>\n{data}\n</{name}>"
