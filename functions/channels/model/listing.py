"""Channels' published language: a listing for a platform, and how far posting it has come.

Pure values, which publishing uses and stores as they are; nothing here may import an adapter.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import urlencode, urlsplit, urlunsplit

from kernel.money import Money

SKU_LONGEST = 32

Shows = Literal["listing", "post"]
"""What a platform has: a *listing* is in an account once, a *post* may be made again."""

Part = Literal["words", "price", "pictures", "options"]
"""What an update can bring, each for itself. `words` are title, text, tags, materials, link and
picture descriptions; `price` is every variant's; `options` are which variants there are, and what
was chosen for the listing's fields. Stock is no part: it is set for itself, by comparison."""

PARTS: tuple[Part, ...] = get_args(Part)

LossPart = Literal[
    "title",
    "tags",
    "alt_text",
    "photos",
    "sharpness",
    "link",
    "price",
    "quantity",
    "materials",
    "variants",
    "options",
    "sold_out",
]
"""`sharpness` is that of photos which are shown enlarged, `variants` are options that nobody sees
there, `options` those that stand in the title, `sold_out` variants left out as there is none."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A rendition at its public URL; sizes in pixels and bytes, `format` jpeg or webp.

    `enlarged_from` is how wide the photograph shows the same, 0 unless that is less than `width`.
    """

    url: str
    width: int
    height: int
    bytes: int
    format: str
    enlarged_from: int = 0


@dataclass(frozen=True, slots=True)
class ListingVariant:
    """One form of a piece, by its options such as {"Size": "M"}; with its own price and stock.

    `sku` is the seller's own number of the variant, "" where there is none.
    """

    options: Mapping[str, str]
    price: Money
    quantity: int
    sku: str = ""


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
    def forms(self) -> tuple[ListingVariant, ...]:
        """The variants; a piece in one form is one variant without options, under its own SKU."""
        whole = ListingVariant({}, self.price, self.quantity, self.sku)
        return self.variants or (whole,)

    def sku_of(self, variant: ListingVariant) -> str:
        """What goes where a platform has a SKU field for the variant."""
        return variant.sku or self.sku

    @property
    def skus(self) -> frozenset[str]:
        """Every SKU by which the listing may be known: its own, and those of its variants."""
        return frozenset({self.sku, *(one.sku for one in self.variants if one.sku)})

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
class Loss:
    """A part of a listing that its platform does not carry, although it takes the rest.

    `detail` is what is lost, `sentence` says it.
    """

    part: LossPart
    detail: str
    sentence: str


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


@dataclass(frozen=True, slots=True)
class ShownListing:
    """What an account shows of a listing, as it was read there just now.

    `parts` has the platform's own form of each part as text, so that two readings are equal when
    nobody changed that part in between; a part that the platform does not tell is left out. `stock`
    has how many of each variant it would sell, by our SKU (a variant without one: by the listing's
    SKU); it is empty where the platform counts none.
    """

    parts: Mapping[Part, str] = field(default_factory=dict)
    stock: Mapping[str, int] = field(default_factory=dict)

    @property
    def digests(self) -> dict[Part, str]:
        """A short digest of each part, to be kept and compared."""
        return {part: digest(text) for part, text in self.parts.items()}

    def differing(self, digests: Mapping[Part, str]) -> tuple[Part, ...]:
        """The parts that are not as in `digests`; a part that either does not have is no such."""
        now = self.digests
        return tuple(
            part for part in PARTS if part in now and now[part] != digests.get(part, now[part])
        )


def digest(text: str) -> str:
    """A short digest of a part's text."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class StockLevel:
    """How many of one variant an account is to sell: `quantity`, in place of `before`.

    `before` is how many it sells as far as we know: what was set last, less what was sold there
    since; None writes over whatever is there. So many as `restocked` it may have put back by itself
    for orders that were cancelled.
    """

    sku: str
    quantity: int
    before: int | None
    restocked: int = 0

    def target(self, there: int) -> int | None:
        """The number to write where the account has `there` now; None to leave it as it is.

        Another number than we know was changed there: by a sale of which we have not heard yet, and
        which will be told, or by hand, which a person has to settle. Every answer is a number to
        set and none to add, so that a call whose answer was lost may be repeated.
        """
        if there == self.quantity:
            return None
        before = self.before
        as_we_know = before is None or before <= there <= before + self.restocked
        return self.quantity if as_we_know else None


Step = Waiting | Ready | Published
Finding = Published | Ready | NotThere | Undetermined
Sighting = Finding | Alike
