"""The request and response models of posts that a person makes by hand."""

from pydantic import Field, HttpUrl

from functions.channels.model.manual_post import Prepared
from kernel.responses import ApiModel, MoneyAmount

_PICTURES_MOST = 50


class ManualPostCreate(ApiModel):
    """The approved words, the price and the pictures of a piece."""

    title: str = Field(min_length=1, max_length=500, examples=["Dokra brass elephant"])
    text: str = Field(min_length=1, max_length=50_000)
    price: MoneyAmount
    picture_urls: list[HttpUrl] = Field(default_factory=list, max_length=_PICTURES_MOST)


class ManualPostRead(ApiModel):
    """What to copy into the platform's form, and the page to open; Haat posts nothing.

    `shortened` names what was cut to the form's limits: `title`, `text` or `pictures`.
    """

    place: str = Field(examples=["Facebook Marketplace"])
    open_url: str = Field(examples=["https://www.facebook.com/marketplace/create/item"])
    title: str
    text_to_copy: str
    price: MoneyAmount
    pictures: list[str]
    shortened: list[str] = Field(examples=[["title"]])

    @classmethod
    def of(cls, one: Prepared) -> "ManualPostRead":
        """The prepared post as the API returns it."""
        return cls(
            place=one.form.place,
            open_url=one.form.open_url,
            title=one.title,
            text_to_copy=one.text,
            price=MoneyAmount.of(one.price),
            pictures=list(one.pictures),
            shortened=list(one.shortened),
        )
