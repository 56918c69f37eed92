"""Channels' published language: a listing for a platform, and how far posting it has come.

Pure values, which publishing uses and stores as they are; nothing here may import an adapter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode, urlsplit, urlunsplit

from kernel.money import Money

SKU_LONGEST = 32

Shows = Literal["listing", "post"]
"""What a platform has: a *listing* is in an account once, a *post* may be made again."""


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
    """All that a platform may need. `marker` names the publication, and is its alone.

    `text` is exactly what is published; `link` is "" when there is none; `pictures` are named by
    rendition (web, thumbnail, instagram, pinterest, square), and so are those of each further
    photograph in `more_pictures`. `variants` is empty for a piece in one form; else every one has
    the same options. `field_values` are what the artisan chose there, such as a board: the
    platform's own ids by the names in `Capabilities.listing_fields`. `product_sku` is the seller's
    own number of the piece, the same wherever it is sold.
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
    product_sku: str = ""

    def shown(self, rendition: str, most: int) -> tuple[Picture, ...]:
        """The pictures of this rendition, the first photograph's first, at most `most`."""
        photos = (self.pictures, *self.more_pictures)
        return tuple(one[rendition] for one in photos if rendition in one)[:most]

    @property
    def sku(self) -> str:
        """What goes where a platform has a SKU field: the product's, else the marker's end."""
        return self.product_sku or self.marker[-SKU_LONGEST:]

    @property
    def marked_link(self) -> str:
        """The link with the marker in `utm_content`, or "" when there is no link."""
        if not self.link:
            return ""
        parts = urlsplit(self.link)
        mark = urlencode({"utm_source": "haat", "utm_content": self.marker})
        query = f"{parts.query}&{mark}" if parts.query else mark
        return urlunsplit(parts._replace(query=query))


@dataclass(frozen=True, slots=True)
class Handle:
    """The platform's ids of what is prepared (a container, a listing); can be stored as JSON.

    `ref` is the platform's id, `stage` how far it has come, `detail` what else must be kept.
    """

    ref: str
    stage: str
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The platform is at work: `check` again in `seconds`."""

    handle: Handle
    seconds: float


@dataclass(frozen=True, slots=True)
class Ready:
    """All is prepared and nothing is visible: keep the handle, then call `finish` once."""

    handle: Handle


@dataclass(frozen=True, slots=True)
class Published:
    """The listing is on the platform. `note` is what the platform still does, such as a review."""

    external_id: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotThere:
    """The platform was asked and does not have the listing."""


@dataclass(frozen=True, slots=True)
class Undetermined:
    """The platform was asked and could not tell; `reason` says why, in plain words.

    `alike` are published posts that may be ours: to be shown to a person, and no proof.
    """

    reason: str = ""
    alike: tuple[Published, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """Published posts with the listing's words, as any other post of the same piece has too.

    `is_out` is whether the platform says, by an id of ours, that our post is published; our post is
    then in `found` as soon as the platform shows it.
    """

    found: tuple[Published, ...]
    reason: str
    is_out: bool = False


Step = Waiting | Ready | Published
Finding = Published | Ready | NotThere | Undetermined
Sighting = Finding | Alike
