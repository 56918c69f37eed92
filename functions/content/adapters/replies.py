"""The schemas of models' replies, and their conversion into checked and bounded copies."""

from collections.abc import Mapping

from pydantic import BaseModel, Field
from pydantic_ai.exceptions import UnexpectedModelBehavior

from functions.content.model.facts import questions
from functions.content.model.wording import (
    Brief,
    Copy,
    Writer,
    Written,
    tidied,
    tidied_questions,
)

# The first letters of each script's block and the first after it: the Unicode Standard, chapter 12.
_SCRIPTS: Mapping[str, tuple[str, str]] = {
    "hi": ("\u0900", "\u0980"),
    "mr": ("\u0900", "\u0980"),
    "bn": ("\u0980", "\u0a00"),
    "pa": ("\u0a00", "\u0a80"),
    "gu": ("\u0a80", "\u0b00"),
    "or": ("\u0b00", "\u0b80"),
    "ta": ("\u0b80", "\u0c00"),
    "te": ("\u0c00", "\u0c80"),
    "kn": ("\u0c80", "\u0d00"),
    "ml": ("\u0d00", "\u0d80"),
    "ur": ("\u0600", "\u0700"),
}


class VoiceSample(BaseModel):
    """The words in one language; lengths are bounded afterwards, by us."""

    language: str = Field(description="The language's code, as requested")
    title: str = Field(description="What a buyer would search for, at most 100 characters")
    description: str = Field(description="40 to 120 words about the piece")
    hashtags: list[str] = Field(description="Three to eight, each starting with #")
    alt_text: str = Field(description="One sentence that says what the photograph shows")
    call_to_action: str = Field(description="One sentence that invites to ask or to order")


class Reply(BaseModel):
    """The model's answer about a piece."""

    copies: list[VoiceSample] = Field(description="One entry for each requested language")
    questions: list[str] = Field(description="Up to three questions to the artisan, or none")

    def to_written(self, brief: Brief, writer: Writer) -> Written:
        """The reply as `Written`; raises `UnexpectedModelBehavior` for unusable words."""
        said = {words.language: words for words in self.copies}
        copies = {}
        for language in brief.languages:
            if language not in said:
                raise UnexpectedModelBehavior(f"no words in {language}")
            words = said[language]
            copy = tidied(_copy(words), brief.facts)
            if not copy.title or not copy.description or not _in_script(copy, language):
                raise UnexpectedModelBehavior(f"no usable words in {language}")
            copies[language] = copy
        asked = tidied_questions(tuple(self.questions)) or questions(brief.facts)
        return Written(copies, writer, asked)


class FieldReply(BaseModel):
    """The model's answer about one field."""

    value: str = Field(description="The field's new text; empty for hashtags")
    hashtags: list[str] = Field(description="The new hashtags; empty for any other field")

    def to_written(self, brief: Brief, writer: Writer) -> Written:
        """A copy with only the rewritten field; raises `UnexpectedModelBehavior` if it is empty."""
        rewrite = brief.rewrite
        if rewrite is None:
            raise UnexpectedModelBehavior("no field was wished for")
        text = {rewrite.field: self.value}
        given = Copy(
            title=text.get("title", ""),
            description=text.get("description", ""),
            hashtags=tuple(self.hashtags) if rewrite.field == "hashtags" else (),
            alt_text=text.get("alt_text", ""),
            call_to_action=text.get("call_to_action", ""),
        )
        copy = tidied(given, brief.facts)
        if not getattr(copy, rewrite.field):
            raise UnexpectedModelBehavior("the field came back empty")
        return Written({rewrite.language: copy}, writer)


def _copy(words: VoiceSample) -> Copy:
    return Copy(
        title=words.title,
        description=words.description,
        hashtags=tuple(words.hashtags),
        alt_text=words.alt_text,
        call_to_action=words.call_to_action,
    )


def _in_script(copy: Copy, language: str) -> bool:
    """Whether the description has a letter of the language's own script; True for Latin."""
    if language not in _SCRIPTS:
        return True
    first, after = _SCRIPTS[language]
    return any(first <= letter < after for letter in copy.description)
