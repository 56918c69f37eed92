"""The HTTP shapes of words: the copy in a language, the text of a platform, and who wrote them."""

from typing import Annotated

from pydantic import Field, JsonValue

from functions.content.model.edits import CopyEdit, TextEdit, TextPart
from functions.content.model.languages import Language
from functions.content.model.platforms import PlatformText
from functions.content.model.wording import (
    ALT_TEXT_MAX,
    CALL_TO_ACTION_MAX,
    DESCRIPTION_MAX,
    Copy,
    RemovedClaim,
    Writer,
)
from functions.content.schemas.facts import Hashtag, Line, Name, Prose, Tag
from kernel.responses import ApiModel

_WRITERS: list[JsonValue] = ["facts", "gemini", "claude", "gpt", "nobody"]
_LONGEST_TEXT = 20_000  # so that a draft with every platform's text stays below DynamoDB's 400 KB


class CopyUpdate(ApiModel):
    """Words by hand; what is left out stays."""

    title: Name | None = None
    description: Annotated[str, Field(max_length=DESCRIPTION_MAX), Prose] | None = None
    hashtags: Annotated[list[Hashtag], Field(max_length=30)] | None = None
    alt_text: Annotated[str, Field(max_length=ALT_TEXT_MAX), Line] | None = None
    call_to_action: Annotated[str, Field(max_length=CALL_TO_ACTION_MAX), Line] | None = None

    def to_edit(self) -> CopyEdit:
        """The edit."""
        tags = None if self.hashtags is None else tuple(dict.fromkeys(self.hashtags))
        return CopyEdit(self.title, self.description, tags, self.alt_text, self.call_to_action)


class PlatformTextUpdate(ApiModel):
    """Words by hand for one platform; what is left out stays.

    `template_id` puts a template on the text, null takes it off; a text by hand wins over it.
    `reset` gives fields back that were written by hand: they are composed again.
    """

    title: Annotated[str, Field(max_length=1000), Line] | None = None
    text: Annotated[str, Field(max_length=_LONGEST_TEXT), Prose] | None = None
    tags: Annotated[list[Tag], Field(max_length=50)] | None = None
    language: Language | None = None
    template_id: Annotated[str, Field(max_length=100)] | None = None
    reset: Annotated[list[TextPart], Field(max_length=4)] = Field(default=[], examples=[[]])

    def to_edit(self) -> TextEdit:
        """The edit."""
        tags = None if self.tags is None else tuple(self.tags)
        return TextEdit(self.title, self.text, tags, self.language, tuple(self.reset))


class CopyRead(ApiModel):
    """The words in one language, which the platform texts are made from."""

    title: str
    description: str
    hashtags: tuple[str, ...] = Field(examples=[["#BluePottery", "#Jaipur"]])
    alt_text: str
    call_to_action: str

    @classmethod
    def of(cls, copy: Copy) -> "CopyRead":
        """The wire form."""
        return cls(
            title=copy.title,
            description=copy.description,
            hashtags=copy.hashtags,
            alt_text=copy.alt_text,
            call_to_action=copy.call_to_action,
        )


class BaseTextRead(ApiModel):
    """What a platform's text would be if nothing in it were written by hand."""

    title: str | None
    text: str
    tags: tuple[str, ...]

    @classmethod
    def of(cls, text: PlatformText) -> "BaseTextRead":
        """The wire form."""
        return cls(title=text.title, text=text.text, tags=text.tags)


class PlatformTextRead(ApiModel):
    """Exactly what is published on one platform; `edited` when the artisan wrote any of it.

    `base` is there to compare with, for an edited text, in the answer about a single draft.
    """

    title: str | None
    text: str
    tags: tuple[str, ...]
    edited: bool
    language: Language
    template_id: str | None
    base: BaseTextRead | None

    @classmethod
    def of(
        cls,
        text: PlatformText,
        *,
        edited: bool,
        template_id: str | None,
        base: PlatformText | None,
    ) -> "PlatformTextRead":
        """The wire form."""
        return cls(
            title=text.title,
            text=text.text,
            tags=text.tags,
            edited=edited,
            language=text.language,
            template_id=template_id,
            base=BaseTextRead.of(base) if base else None,
        )


class WriterRead(ApiModel):
    """Who wrote: `facts`, a model's maker, or `nobody` yet; `note` tells of a fallback."""

    name: Annotated[str, Field(json_schema_extra={"enum": _WRITERS})]
    model: str | None
    note: str | None

    @classmethod
    def of(cls, writer: Writer) -> "WriterRead":
        """The wire form."""
        return cls(name=writer.name, model=writer.model, note=writer.note)


class RemovedClaimRead(ApiModel):
    """A claim that was taken out, and why."""

    language: Language
    field: str
    words: str
    why: str

    @classmethod
    def of(cls, removed: RemovedClaim) -> "RemovedClaimRead":
        """The wire form."""
        return cls(
            language=removed.language, field=removed.field, words=removed.words, why=removed.why
        )


def dollars(micros: int) -> str:
    """US dollars with four decimals, rounded up: a cent's hundredth is still told."""
    hundredths = -(-micros // 100)
    return f"{hundredths // 10_000}.{hundredths % 10_000:04d}"
