"""The listing for one platform, frozen at the moment of publishing.

A look-up compares the text and pictures that were sent, even if the draft is edited meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kernel.money import Money


@dataclass(frozen=True, slots=True)
class Picture:
    """A rendition at its public URL; sizes in pixels and bytes."""

    url: str
    width: int
    height: int
    bytes: int
    format: str


@dataclass(frozen=True, slots=True)
class ListingVariant:
    """One form of the piece, by its options such as {"Size": "M"}."""

    options: Mapping[str, str]
    price: Money
    quantity: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The approved words, numbers and pictures for one platform.

    `pictures` are the first photograph's renditions by name; `more_pictures` has, for each further
    photograph, the rendition that the platform takes. `field_values` are the chosen options' ids by
    name.
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


@dataclass(frozen=True, slots=True)
class Handle:
    """The platform's reference to what is prepared so far, such as a container id."""

    ref: str
    stage: str
    detail: Mapping[str, str] = field(default_factory=dict)
