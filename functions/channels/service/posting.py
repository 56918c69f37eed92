"""Posts a listing step by step with the artisan's connection, and keeps where it went."""

from collections.abc import Mapping
from datetime import datetime

from functions.channels.errors import OutcomeUnknown, Rejected
from functions.channels.model.capabilities import objections
from functions.channels.model.links import ListingLink
from functions.channels.model.listing import Listing
from functions.channels.model.platforms import platform as known
from functions.channels.model.steps import Finding, Handle, Published, Step
from functions.channels.ports import Channel
from functions.channels.ports.reading import Links
from functions.channels.service.access import Access
from kernel.clock import Clock
from kernel.errors import Problem


class Posting:
    """The `Channel` of whoever owns the connection."""

    def __init__(
        self, access: Access, channels: Mapping[str, Channel], links: Links, clock: Clock
    ) -> None:
        self._access = access
        self._channels = channels
        self._links = links
        self._clock = clock

    def start(self, owner_id: str, platform: str, listing: Listing) -> Step:
        """Prepare the post; raises `Rejected` before any call if the platform would refuse it."""
        wrong = objections(listing, known(platform))
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and publish again.")
        channel = self._channels[platform]
        step = self._access.use(owner_id, platform, lambda one: channel.start(one, listing))
        self._note(owner_id, platform, listing, step)
        return step

    def check(self, owner_id: str, platform: str, listing: Listing, handle: Handle) -> Step:
        """Read how the preparation stands."""
        channel = self._channels[known(platform).platform]
        step = self._access.use(owner_id, platform, lambda one: channel.check(one, listing, handle))
        self._note(owner_id, platform, listing, step)
        return step

    def finish(self, owner_id: str, platform: str, listing: Listing, handle: Handle) -> Published:
        """Make the irreversible call, once."""
        channel = self._channels[known(platform).platform]
        published = self._access.use(
            owner_id, platform, lambda one: channel.finish(one, listing, handle)
        )
        try:
            self._note(owner_id, platform, listing, published)
        except Problem as unkept:
            # It is there: whoever looks, as after a lost answer, finds it and keeps its link then.
            raise OutcomeUnknown(
                "It was published, and where could not be kept yet.",
                remedy="Haat looks whether it arrived.",
            ) from unkept
        return published

    def reconcile(  # the port's, with its owner
        self,
        owner_id: str,
        platform: str,
        listing: Listing,
        handle: Handle | None,
        since: datetime,
    ) -> Finding:
        """Read what the platform says happened."""
        channel = self._channels[known(platform).platform]
        finding = self._access.use(
            owner_id, platform, lambda one: channel.reconcile(one, listing, handle, since)
        )
        self._note(owner_id, platform, listing, finding)
        return finding

    def _note(self, owner_id: str, platform: str, listing: Listing, found: Step | Finding) -> None:
        """Keep the link of what is published; told twice it is kept once."""
        if not isinstance(found, Published) or not found.external_id:
            return
        self._links.keep(
            ListingLink(
                owner_id,
                platform,
                found.external_id,
                found.url,
                listing.marker,
                listing.sku,
                self._clock.now(),
            )
        )
