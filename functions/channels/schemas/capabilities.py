"""The response model of a platform's capabilities."""

from datetime import date
from typing import Literal

from pydantic import Field

from functions.channels.model import capabilities as model
from functions.channels.model.connect_inputs import ConnectInput
from functions.channels.model.listing import Shows
from functions.channels.model.text_limits import TextLimits
from kernel.responses import ApiModel
from kernel.texts import Unit


class TextLimitsRead(ApiModel):
    """The longest texts and largest counts; null means no limit, or no such field.

    `counted_as` is the unit in which each field is counted: UTF-16 code units, code points,
    graphemes (letters as people see them), or bytes.
    """

    title_max: int | None
    text_max: int
    hashtags_max: int | None
    tags_max: int | None
    tag_max: int | None
    counted_as: dict[str, Unit] = Field(examples=[{"title": "utf16", "text": "utf16"}])

    @classmethod
    def of(cls, text: TextLimits) -> "TextLimitsRead":
        """The text limits as the API returns them."""
        return cls(
            title_max=text.title_max,
            text_max=text.text_max,
            hashtags_max=text.hashtags_max,
            tags_max=text.tags_max,
            tag_max=text.tag_max,
            counted_as=dict(text.counted_as),
        )


class ImageNeedsRead(ApiModel):
    """The rendition that is sent, and what the platform takes; ratios are width over height."""

    rendition: str
    formats: list[str]
    max_bytes: int
    ratio_min: float | None
    ratio_max: float | None

    @classmethod
    def of(cls, image: model.ImageNeeds) -> "ImageNeedsRead":
        """The image needs as the API returns them."""
        return cls(
            rendition=image.rendition,
            formats=list(image.formats),
            max_bytes=image.max_bytes,
            ratio_min=image.ratio_min,
            ratio_max=image.ratio_max,
        )


class ConnectInputRead(ApiModel):
    """An input that the platform needs before its consent page can be opened.

    `words` is the question; a whole answer matches the regular expression `pattern`.
    """

    name: str
    words: str
    example: str
    pattern: str

    @classmethod
    def of(cls, one: ConnectInput) -> "ConnectInputRead":
        """The input as the API returns it."""
        return cls(name=one.name, words=one.words, example=one.example, pattern=one.pattern)


class ListingFieldRead(ApiModel):
    """A field of a listing for which the artisan may choose an option, such as a board.

    `parent` names the field on whose option the options depend, or is empty. An option of a
    `per_craft` field is remembered for each craft.
    """

    name: str
    words: str
    parent: str
    per_craft: bool

    @classmethod
    def of(cls, one: model.ListingField) -> "ListingFieldRead":
        """The field as the API returns it."""
        return cls(name=one.name, words=one.words, parent=one.parent, per_craft=one.per_craft)


class FeatureRead(ApiModel):
    """Whether Haat supports a feature on the platform, and the reason or a limit; may be empty."""

    support: model.Support
    reason: str


class CapabilitiesRead(ApiModel):
    """One platform: how to connect it, what it takes, and what Haat does there.

    `dated` is the day on which its facts were looked up. `needs` are facts without which it takes
    no listing. `quota` and `leads` say whether its API gives the calls that are left, and leads.
    `manual_post` is the name of a place where only a person can post (POST
    /connections/{platform}/manual-post). `sheet` says whether it takes a file of products (POST
    /connections/{platform}/export).
    """

    platform: str
    name: str
    dated: date
    connect: Literal["oauth", "assisted"]
    mode: Literal["automatic", "assisted"]
    shows: Shows
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
        """The platform's capabilities as the API returns them."""
        return cls(
            platform=one.platform,
            name=one.name,
            dated=one.dated,
            connect=one.connect,
            mode=one.mode,
            shows=one.shows,
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
