"""The writer without a network: it says what the artisan said, and nothing else."""

from functions.content.model.composing import composed
from functions.content.model.facts import questions
from functions.content.model.wording import Brief, Writer, Written

NAME = "facts"


class FactsCopyWriter:
    """Composes the words in each language from the given facts; what was not given is asked for."""

    def write(self, brief: Brief) -> Written:
        """Words about the piece; empty ones when nothing at all is known of it."""
        copies = {language: composed(brief.facts, language) for language in brief.languages}
        return Written(copies, Writer(NAME), questions(brief.facts, brief.languages[0]))
