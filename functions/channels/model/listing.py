"""The listing for a platform: words, numbers and pictures that the artisan has approved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit, urlunsplit

from kernel.money import Money

SKU_LONGEST = 32


@dataclass(frozen=True, slots=True)
class Picture:
    """A rendition at its public URL; sizes in pixels and bytes, `format` jpeg or webp."""

    url: str
    width: int
    height: int
    bytes: int
    format: str


@dataclass(frozen=True, slots=True)
class ListingVariant:
    """One form of a piece, by its options such as {"Size": "M"}; with its own price and stock."""

    options: Mapping[str, str]
    price: Money
    quantity: int


@dataclass(frozen=True, slots=True)
class Listing:
    """All that a platform may need. `marker` is unique per post and platform.

    `text` is exactly what is published; `link` is "" when there is none; `pictures` are named by
    rendition (web, thumbnail, instagram, pinterest, square), and so are those of each further
    photograph in `more_pictures`. `variants` is empty for a piece in one form; else every one has
    the same options. `field_values` are what the artisan chose there, such as a board: the
    platform's own ids by the names in `Capabilities.listing_fields`.
    """

    marker: str
    title: str
    text: str
    tags: tuple[str, ...]
    alt_text: str
    price: Money
    quantity: int
    materials: tuple[str, ...]
    link: str
    pictures: Mapping[str, Picture]
    more_pictures: tuple[Mapping[str, Picture], ...] = ()
    variants: tuple[ListingVariant, ...] = ()
    field_values: Mapping[str, str] = field(default_factory=dict)

    def shown(self, rendition: str, most: int) -> tuple[Picture, ...]:
        """The pictures of this rendition, the first photograph's first, at most `most`."""
        photos = (self.pictures, *self.more_pictures)
        return tuple(one[rendition] for one in photos if rendition in one)[:most]

    @property
    def sku(self) -> str:
        """The marker where a platform has a SKU field: its last 32 characters."""
        return self.marker[-SKU_LONGEST:]

    @property
    def marked_link(self) -> str:
        """The link with the marker in `utm_content`, or "" when there is no link."""
        if not self.link:
            return ""
        parts = urlsplit(self.link)
        mark = urlencode({"utm_source": "haat", "utm_content": self.marker})
        query = f"{parts.query}&{mark}" if parts.query else mark
        return urlunsplit(parts._replace(query=query))
