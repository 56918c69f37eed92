"""Which adapter serves which port; platforms' modules are imported when one is first needed."""

import secrets
import time
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import SecretStr

from functions.channels.adapters.dynamo import DynamoAttempts, DynamoConnections
from functions.channels.service.access import Access
from functions.channels.service.connecting import Connecting
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from kernel.settings import Settings

if TYPE_CHECKING:
    from functions.channels.adapters.dynamo_hooks import DynamoAddresses
    from functions.channels.adapters.registry import Platforms
    from functions.channels.adapters.sealing import VaultJobSeals
    from functions.channels.ports import Hook, Secrets
    from functions.channels.service.browsing import Browsing
    from functions.channels.service.handling import Handling
    from functions.channels.service.posting import Posting
    from functions.channels.service.receiving import Receiving
    from functions.channels.service.sessions import Sessions
    from kernel.http import GuardedClient

_RANDOM_BYTES = 32


class ChannelsSettings(Settings):
    """The environment; addresses are the real ones unless set, apps are off unless set."""

    channels_table: str = ""
    secrets_key_id: str = ""
    browser_key_id: str = ""
    vendor_timeout: float = 15.0
    facebook_graph_url: str = "https://graph.facebook.com"
    facebook_www_url: str = "https://www.facebook.com"
    facebook_app_id: str = ""
    facebook_app_secret: str = ""
    instagram_graph_url: str = "https://graph.instagram.com"
    instagram_api_url: str = "https://api.instagram.com"
    instagram_www_url: str = "https://www.instagram.com"
    instagram_app_id: str = ""
    instagram_app_secret: str = ""
    etsy_api_url: str = "https://openapi.etsy.com"
    etsy_www_url: str = "https://www.etsy.com"
    etsy_keystring: str = ""
    etsy_shared_secret: str = ""
    pinterest_api_url: str = "https://api.pinterest.com"
    pinterest_www_url: str = "https://www.pinterest.com"
    pinterest_app_id: str = ""
    pinterest_app_secret: str = ""
    meesho_panel_url: str = "https://supplier.meesho.com"
    facebook_verify_token: SecretStr = SecretStr("")
    instagram_verify_token: SecretStr = SecretStr("")
    etsy_webhook_secret: SecretStr = SecretStr("")
    shopify_client_secret: SecretStr = SecretStr("")


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
def platforms() -> "Platforms":
    """The adapters of every platform."""
    from functions.channels.adapters import registry  # noqa: PLC0415  # see the module

    return registry.platforms(settings().model_dump(), vendor_client(), SystemClock())


@lru_cache
def _connections() -> DynamoConnections:
    outbox = Outbox(SystemClock(), RandomIds())
    return DynamoConnections(Table(settings().channels_table), outbox)


@lru_cache
def _secrets() -> "Secrets":
    from functions.channels.adapters.sealing import VaultSecrets  # noqa: PLC0415  # cryptography
    from kernel.aws.vault import Vault  # noqa: PLC0415  # as above

    return VaultSecrets(Vault(settings().secrets_key_id))


def _job_seals(key_id: str) -> "VaultJobSeals":
    from functions.channels.adapters.sealing import VaultJobSeals  # noqa: PLC0415  # as above
    from kernel.aws.vault import Vault  # noqa: PLC0415  # as above

    return VaultJobSeals(Vault(key_id))


def _panels() -> dict[str, str]:
    return {"meesho": settings().meesho_panel_url}


@lru_cache
def access() -> Access:
    """Acting with connections."""
    return Access(
        _connections(),
        _secrets(),
        platforms().consents,
        SystemClock(),
        RandomIds(),
        pause=time.sleep,
    )


@lru_cache
def connecting() -> Connecting:
    """The verbs on connections."""
    return Connecting(
        _connections(),
        DynamoAttempts(Table(settings().channels_table)),
        _secrets(),
        platforms().consents,
        access(),
        SystemClock(),
        public_url=settings().public_url,
        panels=_panels(),
        random=lambda: secrets.token_urlsafe(_RANDOM_BYTES),
    )


