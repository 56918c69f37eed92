"""The copy writer that needs no network: the artisan's facts as text, and nothing else."""

from functions.content.model.composing import composed
from functions.content.model.facts import questions
from functions.content.model.wording import Brief, Writer, Written

NAME = "facts"


class FactsCopyWriter:
    """Composes the words in each language from the given facts, and asks for the missing ones."""

    def write(self, brief: Brief) -> Written:
        """Words about the piece; title and description are empty when no fact is known."""
        copies = {language: composed(brief.facts, language) for language in brief.languages}
        return Written(copies, Writer(NAME), questions(brief.facts, brief.languages[0]))
