"""Handles stored webhook deliveries; twice, late and in any order the result is the same."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from functions.channels.errors import (
    ReconnectNeeded,
)
from functions.channels.events import ChannelOrderReported, LeadReceived, ListingChangedExternally
from functions.channels.model.channel_orders import ChannelOrder
from functions.channels.model.connection import LastError
from functions.channels.model.webhook_events import (
    AppUninstalled,
    Ignored,
    LeadNotified,
    ListingActivity,
    Meaning,
    OrderChanged,
    OrderNotified,
)
from functions.channels.ports.connections import Connections
from functions.channels.ports.webhooks import (
    ChannelOrders,
    EventPublisher,
    OrderReader,
    WebhookEndpoints,
    WebhookParser,
)
from functions.channels.service.token_access import TokenAccess, changed
from kernel.errors import StaleWrite
from kernel.observability import log_failure
from kernel.webhooks import WebhookDelivery, WebhookInbox

DONE, IGNORED, NOBODYS = "done", "ignored", "nobodys"


class WebhookProcessor:
    """Handles the deliveries that the queue brings."""

    def __init__(  # noqa: PLR0913  # its ports
        self,
        parsers: Mapping[str, WebhookParser],
        inbox: WebhookInbox,
        addresses: WebhookEndpoints,
        *,
        connections: Connections,
        orders: ChannelOrders,
        readers: Mapping[str, OrderReader],
        access: TokenAccess,
        publish_event: EventPublisher,
    ) -> None:
        self._parsers = parsers
        self._inbox = inbox
        self._addresses = addresses
        self._connections = connections
        self._orders = orders
        self._readers = readers
        self._access = access
        self._publish_event = publish_event

    def handle(self, platform: str, message_id: str) -> str:
        """Handle one stored delivery, once; answers its outcome, and fails as `process` does."""
        parser = self._parsers[platform]
        return self._inbox.process(
            platform, message_id, lambda delivery: self._act(delivery, parser.parse(delivery))
        )

    def _act(self, delivery: WebhookDelivery, meaning: Meaning) -> str:
        if isinstance(meaning, Ignored):
            return IGNORED
        owners = self._owners(delivery, meaning.account)
        for owner in owners:
            self._for(owner, delivery.source, meaning)
        return DONE if owners else NOBODYS

    def _owners(self, delivery: WebhookDelivery, account: str) -> tuple[str, ...]:
        if delivery.owner_id:
            return (delivery.owner_id,)
        return self._addresses.owners(delivery.source, account)

    def _for(self, owner: str, platform: str, meaning: Meaning) -> None:
        match meaning:
            case OrderChanged():
                self.keep(meaning.order(owner, platform))
            case OrderNotified():
                self._read(owner, platform, meaning.order_id)
            case AppUninstalled():
                self._gone(owner, platform, meaning.at)
            case ListingActivity():
                touched = ListingChangedExternally(
                    owner_id=owner, platform=platform, listing=meaning.listing_id
                )
                self._publish_event(touched)
            case LeadNotified():
                self._publish_event(
                    LeadReceived(
                        owner_id=owner,
                        platform=platform,
                        lead=meaning.lead_id,
                        product=meaning.product,
                        asked_at=meaning.asked_at,
                    )
                )

    def keep(self, order: ChannelOrder) -> bool:
        """Store a channel order and its event; False when the known one is as new or newer."""
        return self._orders.keep(order, reported(order))

    def _read(self, owner: str, platform: str, order_id: str) -> None:
        reader = self._readers[platform]
        try:
            self.keep(
                self._access.use(owner, platform, lambda one: reader.order(one, owner, order_id))
            )
        except ReconnectNeeded as broken:
            # The next sync after the artisan has reconnected reads it; to try again is of no use.
            log_failure("OrderNotRead", broken, platform=platform)

    def _gone(self, owner: str, platform: str, at: datetime | None) -> None:
        connection = self._connections.get(owner, platform)
        if connection.status not in {"connected", "choose_account"}:
            return
        if at and connection.connected_at and at < connection.connected_at:
            return  # reported late: it has been connected anew since
        why = LastError("Haat was removed on the platform.", "Connect the account again.")
        broken = replace(connection.broken(why), sealed="")
        try:
            self._connections.save(broken, changed(broken))
        except StaleWrite:
            # Connected anew at this very moment: then it is not gone.
            return


def reported(order: ChannelOrder) -> ChannelOrderReported:
    """The event that reports a channel order as it is now."""
    return ChannelOrderReported(
        owner_id=order.owner_id,
        platform=order.platform,
        order=order.order_id,
        status=order.status,
        placed_at=order.placed_at,
        changed_at=order.changed_at,
        total_minor=order.total.minor,
        currency=order.total.currency,
        skus=[line.sku for line in order.lines if line.sku],
    )
