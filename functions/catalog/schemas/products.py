"""The HTTP shapes of products."""

from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field

from functions.catalog.model.product import PHOTOS_MAX, Product, ProductChange, Status
from functions.catalog.schemas.variants import VariantRead, Variants
from kernel.events import Instant
from kernel.fields import (
    Craft,
    Dimensions,
    Link,
    Materials,
    Price,
    Quantity,
    Region,
    Story,
    Technique,
    Title,
)
from kernel.ids import is_id
from kernel.responses import ApiModel, MoneyAmount


def _photo_id(text: str) -> str:
    if not is_id(text, "photo"):
        raise ValueError("it is no id of a photo")
    return text


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise ValueError("the same one is in it twice")
    return values


PhotoIds = Annotated[
    tuple[Annotated[str, AfterValidator(_photo_id)], ...],
    Field(max_length=PHOTOS_MAX),
    AfterValidator(_distinct),
]


class _ProductWrite(ApiModel):
    """The fields of a product that its artisan writes, each of which may be left out."""

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
    photo_ids: PhotoIds = ()
    variants: Variants = ()
    one_of_a_kind: bool = False
    stock_version: int | None = Field(default=None, ge=0)

    def to_change(self) -> ProductChange:
        """The given fields as a `ProductChange`."""
        given: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        photo_ids = given.pop("photo_ids", None)
        given.pop("stock_version", None)
        if self.price:
            given["price"] = self.price.money()
        if "variants" in given:
            given["variants"] = tuple(one.to_change() for one in self.variants)
        return ProductChange(given, photo_ids, self.stock_version)


class ProductCreate(_ProductWrite):
    """A product to create, or what to add to the product that the first photograph begins."""


class ProductUpdate(_ProductWrite):
    """Changes to a product. A field that is left out stays; null empties it, and [] a list.

    `photo_ids` is the order in which the photographs are shown, `variants` replaces all variants;
    one that stays is named by its `variant_id`. With `stock_version`, that of the numbers which she
    saw, other numbers are refused (412) if some were sold since.
    """


class ProductRead(ApiModel):
    """A product of the caller; null and empty mean that she has not said. `version` is its ETag.

    `status` is `draft` until it is live on a platform, and `archived` once it is deleted. `sku` is
    its name in shops, for life. `photo_ids` are in the order in which they are shown, the first is
    the cover. `price` is for one and `quantity` is the stock; `variants` have their own. What is
    `one_of_a_kind` never comes back on sale by itself; `stock_version` is that of the quantities.
    """

    product_id: str
    sku: str = Field(examples=["AJR-7F3K"])
    status: Status
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
    photo_ids: tuple[str, ...]
    variants: tuple[VariantRead, ...]
    one_of_a_kind: bool
    stock_version: int
    version: int
    created_at: Instant
    updated_at: Instant

    @classmethod
    def of(cls, product: Product) -> Self:
        """`product` as the API returns it."""
        return cls(
            product_id=product.product_id,
            sku=product.sku,
            status=product.status,
            title=product.title,
            craft=product.craft,
            materials=product.materials,
            technique=product.technique,
            region=product.region,
            price=MoneyAmount.of(product.price) if product.price else None,
            quantity=product.quantity,
            dimensions=product.dimensions,
            story=product.story,
            link=product.link,
            photo_ids=product.photo_ids,
            variants=tuple(VariantRead.of(one) for one in product.variants),
            one_of_a_kind=product.one_of_a_kind,
            stock_version=product.stock_version,
            version=product.revision,
            created_at=product.created_at,
            updated_at=product.updated_at,
        )
