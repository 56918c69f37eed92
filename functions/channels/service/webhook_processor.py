"""Handles stored webhook deliveries; twice, late and in any order the result is the same."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from functions.channels.errors import (
    ReconnectNeeded,
    Rejected,
)
from functions.channels.events import (
    ChannelOrderReported,
    LeadReceived,
    ListingChangedExternally,
    ReportedLine,
)
from functions.channels.model.channel_orders import ChannelOrder
from functions.channels.model.connection import AccountKey, LastError
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
from kernel.sweeps import sweep
from kernel.webhooks import DeliveryRef, WebhookDelivery, WebhookInbox, WebhookUnreadable

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

    def handle(self, ref: DeliveryRef) -> str:
        """Handle one stored delivery, once; answers its outcome, and fails as `process` does."""
        parser = self._parsers[ref.source]
        return self._inbox.process(
            ref, lambda delivery: self._act(delivery, parser.parse(delivery))
        )

    def _act(self, delivery: WebhookDelivery, meaning: Meaning) -> str:
        if isinstance(meaning, Ignored):
            return IGNORED
        found = self._addressed(delivery, meaning.account)
        acted = sweep(
            found,
            lambda one: self._for(*one, meaning),
            failure="WebhookNotActedOn",
            move_on=None,  # the queue brings the delivery again
            facts=lambda one: {"platform": one[0].platform},
        )
        # What may succeed later goes first: the delivery comes again for it.
        for failed in sorted(acted.failures, key=lambda one: isinstance(one, WebhookUnreadable)):
            raise failed
        return DONE if found else NOBODYS

    def _addressed(
        self, delivery: WebhookDelivery, account_id: str
    ) -> tuple[tuple[AccountKey, str], ...]:
        """Each owner's account that the delivery is for, and the id of its connection."""
        if delivery.owner_id:
            key = AccountKey(delivery.owner_id, delivery.source, account_id)
            held = self._connections.get(*key)
            return ((key, held.connection_id if held else ""),)
        found = self._addresses.connections(delivery.source, account_id)
        return tuple((one.key, one.connection_id) for one in found)

    def _for(self, account: AccountKey, connection_id: str, meaning: Meaning) -> None:
        owner, platform, account_id = account
        match meaning:
            case OrderChanged():
                self.keep(meaning.order(owner, platform), connection_id)
            case OrderNotified():
                self._read(account, connection_id, meaning.order_id)
            case AppUninstalled():
                self._gone(account, meaning.at)
            case ListingActivity():
                self._publish_event(
                    ListingChangedExternally(
                        owner_id=owner,
                        platform=platform,
                        account_id=account_id,
                        connection_id=connection_id,
                        listing=meaning.listing_id,
                    )
                )
            case LeadNotified():
                self._publish_event(
                    LeadReceived(
                        owner_id=owner,
                        platform=platform,
                        account_id=account_id,
                        connection_id=connection_id,
                        lead=meaning.lead_id,
                        product=meaning.product,
                        asked_at=meaning.asked_at,
                    )
                )

    def keep(self, order: ChannelOrder, connection_id: str) -> bool:
        """Store a channel order and its event; False when the known one is as new or newer."""
        return self._orders.keep(order, reported(order, connection_id))

    def _read(self, account: AccountKey, connection_id: str, order_id: str) -> None:
        reader, owner = self._readers[account.platform], account.owner_id
        try:
            order = self._access.use(*account, lambda one: reader.order(one, owner, order_id))
            self.keep(order, connection_id)
        except (ReconnectNeeded, Rejected) as broken:
            # The next sync reads it, once the artisan has reconnected: to try again is of no use.
            log_failure("OrderNotRead", broken, platform=account.platform)

    def _gone(self, account: AccountKey, at: datetime | None) -> None:
        connection = self._connections.get(*account)
        if connection is None or connection.status != "connected":
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


def reported(order: ChannelOrder, connection_id: str) -> ChannelOrderReported:
    """The event that reports a channel order as it is now."""
    return ChannelOrderReported(
        owner_id=order.owner_id,
        platform=order.platform,
        account_id=order.account_id,
        connection_id=connection_id,
        order=order.order_id,
        status=order.status,
        placed_at=order.placed_at,
        changed_at=order.changed_at,
        total_minor=order.total.minor,
        currency=order.total.currency,
        revision=order.order,
        lines=[
            ReportedLine(
                line=line.line_id,
                sku=line.sku,
                listing=line.listing_id,
                quantity=line.quantity if order.holds else 0,
            )
            for line in order.lines
        ],
    )
