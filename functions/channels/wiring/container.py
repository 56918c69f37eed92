"""The container of channels: its core, and the parts of each noun.

A noun's parts are imported when one is first asked for. Beside each stands by how much it would
lengthen the import of a worker that does without it.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from functions.channels.model.platforms import platform as known
from functions.channels.wiring.core import ChannelsCore

if TYPE_CHECKING:
    from functions.channels.service.authorizations import AuthorizationService
    from functions.channels.service.key_exchange import KeyExchange
    from functions.channels.service.posting_commands import PostingCommands
    from functions.channels.wiring.activity import ActivityParts
    from functions.channels.wiring.listings import ListingParts
    from functions.channels.wiring.panels import PanelParts
    from functions.channels.wiring.webhooks import WebhookParts


class ChannelsContainer(ChannelsCore):
    """The parts of channels, each built when first asked for."""

    @cached_property
    def activity(self) -> "ActivityParts":
        """The parts for syncs."""
        from functions.channels.wiring.activity import ActivityParts  # noqa: PLC0415  # +4 %

        return ActivityParts(self, self.listings.published, self.webhooks.orders)

    @cached_property
    def listings(self) -> "ListingParts":
        """The parts for posting, editing, options and preferences."""
        from functions.channels.wiring.listings import ListingParts  # noqa: PLC0415  # +2 %

        return ListingParts(self)

    @cached_property
    def posting_commands(self) -> "PostingCommands":
        """The service that carries out commands of other contexts."""
        from functions.channels.service.posting_commands import PostingCommands  # noqa: PLC0415  # as the others

        listings = self.listings
        return PostingCommands(
            listings.posting, listings.edits, listings.preferences, lambda: self.panels.sessions
        )

    @cached_property
    def panels(self) -> "PanelParts":
        """The parts for seller panels."""
        from functions.channels.wiring.panels import PanelParts  # noqa: PLC0415  # +19 %

        return PanelParts(self)

    @cached_property
    def webhooks(self) -> "WebhookParts":
        """The parts for webhooks, orders, leads and keys."""
        from functions.channels.wiring.webhooks import WebhookParts  # noqa: PLC0415  # +3 %

        return WebhookParts(self)

    def returning(self, platform: str) -> "AuthorizationService | KeyExchange":
        """The service that handles a browser's return from the platform."""
        by_call = known(platform).granted_by == "call"
        return self.webhooks.key_exchange if by_call else self.authorizations


def container() -> ChannelsContainer:
    """Return channels' container."""
    return ChannelsContainer.shared()
