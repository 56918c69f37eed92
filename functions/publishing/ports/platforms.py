"""The port to the platforms, on which listings are published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from functions.channels.model.listing import (
    Finding,
    Listing,
    Loss,
    NotThere,
    Published,
    Ready,
    Shows,
    Step,
    Undetermined,
    Waiting,
)
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.post import ChosenOption
from functions.publishing.model.publication import Publication
from kernel.errors import TryLater


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


class PlatformDirectory(Protocol):
    """What is known of the platforms, and of the owner's accounts and options there."""

    def destinations(self, owner_id: str, platforms: Sequence[str]) -> Mapping[str, Destination]:
        """The destinations among `platforms`, with the owner's accounts and preferences."""
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

    def losses(self, platform: str, listing: Listing, photos: int) -> tuple[Loss, ...]:
        """What the platform cannot carry of a piece with so many photographs; without I/O."""
        ...


class Channels(Protocol):
    """Publishes on the platforms. Calls are made once and never repeated inside.

    Four failures: `Refused` (for the artisan to mend), `TryLater` (surely nothing was created;
    as `StartOver` when the preparation is void too), `OutcomeUnknown` (perhaps created), and a
    worker that dies, which raises nothing.
    """

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


class StartOver(TryLater):
    """The preparation is void and nothing is visible: `start` must be called again."""

    code = "begin_again"
