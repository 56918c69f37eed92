"""The request and response models of the file for a seller panel's own bulk upload."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl

from functions.channels.model.listing import Listing, ListingVariant, Picture
from kernel.fields import Line, Materials, Price, Quantity
from kernel.normal_form import fold
from kernel.responses import ApiModel, MoneyAmount

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROWS_MOST = 200
_PICTURES_MOST = 20
_VARIANTS_MOST = 100

Sku = Annotated[str, Field(pattern=r"^[A-Za-z0-9._/-]{1,64}$", examples=["DOK-7F3K"])]


def _names_differ(options: Mapping[str, str]) -> Mapping[str, str]:
    """`options` before their names are tidied, when two of them may become one."""
    names = [fold(name) for name in options] if isinstance(options, Mapping) else []
    if len(set(names)) < len(names):
        raise ValueError("two of its options have the same name")
    return options


_Word = Annotated[str, Field(max_length=45), Line]


class PictureWrite(ApiModel):
    """A rendition as `GET /media/{photo_id}` returns it; sizes in pixels and bytes."""

    url: HttpUrl
    width: int = Field(ge=1, le=20_000)
    height: int = Field(ge=1, le=20_000)
    bytes: int = Field(ge=1, le=50_000_000)
    format: str = Field(pattern=r"^[a-z]{3,5}$", examples=["jpeg"])

    def picture(self) -> Picture:
        """The rendition as a `Picture`."""
        return Picture(str(self.url), self.width, self.height, self.bytes, self.format)


class PieceVariantWrite(ApiModel):
    """One variant of a piece, such as a size, under its own SKU."""

    sku: Sku = Field(examples=["DOK-7F3K-1"])
    options: Annotated[
        dict[_Word, _Word],
        Field(min_length=1, max_length=3, examples=[{"Size": "M"}]),
        BeforeValidator(_names_differ),
    ]
    price: Price
    quantity: Quantity

    def variant(self) -> ListingVariant:
        """The variant as a `ListingVariant`."""
        return ListingVariant(self.options, self.price.money(), self.quantity, self.sku)


def _differ(variants: tuple[PieceVariantWrite, ...]) -> tuple[PieceVariantWrite, ...]:
    """`variants`, if all have the same options, and no two the same values or the same SKU."""
    options = [{fold(name): fold(one.options[name]) for name in one.options} for one in variants]
    if len({frozenset(one) for one in options}) > 1:
        raise ValueError("each of them needs the same options, such as a size")
    if len({frozenset(one.items()) for one in options}) < len(options):
        raise ValueError("two of them have the same options; change one or leave it out")
    if len({one.sku for one in variants}) < len(variants):
        raise ValueError("two of them have the same SKU")
    return variants


class StoreProductWrite(ApiModel):
    """One approved piece.

    `sku` must be the same whenever the piece is put into a file. With `variants` each of them has a
    row, and the piece's own price and quantity are in none. `pictures` are renditions of the form
    that the platform takes, the main one first.
    """

    sku: Sku
    title: str = Field(min_length=1, max_length=500)
    text: str = Field(min_length=1, max_length=50_000)
    tags: list[str] = Field(default_factory=list, max_length=50)
    price: MoneyAmount
    quantity: Quantity
    materials: Materials = ()
    variants: Annotated[
        tuple[PieceVariantWrite, ...], Field(max_length=_VARIANTS_MOST), AfterValidator(_differ)
    ] = ()
    pictures: list[PictureWrite] = Field(min_length=1, max_length=_PICTURES_MOST)

    def listing(self, rendition: str) -> Listing:
        """The piece as a `Listing` with pictures named `rendition`."""
        first, *more = [{rendition: one.picture()} for one in self.pictures]
        return Listing(
            marker=self.sku,
            title=self.title,
            text=self.text,
            tags=tuple(self.tags),
            alt_text="",
            price=self.price.money(),
            quantity=self.quantity,
            materials=self.materials,
            link="",
            pictures=first,
            more_pictures=tuple(more),
            variants=tuple(one.variant() for one in self.variants),
            product_sku=self.sku,
        )


def _few_rows(pieces: list[StoreProductWrite]) -> list[StoreProductWrite]:
    if sum(len(one.variants) or 1 for one in pieces) > _ROWS_MOST:
        raise ValueError(f"a file has at most {_ROWS_MOST} rows, one for each variant")
    return pieces


class ExportCreate(ApiModel):
    """The pieces for the file: one row each, or one for each variant."""

    pieces: Annotated[
        list[StoreProductWrite],
        Field(min_length=1, max_length=_ROWS_MOST),
        AfterValidator(_few_rows),
    ]


class ExportRead(ApiModel):
    """The file for the panel's bulk upload; `content` is in Base64."""

    name: str = Field(examples=["haat-meesho.xlsx"])
    media_type: str
    content: str

    @classmethod
    def of(cls, platform: str, file: bytes) -> "ExportRead":
        """The file as the API returns it, named after the platform."""
        return cls(
            name=f"haat-{platform}.xlsx",
            media_type=SPREADSHEET,
            content=b64encode(file).decode("ascii"),
        )
