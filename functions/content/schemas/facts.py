"""The request and response models of facts, and the types of text fields in all of content's."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from functions.content.model.facts import Facts, FactsChange
from functions.content.model.languages import LANGUAGES, Language
from functions.content.model.text import hashtag, one_line, prose
from functions.content.model.wording import TITLE_MAX
from kernel.responses import ApiModel, MoneyAmount


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


def _above_zero(price: MoneyAmount) -> MoneyAmount:
    if price.money().minor <= 0:
        raise ValueError("a price is more than zero")
    return price


def _not_blank(text: str) -> str:
    if not text:
        raise ValueError("it may not be empty")
    return text


def _distinct(languages: list[Language]) -> list[Language]:
    return list(dict.fromkeys(languages))


Line = AfterValidator(one_line)
Prose = AfterValidator(prose)
NotBlank = AfterValidator(_not_blank)
Name = Annotated[str, Field(max_length=TITLE_MAX), Line]
Phrase = Annotated[str, Field(max_length=120), Line]
Material = Annotated[str, Field(max_length=60), Line, NotBlank]
ApprovalLink = Annotated[str, Field(max_length=500), Line, AfterValidator(_web_address)]
Hashtag = Annotated[str, Field(max_length=50), Line, AfterValidator(_as_hashtag)]
Tag = Annotated[str, Field(max_length=100), Line, NotBlank]
Price = Annotated[MoneyAmount, AfterValidator(_above_zero)]
PhotoId = Annotated[str, Field(min_length=1, max_length=100)]
Reason = Annotated[str, Field(max_length=1000), Prose]
Platform = Annotated[str, Field(max_length=40), Line]
PersonName = Annotated[str, Field(max_length=80), Line, NotBlank]
Languages = Annotated[
    list[Language],
    Field(min_length=1, max_length=len(LANGUAGES)),
    AfterValidator(_distinct),
]


class FactsWrite(ApiModel):
    """Facts that the artisan gives; a field that is left out stays, null removes the fact."""

    title: Name | None = Field(default=None, examples=["Blue pottery vase"])
    craft: Phrase | None = Field(default=None, examples=["Blue pottery"])
    materials: Annotated[list[Material], Field(max_length=20)] | None = None
    technique: Phrase | None = None
    region: Phrase | None = Field(default=None, examples=["Jaipur"])
    price: Price | None = None
    quantity: int | None = Field(default=None, ge=0, le=1_000_000)
    dimensions: Phrase | None = Field(default=None, examples=["20 cm high"])
    story: Annotated[str, Field(max_length=3000), Prose] | None = None
    link: ApprovalLink | None = None

    def to_change(self) -> FactsChange:
        """The given facts as a `FactsChange`."""
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


class FactsRead(ApiModel):
    """The facts about a piece; null and empty mean that the artisan has not said."""

    title: str | None
    craft: str | None
    materials: tuple[str, ...]
    technique: str | None
    region: str | None
    price: MoneyAmount | None
    quantity: int | None
    dimensions: str | None
    story: str | None
    link: str | None

    @classmethod
    def of(cls, facts: Facts) -> "FactsRead":
        """`facts` as the API returns them."""
        return cls(
            title=facts.title,
            craft=facts.craft,
            materials=facts.materials,
            technique=facts.technique,
            region=facts.region,
            price=MoneyAmount.of(facts.price) if facts.price else None,
            quantity=facts.quantity,
            dimensions=facts.dimensions,
            story=facts.story,
            link=facts.link,
        )
