"""Puts every platform's adapters together from the settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from functions.channels.adapters import etsy_wire, pinterest_wire
from functions.channels.adapters.calls import Vendor
from functions.channels.adapters.etsy import EtsyChannel
from functions.channels.adapters.etsy_consent import EtsyConsent
from functions.channels.adapters.etsy_sales import EtsySales
from functions.channels.adapters.facebook import FacebookChannel
from functions.channels.adapters.facebook_consent import FacebookConsent
from functions.channels.adapters.graph import Graph
from functions.channels.adapters.instagram import InstagramChannel
from functions.channels.adapters.instagram_consent import InstagramConsent
from functions.channels.adapters.meesho import MeeshoChannel
from functions.channels.adapters.pictures import Pictures
from functions.channels.adapters.pinterest import PinterestChannel
from functions.channels.adapters.pinterest_consent import PinterestConsent
from functions.channels.model.platforms import ETSY
from functions.channels.ports import Channel, Consent, SaleReader, SellerPanel
from kernel.clock import Clock
from kernel.http import GuardedClient, guarded_client

_DEADLINE = 30.0
_LARGEST_ANSWER = ETSY.image.max_bytes

_Settings = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Platforms:
    """The adapters by platform; a platform without an app registration has no consent."""

    channels: Mapping[str, Channel]
    consents: Mapping[str, Consent]


def platforms(given: _Settings, client: GuardedClient, clock: Clock) -> Platforms:
    """All platforms."""
    channels: dict[str, Channel] = {"meesho": MeeshoChannel()}
    consents: dict[str, Consent] = {}
    for name, make in _MAKERS.items():
        channels[name], consent = make(given, client, clock)
        if consent is not None:
            consents[name] = consent
    return Platforms(channels, consents)


def panels(client: GuardedClient) -> dict[str, SellerPanel]:
    """The drivers of seller panels; only the browser function has a browser to drive."""
    from functions.channels.adapters.meesho_panel import MeeshoPanel  # noqa: PLC0415  # playwright

    return {"meesho": MeeshoPanel(Pictures(client))}


def sale_readers(given: _Settings, client: GuardedClient) -> dict[str, SaleReader]:
    """Readers of single sales, for platforms whose webhooks only say where to look."""
    keys = (given["etsy_keystring"], given["etsy_shared_secret"])
    vendor = Vendor(ETSY.name, client, etsy_wire.judge)
    return {"etsy": EtsySales(vendor, given["etsy_api_url"], ":".join(keys))}


def vendor_client(timeout: float) -> GuardedClient:
    """The client for platforms and pictures; `timeout` in seconds for each wait."""
    return guarded_client(timeout=timeout, deadline=_DEADLINE, max_bytes=_LARGEST_ANSWER)


def _facebook(
    given: _Settings, client: GuardedClient, clock: Clock
) -> tuple[Channel, Consent | None]:
    app = (given["facebook_app_id"], given["facebook_app_secret"])
    graph = Graph("Facebook", given["facebook_graph_url"], app[1], client)
    www = given["facebook_www_url"]
    consent = FacebookConsent(graph, www, app, clock) if all(app) else None
    return FacebookChannel(graph, www), consent


def _instagram(
    given: _Settings, client: GuardedClient, clock: Clock
) -> tuple[Channel, Consent | None]:
    app = (given["instagram_app_id"], given["instagram_app_secret"])
    graph = Graph("Instagram", given["instagram_graph_url"], app[1], client)
    hosts = (given["instagram_api_url"], given["instagram_www_url"])
    consent = InstagramConsent(graph, hosts, app, clock) if all(app) else None
    return InstagramChannel(graph, hosts[1], clock), consent


def _etsy(given: _Settings, client: GuardedClient, clock: Clock) -> tuple[Channel, Consent | None]:
    keys = (given["etsy_keystring"], given["etsy_shared_secret"])
    vendor = Vendor(ETSY.name, client, etsy_wire.judge)
    base = given["etsy_api_url"]
    pictures = Pictures(client)
    channel = EtsyChannel(vendor, base, ":".join(keys), pictures, clock)
    hosts = (base, given["etsy_www_url"])
    return channel, EtsyConsent(vendor, hosts, keys, clock) if all(keys) else None


def _pinterest(
    given: _Settings, client: GuardedClient, clock: Clock
) -> tuple[Channel, Consent | None]:
    app = (given["pinterest_app_id"], given["pinterest_app_secret"])
    vendor = Vendor("Pinterest", client, pinterest_wire.judge)
    base, www = given["pinterest_api_url"], given["pinterest_www_url"]
    consent = PinterestConsent(vendor, (base, www), app, clock) if all(app) else None
    return PinterestChannel(vendor, base, www), consent


_MAKERS = {
    "facebook": _facebook,
    "instagram": _instagram,
    "etsy": _etsy,
    "pinterest": _pinterest,
}
