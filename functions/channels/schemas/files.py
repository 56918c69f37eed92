"""The request and response models of the file for a seller panel's own bulk upload."""

from base64 import b64encode

from pydantic import Field, HttpUrl

from functions.channels.model.listing import Listing, Picture
from kernel.fields import Materials, Quantity
from kernel.responses import ApiModel, MoneyAmount

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PIECES_MOST = 200
_PICTURES_MOST = 20


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


class StoreProductWrite(ApiModel):
    """One approved piece.

    `sku` must be the same whenever the piece is put into a file. `pictures` are renditions of the
    form that the platform takes, the main one first.
    """

    sku: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$", examples=["prod_01kae2x0000000000000000000"])
    title: str = Field(min_length=1, max_length=500)
    text: str = Field(min_length=1, max_length=50_000)
    tags: list[str] = Field(default_factory=list, max_length=50)
    price: MoneyAmount
    quantity: Quantity
    materials: Materials = ()
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
        )


class ExportCreate(ApiModel):
    """The pieces for the file, one row each."""

    pieces: list[StoreProductWrite] = Field(min_length=1, max_length=_PIECES_MOST)


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
