"""The ports of publishing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from functions.channels.model.listing import (
    Finding,
    Listing,
    ListingVariant,
    NotThere,
    Picture,
    Published,
    Ready,
    Shows,
    Step,
    Undetermined,
    Waiting,
)
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.post import ChosenOption, Post, Target
from functions.publishing.model.publication import Publication
from kernel.errors import TryLater
from kernel.events import Event
from kernel.money import Money
from kernel.pages import Page


class Posts(Protocol):
    """Stores posts and their targets. Every write is conditional and includes its events.

    A write that finds another version than the one it builds on raises `StaleWrite`, and then
    neither the state nor the events are written.
    """

    def get(self, post_id: str) -> Post | None:
        """The post, read consistently."""
        ...

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Post]:
        """The owner's posts, newest first."""
        ...

    def targets(self, post_id: str) -> list[Target]:
        """All targets of a post, read consistently."""
        ...

    def save(self, post: Post, *events: Event, publications: Sequence[Publication] = ()) -> None:
        """Save a post, the publications that it begins with their targets, and events; or none.

        A new publication (version 1) is refused with `StaleWrite` if its place is taken.
        """
        ...


class Publications(Protocol):
    """Stores publications; the writes are those of `Posts`."""

    def get(self, publication_id: str) -> Publication | None:
        """The publication, read consistently."""
        ...

    def get_many(self, publication_ids: Sequence[str]) -> list[Publication]:
        """The publications, read consistently, in this order."""
        ...

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Publication]:
        """The owner's publications, newest first."""
        ...

    def of_product(self, owner_id: str, product_id: str) -> list[Publication]:
        """All publications of a product, read consistently, by platform, account and number."""
        ...

    def save(self, publication: Publication, *events: Event) -> None:
        """Save it, once it is settled its target too, and its events; raises `StaleWrite`."""
        ...

    def overdue(self, now: datetime) -> list[Publication]:
        """Publications that should have moved on by `now` and did not."""
        ...


@dataclass(frozen=True, slots=True)
class PlatformCopy:
    """The approved text of one platform."""

    title: str
    text: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Approved:
    """The words about a product that the artisan has approved."""

    title: str
    alt_text: str
    copies: Mapping[str, PlatformCopy]


class ApprovedDrafts(Protocol):
    """Reads approved drafts."""

    def approved(self, owner_id: str, product_id: str) -> Approved:
        """The approved words; raises a `Problem` when there are none or they are not approved."""
        ...


@dataclass(frozen=True, slots=True)
class ProductSnapshot:
    """The product at the moment of publishing; price and quantity are None while not said."""

    sku: str
    title: str
    price: Money | None
    quantity: int | None
    materials: tuple[str, ...]
    photo_ids: tuple[str, ...]
    craft: str | None = None
    link: str = ""
    variants: tuple[ListingVariant, ...] = ()


class ProductSnapshots(Protocol):
    """Reads the product: its price, stock, craft, photographs and variants."""

    def product(self, owner_id: str, product_id: str) -> ProductSnapshot:
        """The product; raises a `Problem` when the owner has no such product."""
        ...


class ListingPhotos(Protocol):
    """Reads the renditions of photographs."""

    def pictures(self, owner_id: str, photo_id: str) -> Mapping[str, Picture]:
        """The renditions by name; raises a `Problem` unless the photo is ready."""
        ...


@dataclass(frozen=True, slots=True)
class DestinationAccount:
    """An account that the owner has connected; not `is_connected` when she must connect it anew.

    `is_enabled` says whether she wants new posts there.
    """

    account_id: str
    name: str
    is_connected: bool = True
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class Destination:
    """A platform's capabilities that publishing needs, so that no code asks for a platform's name.

    A piece is shown once per account where `shows` is "listing", and may be posted again where it
    is "post". `listing_fields` are the names of the platform's options, each with whether it goes
    by craft.
    """

    platform: str
    name: str
    rendition: str
    shows: Shows = "listing"
    accounts: tuple[DestinationAccount, ...] = ()
    photos_max: int = 1
    listing_fields: Mapping[str, bool] = field(default_factory=dict)

    def account(self, account_id: str) -> DestinationAccount | None:
        """The owner's account with this id, or None."""
        return next((one for one in self.accounts if one.account_id == account_id), None)


class Channels(Protocol):
    """The platforms, seen from publishing. Calls are made once and never repeated inside.

    Four failures: `Refused` (for the artisan to mend), `TryLater` (surely nothing was created;
    as `StartOver` when the preparation is void too), `OutcomeUnknown` (perhaps created), and a
    worker that dies, which raises nothing.
    """

    def destinations(self, owner_id: str, platforms: Sequence[str]) -> Mapping[str, Destination]:
        """The destinations among `platforms`, with the owner's accounts and preferences."""
        ...

    def needs_browser(self, platform: str) -> bool:
        """Whether the browser function does the platform's work; answered without I/O."""
        ...

    def start(self, publication: Publication) -> Step:
        """Prepare the post: invisibly, so that the call may be repeated."""
        ...

    def check(self, publication: Publication) -> Step:
        """Read how the preparation stands."""
        ...

    def finish(self, publication: Publication) -> Published:
        """Make the irreversible call with the publication's handle."""
        ...

    def find(self, publication: Publication) -> Finding:
        """Look up, read-only, whether the call of `finish` with its handle arrived.

        Published only by proof that can belong to no other: an id given to us, or our marker.
        """
        ...

    def job(self, publication: Publication, *, find: bool) -> Mapping[str, object]:
        """A self-contained job for the browser function; with `find` it only looks for the listing.

        A job passes through the state machine, so nothing secret is plain in it.
        """
        ...

    def read(
        self, publication: Publication, result: Mapping[str, object]
    ) -> Waiting | Ready | Published | NotThere | Undetermined:
        """The outcome in the browser function's answer; raises the failures of the other calls."""
        ...

    def field_values(
        self, owner_id: str, account: AccountRef, craft: str | None, given: Mapping[str, str]
    ) -> Mapping[str, str]:
        """The options' ids by name: those `given`, else those of the craft, else those of all.

        An option is dropped when its parent option changes, as a section with its board.
        """
        ...

    def remember(
        self, owner_id: str, account: AccountRef, craft: str, name: str, choice: ChosenOption
    ) -> None:
        """Keep an option for all further pieces of this craft."""
        ...


class ListingEditor(Protocol):
    """Updates and unpublishes published listings. Both calls set a state and may be repeated.

    Failures as in `Channels`; besides, `update` raises `ListingNotFound`.
    """

    def edit_support(self, platform: str) -> EditSupport:
        """Whether Haat can update and unpublish listings on the platform; without I/O."""
        ...

    def update(self, publication: Publication, listing: Listing) -> Published:
        """Update the published listing to `listing`."""
        ...

    def unpublish(self, publication: Publication) -> None:
        """Unpublish the listing; a listing that is gone already is no failure."""
        ...


class StartOver(TryLater):
    """The preparation is void and nothing is visible: `start` must be called again."""

    code = "begin_again"


class ListingNotFound(Exception):
    """The published listing is no longer on the platform."""


class Workflow(Protocol):
    """Runs the workflow that advances publications."""

    def start(self, post_id: str, run: str, publication_ids: Sequence[str]) -> None:
        """Start the run `run` of a post for these publications; the same name starts only once."""
        ...
