"""The HTTP shape of what a platform can do."""

from datetime import date
from typing import Literal

from pydantic import Field

from functions.channels.model import capabilities as able
from functions.channels.model.connect_inputs import ConnectInput
from kernel.responses import ApiModel
from kernel.texts import Unit


class TextLimitsRead(ApiModel):
    """Longest texts, largest counts; null is no limit or no such field.

    `counted_as` says what is counted in each field: UTF-16 code units, code points, letters as
    people see them (graphemes), or bytes.
    """

    title_max: int | None
    text_max: int
    hashtags_max: int | None
    tags_max: int | None
    tag_max: int | None
    counted_as: dict[str, Unit] = Field(examples=[{"title": "utf16", "text": "utf16"}])

    @classmethod
    def of(cls, text: able.TextLimits) -> "TextLimitsRead":
        """The wire form."""
        return cls(
            title_max=text.title_max,
            text_max=text.text_max,
            hashtags_max=text.hashtags_max,
            tags_max=text.tags_max,
            tag_max=text.tag_max,
            counted_as=dict(text.counted_as),
        )


class ImageNeedsRead(ApiModel):
    """What picture is sent; ratios are width over height."""

    rendition: str
    formats: list[str]
    max_bytes: int
    ratio_min: float | None
    ratio_max: float | None

    @classmethod
    def of(cls, image: able.ImageNeeds) -> "ImageNeedsRead":
        """The wire form."""
        return cls(
            rendition=image.rendition,
            formats=list(image.formats),
            max_bytes=image.max_bytes,
            ratio_min=image.ratio_min,
            ratio_max=image.ratio_max,
        )


class ConnectInputRead(ApiModel):
    """A question; `pattern` is what an answer looks like from end to end."""

    name: str
    words: str
    example: str
    pattern: str

    @classmethod
    def of(cls, ask: ConnectInput) -> "ConnectInputRead":
        """The wire form."""
        return cls(name=ask.name, words=ask.words, example=ask.example, pattern=ask.pattern)


class ListingFieldRead(ApiModel):
    """Something that may be chosen there; `within` names the choice that it is in, or is empty."""

    name: str
    words: str
    within: str
    by_craft: bool

    @classmethod
    def of(cls, one: able.ListingField) -> "ListingFieldRead":
        """The wire form."""
        return cls(name=one.name, words=one.words, within=one.within, by_craft=one.by_craft)


class FeatureRead(ApiModel):
    """Whether a thing is done there, with a person's help, or not at all; `why` may be empty."""

    how: able.How
    why: str


class CapabilitiesRead(ApiModel):
    """One platform; `budget` and `leads` say whether it tells the calls left, and leads.

    `assist` names the place for which a post is prepared that a person then makes by hand; `sheet`
    says whether it takes a file of products (POST /connections/{platform}/file).
    """

    platform: str
    name: str
    dated: date
    connect: Literal["oauth", "assisted"]
    mode: Literal["automatic", "assisted"]
    needs_browser: bool
    text: TextLimitsRead
    image: ImageNeedsRead
    needs: list[str]
    offers: dict[str, FeatureRead]
    asks: list[ConnectInputRead]
    chooses: list[ListingFieldRead]
    photos_max: int
    budget: bool
    leads: bool
    assist: str | None
    sheet: bool

    @classmethod
    def of(cls, one: able.Capabilities) -> "CapabilitiesRead":
        """The wire form."""
        return cls(
            platform=one.platform,
            name=one.name,
            dated=one.dated,
            connect=one.connect,
            mode=one.mode,
            needs_browser=one.needs_browser,
            text=TextLimitsRead.of(one.text),
            image=ImageNeedsRead.of(one.image),
            needs=list(one.needs),
            offers={
                name: FeatureRead(how=offer.how, why=offer.why)
                for name, offer in one.offers.items()
            },
            asks=[ConnectInputRead.of(ask) for ask in one.asks],
            chooses=[ListingFieldRead.of(choosing) for choosing in one.chooses],
            photos_max=one.photos_max,
            budget="budget" in one.tells,
            leads="leads" in one.tells,
            assist=one.assist.place if one.assist else None,
            sheet=one.sheet,
        )
