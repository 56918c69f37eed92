"""The HTTP shapes of content."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from functions.content.model.draft import CopyEdit, Draft, Edit, Status, TextEdit
from functions.content.model.facts import Facts, FactsChange
from functions.content.model.platforms import PlatformText
from functions.content.model.text import hashtag, one_line, prose
from functions.content.model.wording import ALT_TEXT_MAX, DESCRIPTION_MAX, TITLE_MAX, Copy, Writer
from kernel.answers import MoneyShape, Shape
from kernel.events import Instant

_LONGEST_TEXT = 20_000  # so that a draft with every platform's text stays below DynamoDB's 400 KB


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
        raise ValueError("it is not a web address that starts with https://")
    return text


def _as_hashtag(text: str) -> str:
    tag = hashtag(text)
    if not tag:
        raise ValueError("it holds no letters, so it cannot be a hashtag")
    return tag


def _above_zero(price: MoneyShape) -> MoneyShape:
    if price.money().minor <= 0:
        raise ValueError("a price is more than zero")
    return price


def _not_blank(text: str) -> str:
    if not text:
        raise ValueError("it may not be empty")
    return text


_Line = AfterValidator(one_line)
_Prose = AfterValidator(prose)
Name = Annotated[str, Field(max_length=TITLE_MAX), _Line]
Phrase = Annotated[str, Field(max_length=120), _Line]
Material = Annotated[str, Field(max_length=60), _Line, AfterValidator(_not_blank)]
Link = Annotated[str, Field(max_length=500), _Line, AfterValidator(_web_address)]
Hashtag = Annotated[str, Field(max_length=50), _Line, AfterValidator(_as_hashtag)]
Tag = Annotated[str, Field(max_length=100), _Line, AfterValidator(_not_blank)]
Price = Annotated[MoneyShape, AfterValidator(_above_zero)]
PhotoId = Annotated[str, Field(min_length=1, max_length=100)]


class FactsIn(Shape):
    """What the artisan tells; a field that is left out stays as it was, null takes it back."""

    title: Name | None = Field(default=None, examples=["Blue pottery vase"])
    craft: Phrase | None = Field(default=None, examples=["Blue pottery"])
    materials: Annotated[list[Material], Field(max_length=20)] | None = None
    technique: Phrase | None = None
    region: Phrase | None = Field(default=None, examples=["Jaipur"])
    price: Price | None = None
    quantity: int | None = Field(default=None, ge=0, le=1_000_000)
    dimensions: Phrase | None = Field(default=None, examples=["20 cm high"])
    story: Annotated[str, Field(max_length=3000), _Prose] | None = None
    link: Link | None = None

    def to_change(self) -> FactsChange:
        """The facts that were given."""
        facts = Facts(
            title=self.title or None,
            craft=self.craft or None,
            materials=tuple(dict.fromkeys(self.materials or ())),
            technique=self.technique or None,
            region=self.region or None,
            price=self.price.money() if self.price else None,
            quantity=self.quantity,
            dimensions=self.dimensions or None,
            story=self.story or None,
            link=self.link,
        )
        return FactsChange(facts, frozenset(self.model_fields_set))


class DraftIn(Shape):
    """What a draft is about; the first photo decides which draft it is."""

    photo_ids: list[PhotoId] = Field(min_length=1, max_length=10)
    facts: FactsIn = FactsIn()


class RewriteIn(Shape):
    """Facts to take over before the words are written again."""

    facts: FactsIn = FactsIn()


class CopyIn(Shape):
    """Words by hand; what is left out stays."""

    title: Name | None = None
    description: Annotated[str, Field(max_length=DESCRIPTION_MAX), _Prose] | None = None
    hashtags: Annotated[list[Hashtag], Field(max_length=30)] | None = None
    alt_text: Annotated[str, Field(max_length=ALT_TEXT_MAX), _Line] | None = None

    def to_edit(self) -> CopyEdit:
        """The edit."""
        tags = None if self.hashtags is None else tuple(dict.fromkeys(self.hashtags))
        return CopyEdit(self.title, self.description, tags, self.alt_text)


class PlatformTextIn(Shape):
    """Words by hand for one platform; what is left out stays."""

    title: Annotated[str, Field(max_length=1000), _Line] | None = None
    text: Annotated[str, Field(max_length=_LONGEST_TEXT), _Prose] | None = None
    tags: Annotated[list[Tag], Field(max_length=50)] | None = None

    def to_edit(self) -> TextEdit:
        """The edit."""
        return TextEdit(self.title, self.text, None if self.tags is None else tuple(self.tags))


class EditDraftIn(Shape):
    """Facts and words by hand; no rewrite touches a field that was written by hand."""

    facts: FactsIn = FactsIn()
    copy_: CopyIn = Field(default=CopyIn(), alias="copy")
    platforms: dict[str, PlatformTextIn] = Field(default_factory=dict, max_length=20)

    def to_edit(self) -> Edit:
        """The edit."""
        texts = {name: text.to_edit() for name, text in self.platforms.items()}
        return Edit(self.facts.to_change(), self.copy_.to_edit(), texts)


class FactsOut(Shape):
    """What is known about the piece."""

    title: str | None
    craft: str | None
    materials: tuple[str, ...]
    technique: str | None
    region: str | None
    price: MoneyShape | None
    quantity: int | None
    dimensions: str | None
    story: str | None
    link: str | None

    @classmethod
    def of(cls, facts: Facts) -> "FactsOut":
        """The wire form."""
        return cls(
            title=facts.title,
            craft=facts.craft,
            materials=facts.materials,
            technique=facts.technique,
            region=facts.region,
            price=MoneyShape.of(facts.price) if facts.price else None,
            quantity=facts.quantity,
            dimensions=facts.dimensions,
            story=facts.story,
            link=facts.link,
        )


class CopyOut(Shape):
    """The words that the platform texts are made from."""

    title: str
    description: str
    hashtags: tuple[str, ...] = Field(examples=[["#BluePottery", "#Jaipur"]])
    alt_text: str

    @classmethod
    def of(cls, copy: Copy) -> "CopyOut":
        """The wire form."""
        return cls(
            title=copy.title,
            description=copy.description,
            hashtags=copy.hashtags,
            alt_text=copy.alt_text,
        )


class PlatformTextOut(Shape):
    """Exactly what is published on one platform; `edited` when the artisan wrote any of it."""

    title: str | None
    text: str
    tags: tuple[str, ...]
    edited: bool

    @classmethod
    def of(cls, text: PlatformText, *, edited: bool) -> "PlatformTextOut":
        """The wire form."""
        return cls(title=text.title, text=text.text, tags=text.tags, edited=edited)


class WriterOut(Shape):
    """Who wrote: `facts`, `gemini`, or `nobody` yet; `note` tells of a fallback."""

    name: Annotated[str, Field(json_schema_extra={"enum": ["facts", "gemini", "nobody"]})]
    model: str | None
    note: str | None

    @classmethod
    def of(cls, writer: Writer) -> "WriterOut":
        """The wire form."""
        return cls(name=writer.name, model=writer.model, note=writer.note)


class DraftOut(Shape):
    """The words for one piece."""

    draft_id: str
    status: Status
    photo_ids: tuple[str, ...]
    facts: FactsOut
    copy_: CopyOut = Field(alias="copy")
    platforms: dict[str, PlatformTextOut]
    writer: WriterOut
    questions: tuple[str, ...]
    version: int
    created_at: Instant
    updated_at: Instant

    @classmethod
    def of(cls, draft: Draft) -> "DraftOut":
        """The wire form."""
        return cls(
            draft_id=draft.draft_id,
            status=draft.status,
            photo_ids=draft.photo_ids,
            facts=FactsOut.of(draft.facts),
            copy=CopyOut.of(draft.copy),
            platforms={
                name: PlatformTextOut.of(text, edited=draft.edits_of(name))
                for name, text in draft.platforms.items()
            },
            writer=WriterOut.of(draft.writer),
            questions=draft.questions,
            version=draft.version,
            created_at=draft.created_at,
            updated_at=draft.updated_at,
        )
