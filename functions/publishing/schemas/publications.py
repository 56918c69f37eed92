"""Publications: where a product is shown, and what may be asked of it there."""

from typing import Literal

from pydantic import Field, HttpUrl

from functions.channels.model.listing import LossPart, Part
from functions.publishing.model.listing_operation import (
    EditSupport,
    Kind,
    ListingOperation,
)
from functions.publishing.model.parts import Behind
from functions.publishing.model.publication import Publication
from functions.publishing.model.publication_state import Status
from kernel.effect import EffectStatus
from kernel.events import Instant
from kernel.money import Money
from kernel.responses import ApiModel, MoneyAmount

DriftedPart = Literal["words", "price", "pictures", "options", "stock"]
NOT_BEHIND = Behind()


class ResolutionCreate(ApiModel):
    """What the artisan saw on the platform; `url` is where she found the listing."""

    outcome: Literal["published", "not_published"]
    url: HttpUrl | None = None

    def found_at(self) -> str | None:
        """The listing's URL ("" if none was given), or None if it was not published."""
        if self.outcome == "not_published":
            return None
        return str(self.url or "")


class OperationRead(ApiModel):
    """The latest update or unpublishing of a published listing.

    `reason` and `remedy` explain its status to the artisan.
    """

    kind: Kind
    status: EffectStatus
    reason: str | None
    remedy: str | None

    @classmethod
    def of(cls, operation: ListingOperation) -> "OperationRead":
        """`operation` as the API returns it."""
        return cls(
            kind=operation.kind,
            status=operation.effect.status,
            reason=operation.effect.reason,
            remedy=operation.effect.remedy,
        )


class DriftRead(ApiModel):
    """A part that somebody changed on the platform itself, and what is there now."""

    part: DriftedPart
    there: str = Field(examples=["1400.00 INR"])


class StockThereRead(ApiModel):
    """A number that a person has to set on the platform: so many are `here`, `there` is another."""

    sku: str = Field(examples=["AJR-7F3K"])
    here: int
    there: int


class PlaceAccountRead(ApiModel):
    """The account of a place; `name` is what it was called when the product was sent there."""

    id: str = Field(examples=["12345678"])
    name: str = Field(examples=["Asha Dokra Art"])


class PublicationRead(ApiModel):
    """A product in one account of a platform, as it stands.

    `post_id` is the post that published it last, `number` counts the posts of the product in this
    account. `live_since` is null while it is not shown. `url` is its address. `reason` and `remedy`
    explain a state to the artisan; `needs_review` asks her to resolve an unknown outcome.
    `can_update` and `can_unpublish` say whether such an operation can begin now; `operation` is the
    latest one. `attempts` counts publishing attempts.

    `outdated` are the parts that an update would bring, `drift` what somebody changed there, and
    `stock_by_hand` the numbers that only a person can set there. `can_adopt` is whether what has
    its id there does not bear our marker, so that she may say that it is this piece all the same.
    `is_sold_out` is whether it was taken down because there was none left, `shown_price` the price
    that was sent last, null where variants have several.
    """

    publication_id: str
    product_id: str
    post_id: str
    platform: str
    account: PlaceAccountRead
    number: int
    status: Status
    live_since: Instant | None
    url: str | None
    reason: str | None
    remedy: str | None
    can_retry: bool
    can_update: bool
    can_unpublish: bool
    needs_review: bool
    attempts: int
    updated_at: Instant
    operation: OperationRead | None
    outdated: list[Part]
    drift: list[DriftRead]
    stock_by_hand: list[StockThereRead]
    can_adopt: bool
    is_sold_out: bool
    shown_price: MoneyAmount | None

    @classmethod
    def of(
        cls, publication: Publication, edit_support: EditSupport, behind: Behind = NOT_BEHIND
    ) -> "PublicationRead":
        """The publication as the API returns it."""
        operation = publication.operation
        return cls(
            publication_id=publication.publication_id,
            product_id=publication.product_id,
            post_id=publication.post_id,
            platform=publication.platform,
            account=PlaceAccountRead(
                id=publication.account.account_id, name=publication.account.name
            ),
            number=publication.number,
            status=publication.status,
            live_since=publication.live_since,
            url=publication.url,
            reason=publication.reason,
            remedy=publication.remedy,
            can_retry=publication.can_retry,
            can_update=edit_support.can_update and publication.can_begin(),
            can_unpublish=edit_support.can_unpublish and publication.can_begin(),
            needs_review=publication.needs_review,
            attempts=publication.attempts,
            updated_at=publication.updated_at,
            operation=OperationRead.of(operation) if operation else None,
            outdated=list(behind.parts),
            drift=[
                DriftRead.model_validate({"part": part, "there": one.there})
                for part, one in publication.drift.items()
            ],
            stock_by_hand=[
                StockThereRead(sku=one.sku, here=one.quantity, there=one.before or 0)
                for one in behind.stock
            ],
            can_adopt=publication.is_foreign and publication.can_begin(),
            is_sold_out=publication.is_sold_out,
            shown_price=MoneyAmount.of(price) if (price := _only_price(publication)) else None,
        )


class ListingUpdate(ApiModel):
    """An update of a live listing.

    What somebody changed there is written over in the parts of `overwrite`; those of `accepts` need
    not be shown.
    """

    overwrite: list[Part] = Field(default_factory=list, max_length=4)
    accepts: list[LossPart] = Field(default_factory=list, max_length=20)


class ListingsUpdate(ApiModel):
    """The product of which every live listing that is behind is to be updated."""

    product_id: str = Field(min_length=1, max_length=64)


class DriftResolution(ApiModel):
    """What becomes of what somebody changed there: the parts that stay as they are there."""

    keep: list[Part] = Field(min_length=1, max_length=4)


class StockResolution(ApiModel):
    """How the numbers there become the product's: Haat sets them, or a person has done so."""

    set_by: Literal["haat", "person"]


def _only_price(publication: Publication) -> Money | None:
    prices = {one.price for one in publication.listing.forms}
    return prices.pop() if len(prices) == 1 else None