@lru_cache
def sessions() -> "Sessions":
    """The verbs on assisted connections."""
    from functions.channels.service.sessions import Sessions  # noqa: PLC0415  # one route's

    key = settings().browser_key_id
    return Sessions(
        _connections(),
        _secrets(),
        _job_seals(key) if key else None,
        access(),
        SystemClock(),
        _panels(),
    )


@lru_cache
def posting() -> "Posting":
    """Posting, step by step."""
    from functions.channels.service.posting import Posting  # noqa: PLC0415  # the workflow's

    return Posting(access(), platforms().channels)


@lru_cache
def browsing(key_id: str) -> "Browsing":
    """Browser jobs, where the browser is."""
    from functions.channels.adapters import registry  # noqa: PLC0415  # see the module
    from functions.channels.service.browsing import Browsing  # noqa: PLC0415  # the browser's

    return Browsing(_job_seals(key_id), registry.panels(vendor_client()))


@lru_cache
def hooks() -> "dict[str, Hook]":
    """What each platform tells by webhook; one without its secret refuses everything."""
    from functions.channels.adapters.etsy_hooks import EtsyHook  # noqa: PLC0415  # webhooks only
    from functions.channels.adapters.indiamart_hooks import IndiaMartHook  # noqa: PLC0415  # as above
    from functions.channels.adapters.meta_hooks import MetaHook  # noqa: PLC0415  # as above
    from functions.channels.adapters.shopify_hooks import ShopifyHook  # noqa: PLC0415  # as above
    from functions.channels.adapters.woocommerce_hooks import WooCommerceHook  # noqa: PLC0415  # as above

    given = settings()
    facebook = given.facebook_verify_token.get_secret_value()
    instagram = given.instagram_verify_token.get_secret_value()
    return {
        "facebook": MetaHook("page", given.facebook_app_secret, facebook),
        "instagram": MetaHook("instagram", given.instagram_app_secret, instagram),
        "etsy": EtsyHook(given.etsy_webhook_secret.get_secret_value()),
        "shopify": ShopifyHook(given.shopify_client_secret.get_secret_value()),
        "woocommerce": WooCommerceHook(),
        "indiamart": IndiaMartHook(),
    }


@lru_cache
def addresses() -> "DynamoAddresses":
    """Webhook addresses of single connections, and whose an account is."""
    from functions.channels.adapters.dynamo_hooks import DynamoAddresses  # noqa: PLC0415  # as above

    return DynamoAddresses(Table(settings().channels_table), _secrets)


@lru_cache
def receiving() -> "Receiving":
    """Taking what platforms tell."""
    from functions.channels.adapters.dynamo_hooks import DynamoDeliveries  # noqa: PLC0415  # as above
    from functions.channels.service.receiving import Receiving  # noqa: PLC0415  # as above

    outbox = Outbox(SystemClock(), RandomIds())
    deliveries = DynamoDeliveries(Table(settings().channels_table), outbox)
    return Receiving(hooks(), deliveries, addresses(), SystemClock())


@lru_cache
def handling() -> "Handling":
    """Acting on what was told."""
    from functions.channels.adapters import dynamo_hooks, registry  # noqa: PLC0415  # as above
    from functions.channels.service.handling import Handling  # noqa: PLC0415  # as above

    table = Table(settings().channels_table)
    outbox = Outbox(SystemClock(), RandomIds())
    return Handling(
        hooks(),
        dynamo_hooks.DynamoDeliveries(table, outbox),
        addresses(),
        connections=_connections(),
        sales=dynamo_hooks.DynamoSales(table, outbox),
        readers=registry.sale_readers(settings().model_dump(), vendor_client()),
        access=access(),
        tell=dynamo_hooks.OutboxTeller(table, outbox),
    )
