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
    Step,
    Undetermined,
    Waiting,
)
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.post import ChosenOption, Post
from functions.publishing.model.target import Target
from kernel.errors import TryLater
from kernel.events import Event
from kernel.money import Money
from kernel.pages import Page


class Posts(Protocol):
    """Stores posts and targets. Every write is conditional and includes its events.

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

    def save(self, post: Post, targets: Sequence[Target], *events: Event) -> None:
        """Save a new or changed post, some of its targets and the events, all or nothing."""
        ...

    def target(self, post_id: str, platform: str) -> Target | None:
        """The target, read consistently."""
        ...

    def save_target(self, target: Target, *events: Event) -> None:
        """Save one target with its events; raises `StaleWrite` for an outdated target."""
        ...

    def overdue(self, now: datetime) -> list[Target]:
        """Targets that should have moved on by `now` and did not."""
        ...


@dataclass(frozen=True, slots=True)
class PlatformCopy:
    """The approved text of one platform."""

    title: str
    text: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Approved:
    """A draft that the artisan has approved."""

    title: str
    alt_text: str
    photo_ids: tuple[str, ...]
    link: str
    copies: Mapping[str, PlatformCopy]
    craft: str | None = None


class ApprovedDrafts(Protocol):
    """Reads approved drafts."""

    def approved(self, owner_id: str, draft_id: str) -> Approved:
        """The approved draft; raises a `Problem` when there is none or it is not approved."""
        ...


@dataclass(frozen=True, slots=True)
class ProductSnapshot:
    """The product at the moment of publishing."""

    price: Money
    quantity: int
    materials: tuple[str, ...]
    craft: str | None = None
    photo_ids: tuple[str, ...] = ()
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
class Destination:
    """A platform's capabilities that publishing needs, so that no code asks for a platform's name.

    `listing_fields` are the names of the platform's options, each with whether it goes by craft.
    """

    platform: str
    name: str
    rendition: str
    is_connected: bool
    is_enabled: bool = True
    photos_max: int = 1
    listing_fields: Mapping[str, bool] = field(default_factory=dict)


class Channels(Protocol):
    """The platforms, seen from publishing. Calls are made once and never repeated inside.

    Four failures: `Refused` (for the artisan to mend), `TryLater` (surely nothing was created;
    as `StartOver` when the preparation is void too), `OutcomeUnknown` (perhaps created), and a
    worker that dies, which raises nothing.
    """

    def destinations(self, owner_id: str, platforms: Sequence[str]) -> Mapping[str, Destination]:
        """The destinations among `platforms`, with the owner's connection and preferences."""
        ...

    def needs_browser(self, platform: str) -> bool:
        """Whether the browser function does the platform's work; answered without I/O."""
        ...

    def start(self, target: Target) -> Step:
        """Prepare the post: invisibly, so that the call may be repeated."""
        ...

    def check(self, target: Target) -> Step:
        """Read how the preparation stands."""
        ...

    def finish(self, target: Target) -> Published:
        """Make the irreversible call with the target's handle."""
        ...

    def find(self, target: Target) -> Finding:
        """Look up, read-only, whether the call of `finish` with the target's handle arrived.

        Published only by proof that can belong to no other: an id given to us, or our marker.
        """
        ...

    def job(self, target: Target, *, find: bool) -> Mapping[str, object]:
        """A self-contained job for the browser function; with `find` it only looks for the listing.

        A job passes through the state machine, so nothing secret is plain in it.
        """
        ...

    def read(
        self, target: Target, result: Mapping[str, object]
    ) -> Waiting | Ready | Published | NotThere | Undetermined:
        """The outcome in the browser function's answer; raises the failures of the other calls."""
        ...

    def field_values(
        self, owner_id: str, platform: str, craft: str | None, given: Mapping[str, str]
    ) -> Mapping[str, str]:
        """The options' ids by name: those `given`, else those of the craft, else those of all.

        An option is dropped when its parent option changes, as a section with its board.
        """
        ...

    def remember(
        self, owner_id: str, platform: str, craft: str, name: str, choice: ChosenOption
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

    def update(self, target: Target, listing: Listing) -> Published:
        """Update the published listing to `listing`."""
        ...

    def unpublish(self, target: Target) -> None:
        """Unpublish the listing; a listing that is gone already is no failure."""
        ...


class StartOver(TryLater):
    """The preparation is void and nothing is visible: `start` must be called again."""

    code = "begin_again"


class ListingNotFound(Exception):
    """The published listing is no longer on the platform."""


class Workflow(Protocol):
    """Runs the workflow that advances the targets of a post."""

    def start(self, post: Post, run: str, platforms: Sequence[str] = ()) -> None:
        """Start a run named `run` for `platforms` (none: all); the same name starts only once."""
        ...
