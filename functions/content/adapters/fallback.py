"""Lets a second writer step in when the first one fails, and tells the artisan so."""

from dataclasses import replace

from functions.content.errors import WriterFailed
from functions.content.model.wording import Brief, Written
from functions.content.ports import CopyWriter
from kernel.observability import trouble


class FallbackCopyWriter:
    """`first`, and when it fails, `second`, whose answer then carries a note that says why."""

    def __init__(self, first: CopyWriter, second: CopyWriter) -> None:
        self._first = first
        self._second = second

    def write(self, brief: Brief) -> Written:
        """Words of whichever writer could write; raises `WriterFailed` only when neither can."""
        try:
            return self._first.write(brief)
        except WriterFailed as failure:
            trouble("WriterFellBack", failure, reason=failure.message)
            answer = self._second.write(brief)
            note = f"{failure.message} {failure.remedy}".strip()
            return replace(answer, writer=replace(answer.writer, note=note))
