"""Posts a listing step by step in one of the artisan's accounts, and stores published listings."""

from collections.abc import Mapping
from datetime import datetime

from functions.channels.errors import (
    Rejected,
)
from functions.channels.model.capabilities import objections
from functions.channels.model.connection import AccountKey
from functions.channels.model.listing import (
    Alike,
    Finding,
    Handle,
    Listing,
    NotThere,
    Published,
    Step,
    Undetermined,
)
from functions.channels.model.platforms import platform as known
from functions.channels.model.published_listings import PublishedListing
from functions.channels.ports.activity import PublishedListings
from functions.channels.ports.posting import Channel
from functions.channels.service.token_access import TokenAccess
from kernel.clock import Clock
from kernel.errors import OutcomeUnknown, Problem


class PostingService:
    """Makes the calls of a platform's `Channel` with the account's connection."""

    def __init__(
        self,
        access: TokenAccess,
        channels: Mapping[str, Channel],
        published_listings: PublishedListings,
        clock: Clock,
    ) -> None:
        self._access = access
        self._channels = channels
        self._published = published_listings
        self._clock = clock

    def start(self, owner_id: str, platform: str, account_id: str, listing: Listing) -> Step:
        """Prepare the post; raises `Rejected` before any call if the platform would refuse it."""
        wrong = objections(listing, known(platform))
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and publish again.")
        channel = self._channels[platform]
        account = AccountKey(owner_id, platform, account_id)
        step = self._access.use(*account, lambda one: channel.start(one, listing))
        self._note(account, listing, step)
        return step

    def check(
        self, owner_id: str, platform: str, account_id: str, listing: Listing, handle: Handle
    ) -> Step:
        """Read how the preparation stands."""
        channel = self._channels[known(platform).platform]
        account = AccountKey(owner_id, platform, account_id)
        step = self._access.use(*account, lambda one: channel.check(one, listing, handle))
        self._note(account, listing, step)
        return step

    def finish(
        self, owner_id: str, platform: str, account_id: str, listing: Listing, handle: Handle
    ) -> Published:
        """Make the irreversible call, once."""
        channel = self._channels[known(platform).platform]
        account = AccountKey(owner_id, platform, account_id)
        published = self._access.use(*account, lambda one: channel.finish(one, listing, handle))
        try:
            self._note(account, listing, published)
        except Problem as unkept:
            # It is there: a look-up, as after a lost answer, finds the listing and stores it then.
            raise OutcomeUnknown(
                "It was published, and where could not be kept yet.",
                remedy="Haat looks whether it arrived.",
            ) from unkept
        return published

    def reconcile(  # the port's, with its account
        self,
        owner_id: str,
        platform: str,
        account_id: str,
        listing: Listing,
        handle: Handle | None,
        since: datetime,
    ) -> Finding:
        """Look up on the platform what happened to the post, and weigh posts that are alike."""
        channel = self._channels[known(platform).platform]
        account = AccountKey(owner_id, platform, account_id)
        seen = self._access.use(
            *account, lambda one: channel.reconcile(one, listing, handle, since)
        )
        if isinstance(seen, Alike):
            return self._weighed(account, listing, seen)
        self._note(account, listing, seen)
        return seen

    def _weighed(self, account: AccountKey, listing: Listing, seen: Alike) -> Finding:
        """Decide which alike post is ours; likeness proves nothing, as posts of a piece are alike.

        A post whose id is stored for this listing is ours, and those of other listings are not.
        Where the platform says that ours is out, a single rest must be it, for the first listing to
        claim it. Any other rest is for a person to look at.
        """
        held = [(one, self._published.get(account, one.external_id)) for one in seen.found]
        for one, published in held:
            if published is not None and published.marker == listing.marker:
                return one
        rest = tuple(one for one, published in held if published is None)
        if not rest and not seen.is_out:
            return NotThere()
        if seen.is_out and len(rest) == 1 and self._note(account, listing, rest[0]):
            return rest[0]
        return Undetermined(seen.reason, rest)

    def _note(self, account: AccountKey, listing: Listing, found: Step | Finding) -> bool:
        """Store a published listing; False when there is none to store, or it is stored already."""
        if not isinstance(found, Published) or not found.external_id:
            return False
        return self._published.keep(
            PublishedListing(
                *account,
                found.external_id,
                found.url,
                listing.marker,
                listing.sku,
                self._clock.now(),
            )
        )
