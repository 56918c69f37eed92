"""The models of copy in a language, of a platform's text, and of who wrote them."""

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
    """Copy by hand; a field that is left out stays."""

    title: Name | None = None
    description: Annotated[str, Field(max_length=DESCRIPTION_MAX), Prose] | None = None
    hashtags: Annotated[list[Hashtag], Field(max_length=30)] | None = None
    alt_text: Annotated[str, Field(max_length=ALT_TEXT_MAX), Line] | None = None
    call_to_action: Annotated[str, Field(max_length=CALL_TO_ACTION_MAX), Line] | None = None

    def to_edit(self) -> CopyEdit:
        """The request as a `CopyEdit`."""
        tags = None if self.hashtags is None else tuple(dict.fromkeys(self.hashtags))
        return CopyEdit(self.title, self.description, tags, self.alt_text, self.call_to_action)


class PlatformTextUpdate(ApiModel):
    """One platform's text by hand; a field that is left out stays.

    `template_id` applies a template, null removes it; a field by hand wins over the template.
    `reset` names fields whose text by hand is dropped: they are composed again.
    """

    title: Annotated[str, Field(max_length=1000), Line] | None = None
    text: Annotated[str, Field(max_length=_LONGEST_TEXT), Prose] | None = None
    tags: Annotated[list[Tag], Field(max_length=50)] | None = None
    language: Language | None = None
    template_id: Annotated[str, Field(max_length=100)] | None = None
    reset: Annotated[list[TextPart], Field(max_length=4)] = Field(default=[], examples=[[]])

    def to_edit(self) -> TextEdit:
        """The request as a `TextEdit`."""
        tags = None if self.tags is None else tuple(self.tags)
        return TextEdit(self.title, self.text, tags, self.language, tuple(self.reset))


class CopyRead(ApiModel):
    """The copy in one language, from which the platforms' texts are composed."""

    title: str
    description: str
    hashtags: tuple[str, ...] = Field(examples=[["#BluePottery", "#Jaipur"]])
    alt_text: str
    call_to_action: str

    @classmethod
    def of(cls, copy: Copy) -> "CopyRead":
        """`copy` as the API returns it."""
        return cls(
            title=copy.title,
            description=copy.description,
            hashtags=copy.hashtags,
            alt_text=copy.alt_text,
            call_to_action=copy.call_to_action,
        )


class BaseTextRead(ApiModel):
    """A platform's text as it would be without edits by hand."""

    title: str | None
    text: str
    tags: tuple[str, ...]

    @classmethod
    def of(cls, text: PlatformText) -> "BaseTextRead":
        """The platform's text as the API returns it."""
        return cls(title=text.title, text=text.text, tags=text.tags)


class PlatformTextRead(ApiModel):
    """The text exactly as one platform will show it; `edited` if any of it is by hand.

    `base` is what an edited text can be compared with; null in lists of drafts.
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
        """The platform's text as the API returns it."""
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
    """Who wrote: `facts`, a model's vendor, or `nobody` yet.

    `note` explains to the artisan why another writer than the first was used.
    """

    name: Annotated[str, Field(json_schema_extra={"enum": _WRITERS})]
    model: str | None
    note: str | None

    @classmethod
    def of(cls, writer: Writer) -> "WriterRead":
        """`writer` as the API returns it."""
        return cls(name=writer.name, model=writer.model, note=writer.note)


class RemovedClaimRead(ApiModel):
    """A claim that was removed because no fact supports it; `why` is for the artisan."""

    language: Language
    field: str
    words: str
    why: str

    @classmethod
    def of(cls, removed: RemovedClaim) -> "RemovedClaimRead":
        """The removed claim as the API returns it."""
        return cls(
            language=removed.language, field=removed.field, words=removed.words, why=removed.why
        )


def dollars(micros: int) -> str:
    """`micros` (millionths of a US dollar) in dollars with four decimals, rounded up."""
    hundredths = -(-micros // 100)
    return f"{hundredths // 10_000}.{hundredths % 10_000:04d}"
