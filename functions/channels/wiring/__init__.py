"""Which adapter serves which port; platforms' modules are imported when one is first needed."""

import json
import os
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from pydantic import Field, SecretStr

from functions.channels.adapters.dynamo.connections import (
    DynamoConnections,
    DynamoHealthChecks,
    DynamoOAuthSessions,
)
from functions.channels.model.platforms import PLATFORMS, vendor_settings
from functions.channels.model.platforms import platform as known
from functions.channels.service.connections import ConnectionService
from functions.channels.service.token_access import TokenAccess
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from kernel.secret_links import random_token
from kernel.settings import Settings

if TYPE_CHECKING:
    from functions.channels.adapters.dynamo.webhooks import DynamoWebhookEndpoints
    from functions.channels.adapters.encryption import VaultJobCipher
    from functions.channels.adapters.registry import PlatformAdapters
    from functions.channels.ports.connections import Secrets
    from functions.channels.ports.webhooks import WebhookParser
    from functions.channels.service.browser_jobs import BrowserJobService
    from functions.channels.service.canary import Canary
    from functions.channels.service.connection_health import ConnectionHealth
    from functions.channels.service.key_exchange import KeyExchange
    from functions.channels.service.leads import Leads
    from functions.channels.service.posting import PostingService
    from functions.channels.service.sessions import Sessions
    from functions.channels.service.webhook_processor import WebhookProcessor
    from functions.channels.service.webhook_receiver import WebhookReceiver
    from functions.channels.service.webhook_subscriptions import WebhookSubscriptions
    from kernel.http import GuardedClient


class ChannelsSettings(Settings):
    """The settings of channels' functions; `vendors` are those that the platforms' files name."""

    channels_table: str = ""
    secrets_key_id: str = ""
    browser_key_id: str = ""
    vendor_timeout: float = 15.0
    panels_off: str = ""
    panel_canary_sessions: SecretStr = SecretStr("{}")
    vendors: Mapping[str, str] = Field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Load the settings as every context does, and the vendors' addresses and keys."""
        source = os.environ if environment is None else environment
        return super().load(source).model_copy(update={"vendors": vendor_settings(source)})


@lru_cache
def settings() -> ChannelsSettings:
    """The settings of this function."""
    return ChannelsSettings.load()


@lru_cache
def vendor_client() -> "GuardedClient":
    """The one HTTP client of this function."""
    from functions.channels.adapters import registry  # noqa: PLC0415  # see the module

    return registry.vendor_client(settings().vendor_timeout)


@lru_cache
def platforms() -> "PlatformAdapters":
    """The adapters of every platform."""
    from functions.channels.adapters import registry  # noqa: PLC0415  # see the module

    return registry.platforms(settings().vendors, vendor_client(), SystemClock())


def _outbox() -> Outbox:
    return Outbox(SystemClock(), RandomIds())


@lru_cache
def _connections() -> DynamoConnections:
    return DynamoConnections(Table(settings().channels_table), _outbox())


@lru_cache
def _secrets() -> "Secrets":
    from functions.channels.adapters.encryption import VaultSecrets  # noqa: PLC0415  # cryptography
    from kernel.aws.vault import Vault  # noqa: PLC0415  # as above

    return VaultSecrets(Vault(settings().secrets_key_id))


def _job_cipher(key_id: str) -> "VaultJobCipher":
    from functions.channels.adapters.encryption import VaultJobCipher  # noqa: PLC0415  # as above
    from kernel.aws.vault import Vault  # noqa: PLC0415  # as above

    return VaultJobCipher(Vault(key_id))


def _panels() -> dict[str, str]:
    return {
        capabilities.platform: settings().vendors[f"{capabilities.platform}_panel_url"]
        for capabilities in PLATFORMS
        if capabilities.needs_browser
    }


def _off() -> list[str]:
    return settings().panels_off.replace(",", " ").split()


@lru_cache
def token_access() -> TokenAccess:
    """The service that calls platforms with a connection's tokens."""
    return TokenAccess(
        _connections(),
        _secrets(),
        platforms().oauth,
        SystemClock(),
        RandomIds(),
        pause=time.sleep,
    )


@lru_cache
def connection_health() -> "ConnectionHealth":
    """The service that checks connections' health."""
    from functions.channels.service.connection_health import ConnectionHealth  # noqa: PLC0415  # the clock's

    return ConnectionHealth(
        DynamoHealthChecks(Table(settings().channels_table)),
        _connections(),
        platforms().oauth,
        token_access(),
        SystemClock(),
    )


@lru_cache
def connections() -> ConnectionService:
    """The service that connects, tests and disconnects accounts."""
    return ConnectionService(
        _connections(),
        DynamoOAuthSessions(Table(settings().channels_table)),
        _secrets(),
        platforms().oauth,
        token_access(),
        SystemClock(),
        public_url=settings().public_url,
        panels=_panels(),
        random=random_token,
    )


@lru_cache
def webhook_subscriptions() -> "WebhookSubscriptions":
    """The service that subscribes connected accounts to webhooks."""
    from functions.channels.service.webhook_subscriptions import WebhookSubscriptions  # noqa: PLC0415  # few platforms'

    ports = (platforms().subscribers, webhook_endpoints(), _connections(), token_access())
    return WebhookSubscriptions(*ports, public_url=settings().public_url, random=random_token)


