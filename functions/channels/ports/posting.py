"""What a platform must offer for posting."""

from datetime import datetime
from typing import Protocol

from functions.channels.model.connection import (
    Account,
)
from functions.channels.model.listing import Handle, Listing, Published, Sighting, Step


class Channel(Protocol):
    """One platform to post to. Every call is made once: waiting and repeating is the caller's.

    Failures: `ReconnectNeeded` (only the artisan can help), `Rejected` (reason and remedy for the
    artisan), `TryLater` (surely nothing became visible), `OutcomeUnknown` (perhaps it did).
    """

    def start(self, account: Account, listing: Listing) -> Step:
        """Prepare the post. Whatever this creates is invisible, and doing it twice is harmless."""
        ...

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:
        """Read how the preparation stands; changes nothing and never loops."""
        ...

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        """Make the irreversible call, once."""
        ...

    def reconcile(
        self, account: Account, listing: Listing, handle: Handle | None, since: datetime
    ) -> Sighting:
        """Read what the platform says happened since `since`; changes nothing.

        Published only by proof that can belong to no other: an id that was given to us (`handle`)
        or our marker. Posts with merely the same words are `Alike`. Without a handle `finish` was
        never called.
        """
        ...
