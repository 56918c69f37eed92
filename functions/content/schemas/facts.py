"""The request and response models of facts, and the types of text fields in all of content's."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field

from functions.content.model.facts import Facts
from functions.content.model.languages import LANGUAGES, Language
from functions.content.model.text import hashtag
from functions.content.model.wording import TITLE_MAX
from kernel.fields import (
    Craft,
    Dimensions,
    Link,
    Materials,
    PersonLine,
    Price,
    Quantity,
    Region,
    Story,
    Technique,
    Title,
)
from kernel.normal_form import one_line, prose
from kernel.responses import ApiModel


def _as_hashtag(text: str) -> str:
    tag = hashtag(text)
    if not tag:
        raise ValueError("it holds no letters, so it cannot be a hashtag")
    return tag


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
Hashtag = Annotated[str, Field(max_length=50), Line, AfterValidator(_as_hashtag)]
Tag = Annotated[str, Field(max_length=100), Line, NotBlank]
PhotoId = Annotated[str, Field(min_length=1, max_length=100)]
ProductId = Annotated[str, Field(min_length=1, max_length=64)]
Reason = Annotated[str, Field(max_length=1000), Prose]
Platform = Annotated[str, Field(max_length=40), Line]
PersonName = Annotated[str, Field(max_length=80), PersonLine]
Languages = Annotated[
    list[Language],
    Field(min_length=1, max_length=len(LANGUAGES)),
    AfterValidator(_distinct),
]


class FactsWrite(ApiModel):
    """The facts about a piece to write copy about; a field that is left out is not said."""

    title: Title | None = None
    craft: Craft | None = None
    materials: Materials = ()
    technique: Technique | None = None
    region: Region | None = None
    price: Price | None = None
    quantity: Quantity | None = None
    dimensions: Dimensions | None = None
    story: Story | None = None
    link: Link | None = None

    def to_facts(self) -> Facts:
        """The given facts as `Facts`."""
        given: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        return Facts(**{**given, "price": self.price.money() if self.price else None})
