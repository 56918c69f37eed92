"""What publishing needs from outside, in its own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from functions.publishing.model.listing import Handle, Listing, ListingVariant, Picture
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.post import ChosenOption, Post
from functions.publishing.model.target import Target
from kernel.errors import TryLater
from kernel.events import Event
from kernel.money import Money
from kernel.pages import Page


class Posts(Protocol):
    """Keeps posts and targets. Every write is conditional and says its events with it.

    A write that finds another version than the one it builds on raises `StaleWrite`, and then
    neither the state nor the events are written.
    """

    def create(self, post: Post) -> None:
        """Keep a new post."""
        ...

    def get(self, post_id: str) -> Post | None:
        """The post, read consistently."""
        ...

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Post]:
        """The owner's posts, newest first."""
        ...

    def targets(self, post_id: str) -> list[Target]:
        """All targets of a post, read consistently."""
        ...

    def save(self, post: Post, targets: Sequence[Target], *said: Event) -> None:
        """Move a post and some of its targets on, all or nothing."""
        ...

    def overdue(self, now: datetime) -> list[Target]:
        """Targets that should have moved on by `now` and did not."""
        ...


class Targets(Protocol):
    """Keeps single targets, as `Posts` does."""

    def target(self, post_id: str, platform: str) -> Target | None:
        """The target, read consistently."""
        ...

    def save_target(self, target: Target, *said: Event) -> None:
        """Move one target on."""
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
    """Where approved words come from."""

    def approved(self, owner_id: str, draft_id: str) -> Approved:
        """The approved draft; raises a `Problem` when there is none or it is not approved."""
        ...


@dataclass(frozen=True, slots=True)
class ProductSnapshot:
    """What is offered."""

    price: Money
    quantity: int
    materials: tuple[str, ...]
    craft: str | None = None
    photo_ids: tuple[str, ...] = ()
    variants: tuple[ListingVariant, ...] = ()


class ProductSnapshots(Protocol):
    """Where price and stock come from."""

    def product(self, owner_id: str, product_id: str) -> ProductSnapshot:
        """The product; raises a `Problem` when the owner has no such product."""
        ...


class ListingPhotos(Protocol):
    """Where pictures come from."""

    def pictures(self, owner_id: str, photo_id: str) -> Mapping[str, Picture]:
        """The renditions by name; raises a `Problem` unless the photo is ready."""
        ...


@dataclass(frozen=True, slots=True)
class Offer:
    """What publishing must know of a platform, asked as capabilities and never by its name.

    `chooses` are the names of what may be chosen there, each with whether that is by craft.
    """

    platform: str
    name: str
    rendition: str
    is_connected: bool
    is_enabled: bool = True
    photos_max: int = 1
    chooses: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The platform is at work; check again in `seconds`."""

    handle: Handle
    seconds: float


@dataclass(frozen=True, slots=True)
class Ready:
    """The irreversible call can be made with this handle."""

    handle: Handle


@dataclass(frozen=True, slots=True)
class Published:
    """It is there; `note` is what the artisan should know of it."""

    external_id: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotThere:
    """The platform was asked and surely has no such post."""


@dataclass(frozen=True, slots=True)
class Undetermined:
    """The platform could not tell; `alike` are others that may be it, for a person to look at."""

    alike: tuple[Published, ...] = ()


Step = Waiting | Ready | Published
Finding = Published | Ready | NotThere | Undetermined


class Channels(Protocol):
    """The platforms, seen from publishing. Calls are made once and never repeated inside.

    Four failures: `Refused` (for the artisan to mend), `TryLater` (surely nothing was created;
    as `StartOver` when the preparation is void too), `OutcomeUnknown` (perhaps created), and a
    worker that dies, which raises nothing.
    """

    def offers(self, owner_id: str, platforms: Sequence[str]) -> Mapping[str, Offer]:
        """Those of `platforms` that there are, and how the owner has set them up."""
        ...

    def needs_browser(self, platform: str) -> bool:
        """Whether its work is done by the browser function; answered without I/O."""
        ...

    def start(self, target: Target) -> Step:
        """Prepare the post: nobody sees what it makes, and it may be made again."""
        ...

    def check(self, target: Target) -> Step:
        """Read how it stands."""
        ...

    def finish(self, target: Target) -> Published:
        """Make the irreversible call with the target's handle."""
        ...

    def find(self, target: Target) -> Finding:
        """Read-only: did what `finish` did with the target's handle arrive?

        Published only by proof that can belong to no other: an id given to us, or our marker.
        """
        ...


class PlatformPreferences(Protocol):
    """What an artisan has chosen once for all pieces, or for all of a craft."""

    def choices(
        self, owner_id: str, platform: str, craft: str | None, given: Mapping[str, str]
    ) -> Mapping[str, str]:
        """The platform's ids by the name of what is chosen: `given`, else of the craft, else all.

        What is within another choice, as a section within its board, goes when that changes.
        """
        ...

    def remember(
        self, owner_id: str, platform: str, craft: str, name: str, choice: ChosenOption
    ) -> None:
        """Keep a choice for all further pieces of this craft."""
        ...


class ListingEditor(Protocol):
    """The platforms, seen from what is published there. Both calls say a state: repeatable.

    Failures as in `Channels`; besides, `change` raises `ListingNotFound`.
    """

    def care(self, platform: str) -> EditSupport:
        """What can be done there; answered without I/O."""
        ...

    def change(self, target: Target, listing: Listing) -> Published:
        """Make what is published say what `listing` says."""
        ...

    def withdraw(self, target: Target) -> None:
        """Take it down; one that is gone already is fine."""
        ...


class BrowserJobs(Protocol):
    """Platforms that need a browser: the work is done by another function, without our tables."""

    def job(self, target: Target, *, find: bool) -> Mapping[str, object]:
        """A self-contained job; with `find` it only looks.

        It passes through the state machine, so nothing secret is plain in it.
        """
        ...

    def read(
        self, target: Target, result: Mapping[str, object]
    ) -> Waiting | Ready | Published | NotThere | Undetermined:
        """What the browser function answered; raises the failures of `Channels`."""
        ...


class Refused(Exception):
    """The platform will not have it: `reason` and `remedy` are for the artisan."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


class StartOver(TryLater):
    """What was prepared is of no more use, and nothing is visible: begin again."""

    code = "begin_again"


class OutcomeUnknown(Exception):
    """The call may or may not have worked."""


class ListingNotFound(Exception):
    """What was published is not on the platform any more."""


class Workflow(Protocol):
    """Runs the workflow that advances the targets of a post."""

    def start(self, post: Post, run: str, platforms: Sequence[str] = ()) -> None:
        """Start it, for these of its platforms or all, under the name `run`: the same name once."""
        ...
