"""Posts a listing step by step with the artisan's connection."""

from collections.abc import Mapping
from datetime import datetime

from functions.channels.errors import Rejected
from functions.channels.model.capabilities import objections
from functions.channels.model.listing import Listing
from functions.channels.model.platforms import platform as known
from functions.channels.model.steps import Finding, Handle, Published, Step
from functions.channels.ports import Channel
from functions.channels.service.access import Access


class Posting:
    """The `Channel` of whoever owns the connection."""

    def __init__(self, access: Access, channels: Mapping[str, Channel]) -> None:
        self._access = access
        self._channels = channels

    def start(self, owner_id: str, platform: str, listing: Listing) -> Step:
        """Prepare the post; raises `Rejected` before any call if the platform would refuse it."""
        wrong = objections(listing, known(platform))
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and publish again.")
        channel = self._channels[platform]
        return self._access.use(owner_id, platform, lambda one: channel.start(one, listing))

    def check(self, owner_id: str, platform: str, listing: Listing, handle: Handle) -> Step:
        """Read how the preparation stands."""
        channel = self._channels[known(platform).platform]
        return self._access.use(owner_id, platform, lambda one: channel.check(one, listing, handle))

    def finish(self, owner_id: str, platform: str, listing: Listing, handle: Handle) -> Published:
        """Make the irreversible call, once."""
        channel = self._channels[known(platform).platform]
        return self._access.use(
            owner_id, platform, lambda one: channel.finish(one, listing, handle)
        )

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
        return self._access.use(
            owner_id, platform, lambda one: channel.reconcile(one, listing, handle, since)
        )