@lru_cache
def key_exchange() -> "KeyExchange":
    """The service that connects platforms which deliver keys by a call of their own."""
    from functions.channels.service.key_exchange import KeyExchange  # noqa: PLC0415  # few platforms'

    return KeyExchange(
        connections(),
        webhook_subscriptions(),
        platforms().oauth,
        oauth_sessions=DynamoOAuthSessions(Table(settings().channels_table)),
        connections=_connections(),
        secrets=_secrets(),
        clock=SystemClock(),
    )


def returning(platform: str) -> "ConnectionService | KeyExchange":
    """The service that handles a browser's return from the platform."""
    return key_exchange() if known(platform).granted_by == "call" else connections()


@lru_cache
def sessions() -> "Sessions":
    """The service for panel sessions and browser jobs."""
    from functions.channels.adapters.panels.bulk_file import sheet_file  # noqa: PLC0415  # one route's
    from functions.channels.service.sessions import Sessions  # noqa: PLC0415  # as above

    key = settings().browser_key_id
    cipher = _job_cipher(key) if key else None
    held = (_connections(), _secrets(), cipher, token_access(), SystemClock())
    return Sessions(*held, panels=_panels(), sheet=sheet_file, off=_off())


@lru_cache
def posting() -> "PostingService":
    """The service that posts listings step by step."""
    from functions.channels.service.posting import PostingService  # noqa: PLC0415  # the workflow's
    from functions.channels.wiring.activity import published_listings  # noqa: PLC0415  # as above

    return PostingService(token_access(), platforms().channels, published_listings(), SystemClock())


@lru_cache
def browser_jobs(key_id: str) -> "BrowserJobService":
    """The service that runs browser jobs, in the browser function."""
    from functions.channels.adapters import registry  # noqa: PLC0415  # see the module
    from functions.channels.service.browser_jobs import BrowserJobService  # noqa: PLC0415  # the browser's

    return BrowserJobService(_job_cipher(key_id), registry.panels(vendor_client()))


@lru_cache
def canary() -> "Canary":
    """The daily inspection of the panels, in the browser function."""
    from functions.channels.adapters import registry  # noqa: PLC0415  # see the module
    from functions.channels.service.canary import Canary  # noqa: PLC0415  # the browser's

    drivers = registry.panels(vendor_client())
    logins = json.loads(settings().panel_canary_sessions.get_secret_value())
    return Canary(
        {name: drivers[name] for name in drivers if name not in _off()}, _panels(), logins
    )


@lru_cache
def leads() -> "Leads":
    """The service for lead subscriptions."""
    from functions.channels.adapters.dynamo import webhooks  # noqa: PLC0415  # as above
    from functions.channels.adapters.dynamo.leads import (  # noqa: PLC0415  # as above
        DynamoLeadSubscriptions,
    )
    from functions.channels.service.leads import Leads  # noqa: PLC0415  # as above

    table = Table(settings().channels_table)
    deliveries = webhooks.DynamoWebhookDeliveries(table, _outbox())
    feeds = DynamoLeadSubscriptions(table)
    return Leads(feeds, _secrets(), platforms().lead_readers, deliveries, SystemClock())


@lru_cache
def webhook_parsers() -> "dict[str, WebhookParser]":
    """The parser of each platform that sends webhooks; without its secret it refuses them all."""
    from functions.channels.adapters import registry  # noqa: PLC0415  # see the module

    return registry.parsers(settings().vendors)


@lru_cache
def webhook_endpoints() -> "DynamoWebhookEndpoints":
    """The webhook endpoints of single connections, and the owners of an account."""
    from functions.channels.adapters.dynamo.webhooks import DynamoWebhookEndpoints  # noqa: PLC0415  # as above

    return DynamoWebhookEndpoints(Table(settings().channels_table), _secrets)


@lru_cache
def webhook_receiver() -> "WebhookReceiver":
    """The service that receives webhooks."""
    from functions.channels.adapters.dynamo.webhooks import DynamoWebhookDeliveries  # noqa: PLC0415  # as above
    from functions.channels.service.webhook_receiver import WebhookReceiver  # noqa: PLC0415  # as above

    deliveries = DynamoWebhookDeliveries(Table(settings().channels_table), _outbox())
    return WebhookReceiver(webhook_parsers(), deliveries, webhook_endpoints(), SystemClock())


@lru_cache
def webhook_processor() -> "WebhookProcessor":
    """The service that handles stored webhook deliveries."""
    from functions.channels.adapters.dynamo import webhooks  # noqa: PLC0415  # as above
    from functions.channels.service.webhook_processor import WebhookProcessor  # noqa: PLC0415  # as above

    table = Table(settings().channels_table)
    return WebhookProcessor(
        webhook_parsers(),
        webhooks.DynamoWebhookDeliveries(table, _outbox()),
        webhook_endpoints(),
        connections=_connections(),
        orders=webhooks.DynamoChannelOrders(table, _outbox()),
        readers=platforms().order_readers,
        access=token_access(),
        publish_event=webhooks.OutboxEventPublisher(table, _outbox()),
    )
