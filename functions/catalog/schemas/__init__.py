"""HTTP shapes of catalog."""

from typing import Any

from pydantic import Field, field_validator

from functions.catalog.model import NewProduct, NewStore, Product, Store
from functions.catalog.schemas.fields import (
    Craft,
    Description,
    Link,
    Materials,
    Name,
    PhotoIds,
    Price,
    Quantity,
    Region,
    Title,
    not_null,
)
from functions.catalog.schemas.variants import VariantRead, Variants
from kernel.events import Instant
from kernel.responses import ApiModel, MoneyAmount


class StoreCreate(ApiModel):
    """A new store."""

    name: Name
    craft: Craft | None = None
    region: Region | None = None
    link: Link | None = None

    def to_store(self) -> NewStore:
        """The command."""
        return NewStore(self.name, self.craft, self.region, self.link)


class StoreUpdate(ApiModel):
    """Changes to a store; what is left out stays, and null empties craft, region or link."""

    name: Name | None = None
    craft: Craft | None = None
    region: Region | None = None
    link: Link | None = None

    @field_validator("name")
    @classmethod
    def _never_null(cls, value: object) -> object:
        return not_null(value)

    def changes(self) -> dict[str, Any]:
        """What was given."""
        return self.model_dump(exclude_unset=True)


class StoreRead(ApiModel):
    """A store as its owner sees it."""

    store_id: str
    name: str
    craft: str | None
    region: str | None
    link: str | None
    version: int
    created_at: Instant

    @classmethod
    def of(cls, store: Store) -> "StoreRead":
        """The wire form."""
        return cls(
            store_id=store.store_id,
            name=store.name,
            craft=store.craft,
            region=store.region,
            link=store.link,
            version=store.version,
            created_at=store.created_at,
        )


class ProductCreate(ApiModel):
    """A new product; without `store_id` it goes into the artisan's first store."""

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
        """The command."""
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
    """Changes to a product; what is left out stays, and null empties the craft.

    `variants` replaces them all: those that stay are named by their `variant_id`.
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
        """What was given, in the model's types."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        if self.price:
            given["price"] = self.price.money()
        if self.variants is not None:
            given["variants"] = tuple(one.to_variant() for one in self.variants)
        return given


class ProductRead(ApiModel):
    """A product as its owner sees it."""

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
        """The wire form."""
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
