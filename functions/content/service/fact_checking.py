"""Removes claims that no fact supports from the words of any writer."""

from functions.content.model.honesty import checked
from functions.content.model.wording import Brief, Written
from functions.content.ports.ai import CopyWriter

_FACTS = "facts"


class FactCheckedWriter:
    """The `CopyWriter` port around another writer, without the claims that no fact supports."""

    def __init__(self, writer: CopyWriter) -> None:
        self._writer = writer

    def write(self, brief: Brief) -> Written:
        """Generate with the wrapped writer, then remove claims that the facts do not support.

        Raises whatever the writer raises.
        """
        written = self._writer.write(brief)
        if written.writer.name == _FACTS:
            return written  # the artisan's own words and nothing else
        seen = bool(brief.photo_id)
        return checked(written, brief.facts, picture_seen=seen, whole=brief.rewrite is None)
