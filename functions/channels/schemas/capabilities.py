"""The HTTP shape of what a platform can do."""

from datetime import date
from typing import Literal

from pydantic import Field

from functions.channels.model import capabilities as model
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
    def of(cls, text: model.TextLimits) -> "TextLimitsRead":
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
    def of(cls, image: model.ImageNeeds) -> "ImageNeedsRead":
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
    def of(cls, one: ConnectInput) -> "ConnectInputRead":
        """The wire form."""
        return cls(name=one.name, words=one.words, example=one.example, pattern=one.pattern)


class ListingFieldRead(ApiModel):
    """Something that may be chosen there; `parent` names the choice that it is in, or is empty."""

    name: str
    words: str
    parent: str
    per_craft: bool

    @classmethod
    def of(cls, one: model.ListingField) -> "ListingFieldRead":
        """The wire form."""
        return cls(name=one.name, words=one.words, parent=one.parent, per_craft=one.per_craft)


class FeatureRead(ApiModel):
    """Whether a thing is done there, with a person's help, or not at all; `reason` may be empty."""

    support: model.Support
    reason: str


class CapabilitiesRead(ApiModel):
    """One platform; `quota` and `leads` say whether its API gives the calls left, and leads.

    `manual_post` names the place for which a post is prepared that a person then makes by hand;
    `sheet` says whether it takes a file of products (POST /connections/{platform}/file).
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
    features: dict[str, FeatureRead]
    connect_inputs: list[ConnectInputRead]
    listing_fields: list[ListingFieldRead]
    photos_max: int
    quota: bool
    leads: bool
    manual_post: str | None
    sheet: bool

    @classmethod
    def of(cls, one: model.Capabilities) -> "CapabilitiesRead":
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
            features={
                name: FeatureRead(support=feature.support, reason=feature.reason)
                for name, feature in one.features.items()
            },
            connect_inputs=[ConnectInputRead.of(each) for each in one.connect_inputs],
            listing_fields=[ListingFieldRead.of(each) for each in one.listing_fields],
            photos_max=one.photos_max,
            quota="quota" in one.reads,
            leads="leads" in one.reads,
            manual_post=one.manual_post.place if one.manual_post else None,
            sheet=one.sheet,
        )
