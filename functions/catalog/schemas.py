"""HTTP shapes of catalog."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, Field, field_validator

from functions.catalog.model import NewProduct, NewStore, Product, Store
from kernel.answers import MoneyShape, Shape
from kernel.errors import Malformed
from kernel.events import Instant
from kernel.ids import is_id

# C0 and C1 controls other than tab and line ends: they have no place in text that is shown.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINK = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?")


def _clean(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("it may hold no control characters")
    return text.strip()


def _one_line(text: str) -> str:
    tidy = " ".join(_clean(text).split())
    if not tidy:
        raise ValueError("it may not be empty")
    return tidy


def _link(text: str) -> str:
    if not _LINK.fullmatch(text):
        raise ValueError("it is a web address that starts with https:// or http://")
    return text


def _photo_id(text: str) -> str:
    if not is_id(text, "photo"):
        raise ValueError("it is no id of a photo")
    return text


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise ValueError("the same one is in it twice")
    return values


def _price(price: MoneyShape) -> MoneyShape:
    try:
        positive = price.money().minor > 0
    except Malformed as error:
        raise ValueError(error.message) from error
    if not positive:
        raise ValueError("it is more than nothing")
    return price


Name = Annotated[str, Field(max_length=80), AfterValidator(_one_line)]
Craft = Annotated[
    str, Field(max_length=80, examples=["Ajrakh block printing"]), AfterValidator(_one_line)
]
Region = Annotated[
    str, Field(max_length=80, examples=["Kutch, Gujarat"]), AfterValidator(_one_line)
]
Link = Annotated[
    str, Field(max_length=300, examples=["https://asha.example"]), AfterValidator(_link)
]
Title = Annotated[
    str, Field(max_length=140, examples=["Indigo Ajrakh stole"]), AfterValidator(_one_line)
]
Description = Annotated[str, Field(max_length=5000), AfterValidator(_clean)]
Price = Annotated[MoneyShape, AfterValidator(_price)]
Quantity = Annotated[int, Field(ge=0, le=999_999)]
Material = Annotated[str, Field(max_length=45), AfterValidator(_one_line)]
Materials = Annotated[
    tuple[Material, ...],
    Field(max_length=13, examples=[["silk", "indigo"]]),
    AfterValidator(_distinct),
]
PhotoIds = Annotated[
    tuple[Annotated[str, AfterValidator(_photo_id)], ...],
    Field(max_length=10),
    AfterValidator(_distinct),
]


class StoreIn(Shape):
    """A new store."""

    name: Name
    craft: Craft | None = None
    region: Region | None = None
    link: Link | None = None

    def to_store(self) -> NewStore:
        """The command."""
        return NewStore(self.name, self.craft, self.region, self.link)


class StoreEdit(Shape):
    """Changes to a store; what is left out stays, and null empties craft, region or link."""

    name: Name | None = None
    craft: Craft | None = None
    region: Region | None = None
    link: Link | None = None

    @field_validator("name")
    @classmethod
    def _never_null(cls, value: object) -> object:
        return _not_null(value)

    def changes(self) -> dict[str, Any]:
        """What was given."""
        return self.model_dump(exclude_unset=True)


class StoreOut(Shape):
    """A store as its owner sees it."""

    store_id: str
    name: str
    craft: str | None
    region: str | None
    link: str | None
    version: int
    created_at: Instant

    @classmethod
    def of(cls, store: Store) -> "StoreOut":
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


class ProductIn(Shape):
    """A new product; without `store_id` it goes into the artisan's first store."""

    store_id: str | None = Field(default=None, max_length=64)
    title: Title
    description: Description = ""
    price: Price
    quantity: Quantity
    materials: Materials = ()
    craft: Craft | None = None
    photo_ids: PhotoIds = ()

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
        )


class ProductEdit(Shape):
    """Changes to a product; what is left out stays, and null empties the craft."""

    title: Title | None = None
    description: Description | None = None
    price: Price | None = None
    quantity: Quantity | None = None
    materials: Materials | None = None
    craft: Craft | None = None
    photo_ids: PhotoIds | None = None

    @field_validator("title", "description", "price", "quantity", "materials", "photo_ids")
    @classmethod
    def _never_null(cls, value: object) -> object:
        return _not_null(value)

    def changes(self) -> dict[str, Any]:
        """What was given, in the model's types."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        return given | ({"price": self.price.money()} if self.price else {})


class ProductOut(Shape):
    """A product as its owner sees it."""

    product_id: str
    store_id: str
    title: str
    description: str
    price: MoneyShape
    quantity: int
    materials: tuple[str, ...]
    craft: str | None
    photo_ids: tuple[str, ...]
    version: int
    created_at: Instant
    updated_at: Instant

    @classmethod
    def of(cls, product: Product) -> "ProductOut":
        """The wire form."""
        return cls(
            product_id=product.product_id,
            store_id=product.store_id,
            title=product.title,
            description=product.description,
            price=MoneyShape.of(product.price),
            quantity=product.quantity,
            materials=product.materials,
            craft=product.craft,
            photo_ids=product.photo_ids,
            version=product.version,
            created_at=product.created_at,
            updated_at=product.updated_at,
        )


def _not_null(value: object) -> object:
    if value is None:
        raise ValueError("leave it out to keep it; it cannot be null")
    return value
