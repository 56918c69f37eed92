"""The HTTP shapes of products."""

from typing import Any

from pydantic import Field, field_validator

from functions.catalog.model import NewProduct, Product
from functions.catalog.schemas.fields import (
    Craft,
    Description,
    Materials,
    PhotoIds,
    Price,
    Quantity,
    Title,
    not_null,
)
from functions.catalog.schemas.variants import VariantRead, Variants
from kernel.events import Instant
from kernel.responses import ApiModel, MoneyAmount


class ProductCreate(ApiModel):
    """A product to create; without `store_id` it goes into the caller's first store."""

    store_id: str | None = Field(default=None, max_length=64)
    title: Title
    description: Description = ""
    price: Price
    quantity: Quantity
    materials: Materials = ()
    craft: Craft | None = None
    photo_ids: PhotoIds = ()
    variants: Variants = ()

    def to_product(self) -> NewProduct:
        """The request as a `NewProduct`."""
        return NewProduct(
            store_id=self.store_id,
            title=self.title,
            description=self.description,
            price=self.price.money(),
            quantity=self.quantity,
            materials=self.materials,
            craft=self.craft,
            photo_ids=self.photo_ids,
            variants=tuple(one.to_variant() for one in self.variants),
        )


class ProductUpdate(ApiModel):
    """Changes to a product. A field that is left out stays; null empties `craft`.

    `variants` replaces all variants; one that stays is named by its `variant_id`.
    """

    title: Title | None = None
    description: Description | None = None
    price: Price | None = None
    quantity: Quantity | None = None
    materials: Materials | None = None
    craft: Craft | None = None
    photo_ids: PhotoIds | None = None
    variants: Variants | None = None

    @field_validator(
        "title", "description", "price", "quantity", "materials", "photo_ids", "variants"
    )
    @classmethod
    def _never_null(cls, value: object) -> object:
        return not_null(value)

    def changes(self) -> dict[str, Any]:
        """The given fields by name, in the model's types."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        if self.price:
            given["price"] = self.price.money()
        if self.variants is not None:
            given["variants"] = tuple(one.to_variant() for one in self.variants)
        return given


class ProductRead(ApiModel):
    """A product of the caller. `version` is its ETag.

    `price` is for one and `quantity` is the stock; `variants` have their own.
    """

    product_id: str
    store_id: str
    title: str
    description: str
    price: MoneyAmount
    quantity: int
    materials: tuple[str, ...]
    craft: str | None
    photo_ids: tuple[str, ...]
    variants: tuple[VariantRead, ...]
    version: int
    created_at: Instant
    updated_at: Instant

    @classmethod
    def of(cls, product: Product) -> "ProductRead":
        """`product` as the API returns it."""
        return cls(
            product_id=product.product_id,
            store_id=product.store_id,
            title=product.title,
            description=product.description,
            price=MoneyAmount.of(product.price),
            quantity=product.quantity,
            materials=product.materials,
            craft=product.craft,
            photo_ids=product.photo_ids,
            variants=tuple(VariantRead.of(one) for one in product.variants),
            version=product.version,
            created_at=product.created_at,
            updated_at=product.updated_at,
        )
