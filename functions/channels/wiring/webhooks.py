"""The parts for webhooks, and for the orders, leads and keys that platforms send."""

from collections.abc import Mapping
from functools import cached_property

from functions.channels.adapters import registry
from functions.channels.adapters.dynamo.leads import DynamoLeadSubscriptions
from functions.channels.adapters.dynamo.webhooks import (
    DynamoChannelOrders,
    DynamoWebhookEndpoints,
    OutboxEventPublisher,
)
from functions.channels.adapters.registry import by_platform
from functions.channels.ports.webhooks import WebhookParser
from functions.channels.service.key_exchange import KeyExchange
from functions.channels.service.leads import Leads
from functions.channels.service.webhook_processor import WebhookProcessor
from functions.channels.service.webhook_receiver import WebhookReceiver
from functions.channels.service.webhook_subscriptions import WebhookSubscriptions
from functions.channels.wiring.core import ChannelsCore
from kernel.aws.webhooks import DynamoWebhookDeliveries
from kernel.secret_links import random_token
from kernel.webhooks import WebhookInbox


class WebhookParts:
    """Webhooks, and what comes by them."""

    def __init__(self, core: ChannelsCore) -> None:
        self._core = core

    @cached_property
    def parsers(self) -> Mapping[str, WebhookParser]:
        """The parser of each platform that sends webhooks; without its secret it refuses them."""
        return registry.parsers(self._core.settings.vendors)

    @cached_property
    def inbox(self) -> WebhookInbox:
        """Webhook messages, each stored once and handled later."""
        deliveries = DynamoWebhookDeliveries(self._core.table, self._core.outbox)
        return WebhookInbox(deliveries, self._core.clock)

    @cached_property
    def endpoints(self) -> DynamoWebhookEndpoints:
        """The webhook endpoints of single connections, and the owners of an account."""
        return DynamoWebhookEndpoints(self._core.table, lambda: self._core.secrets)

    @cached_property
    def orders(self) -> DynamoChannelOrders:
        """The repository of channel orders."""
        return DynamoChannelOrders(self._core.table, self._core.outbox)

    @cached_property
    def subscriptions(self) -> WebhookSubscriptions:
        """The service that subscribes connected accounts to webhooks."""
        return WebhookSubscriptions(
            by_platform(self._core.platforms, lambda one: one.subscriber),
            self.endpoints,
            self._core.stored_connections,
            self._core.token_access,
            public_url=self._core.settings.public_url,
            random=random_token,
        )

    @cached_property
    def key_exchange(self) -> KeyExchange:
        """The service that connects platforms which deliver keys by a call of their own."""
        return KeyExchange(
            self._core.authorizations,
            self.subscriptions,
            self._core.oauth_providers,
            oauth_sessions=self._core.oauth_sessions,
            secrets=self._core.secrets,
            clock=self._core.clock,
        )

    @cached_property
    def leads(self) -> Leads:
        """The service for lead subscriptions."""
        return Leads(
            DynamoLeadSubscriptions(self._core.table),
            self._core.secrets,
            by_platform(self._core.platforms, lambda one: one.lead_reader),
            self.inbox,
            self._core.clock,
        )

    @cached_property
    def receiver(self) -> WebhookReceiver:
        """The service that receives webhooks."""
        return WebhookReceiver(self.parsers, self.inbox, self.endpoints, self._core.clock)

    @cached_property
    def processor(self) -> WebhookProcessor:
        """The service that handles stored webhook deliveries."""
        return WebhookProcessor(
            self.parsers,
            self.inbox,
            self.endpoints,
            connections=self._core.stored_connections,
            orders=self.orders,
            readers=by_platform(self._core.platforms, lambda one: one.order_reader),
            access=self._core.token_access,
            publish_event=OutboxEventPublisher(self._core.table, self._core.outbox),
        )
