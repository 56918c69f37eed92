"""The HTTP shapes of channels."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from functions.channels.model import capabilities as able
from functions.channels.model import connection as held
from functions.channels.model.browser import Seller
from kernel.answers import Shape
from kernel.events import Instant

Platform = Literal["facebook", "instagram", "etsy", "pinterest", "meesho"]


class TextShape(Shape):
    """Longest texts in characters, largest counts; null is no limit or no such field."""

    title_max: int | None
    text_max: int
    hashtags_max: int | None
    tags_max: int | None
    tag_max: int | None


class ImageShape(Shape):
    """What picture is sent; ratios are width over height."""

    rendition: str
    formats: list[str]
    max_bytes: int
    ratio_min: float | None
    ratio_max: float | None


class CapabilitiesShape(Shape):
    """One platform."""

    platform: str
    name: str
    dated: date
    connect: Literal["oauth", "assisted"]
    mode: Literal["automatic", "assisted"]
    needs_browser: bool
    text: TextShape
    image: ImageShape
    needs: list[str]

    @classmethod
    def of(cls, one: able.Capabilities) -> "CapabilitiesShape":
        """The wire form."""
        text, image = one.text, one.image
        return cls(
            platform=one.platform,
            name=one.name,
            dated=one.dated,
            connect=one.connect,
            mode=one.mode,
            needs_browser=one.needs_browser,
            text=TextShape(
                title_max=text.title_max,
                text_max=text.text_max,
                hashtags_max=text.hashtags_max,
                tags_max=text.tags_max,
                tag_max=text.tag_max,
            ),
            image=ImageShape(
                rendition=image.rendition,
                formats=list(image.formats),
                max_bytes=image.max_bytes,
                ratio_min=image.ratio_min,
                ratio_max=image.ratio_max,
            ),
            needs=list(one.needs),
        )


class AccountShape(Shape):
    """An account on a platform."""

    id: str
    name: str


class ProblemShape(Shape):
    """What is wrong, and what to do."""

    message: str
    remedy: str


class ConnectionShape(Shape):
    """The artisan's connection to one platform."""

    platform: str
    status: held.Status
    account: AccountShape | None
    choices: list[AccountShape]
    scopes: list[str]
    connected_at: Instant | None
    expires_at: Instant | None
    last_used_at: Instant | None
    problem: ProblemShape | None

    @classmethod
    def of(cls, one: held.Connection) -> "ConnectionShape":
        """The wire form; nothing secret is in it."""
        problem = one.problem
        return cls(
            platform=one.platform,
            status=one.status,
            account=AccountShape(id=one.account_id, name=one.account_name)
            if one.account_id
            else None,
            choices=[AccountShape(id=choice.id, name=choice.name) for choice in one.choices],
            scopes=list(one.scopes),
            connected_at=one.connected_at,
            expires_at=one.ends_at,
            last_used_at=one.last_used_at,
            problem=ProblemShape(message=problem.message, remedy=problem.remedy)
            if problem
            else None,
        )


class AuthorizeShape(Shape):
    """Where to send the browser."""

    authorize_url: str


class ChooseAccount(Shape):
    """One of the connection's choices."""

    account_id: str = Field(min_length=1, max_length=100)


class SellerShape(Shape):
    """What the panel demands of every product and only the artisan knows."""

    name: str = Field(min_length=2, max_length=100)
    address: str = Field(min_length=10, max_length=250)
    pincode: str = Field(pattern=r"^[1-9]\d{5}$", examples=["494661"])
    hsn: str = Field(pattern=r"^(\d{4}|\d{6}|\d{8})$", examples=["8306"])
    gst: str = Field(pattern=r"^\d{1,2}$", examples=["5"])
    net_weight: str = Field(pattern=r"^[1-9]\d{0,4}$", examples=["650"])

    def seller(self) -> Seller:
        """The value."""
        return Seller(**self.model_dump())


class KeepSession(Shape):
    """A browser's storage state after a person logged in to the panel."""

    storage_state: dict[str, Any]
    seller: SellerShape | None = None

    @property
    def maker(self) -> Seller | None:
        """The seller, if it was given."""
        return self.seller.seller() if self.seller else None


class Disconnected(Shape):
    """It is gone."""

    platform: str


class Heard(Shape):
    """A webhook was taken; `new` counts what had not been told before."""

    new: int
