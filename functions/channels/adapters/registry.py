"""Builds every platform's adapters; their modules are found by the platform's name.

`<platform>/platform.py` has `adapters(tools)`; `<platform>/panel.py`, where a panel is driven, has
`driver(client)`; `<platform>/webhooks.py`, where the platform sends webhooks, has `hook(given)`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from functions.channels.model.platforms import PLATFORMS
from functions.channels.ports import (
    Channel,
    OAuthProvider,
    OrderReader,
    ReadLeads,
    Subscriber,
    WebhookParser,
)
from functions.channels.ports.activity import MetricsReader, OrderFeed
from functions.channels.ports.browser_jobs import SellerPanel
from functions.channels.ports.listing_edits import ListingEditor, OptionSource, QuotaReader
from kernel.clock import Clock
from kernel.http import GuardedClient, guarded_client

_PACKAGE = __name__.rpartition(".")[0]
_DEADLINE = 30.0
_LARGEST_ANSWER = max(able.image.max_bytes for able in PLATFORMS)


@dataclass(frozen=True, slots=True)
class Tools:
    """What adapters are built from: `given` are the settings by lower-case name."""

    given: Mapping[str, str]
    client: GuardedClient
    clock: Clock


@dataclass(frozen=True, slots=True)
class Adapters:
    """The adapters of one platform; without an app registration `consent` is None."""

    channel: Channel
    consent: OAuthProvider | None = None
    sales: OrderReader | None = None
    subscriber: Subscriber | None = None
    leads: ReadLeads | None = None
    meter: MetricsReader | None = None
    feed: OrderFeed | None = None
    keeper: ListingEditor | None = None
    picker: OptionSource | None = None
    gauge: QuotaReader | None = None


@dataclass(frozen=True, slots=True)
class PlatformAdapters:
    """The adapters by platform."""

    channels: Mapping[str, Channel]
    consents: Mapping[str, OAuthProvider]
    sales: Mapping[str, OrderReader]
    subscribers: Mapping[str, Subscriber]
    leads: Mapping[str, ReadLeads]
    meters: Mapping[str, MetricsReader]
    feeds: Mapping[str, OrderFeed]
    keepers: Mapping[str, ListingEditor]
    pickers: Mapping[str, OptionSource]
    gauges: Mapping[str, QuotaReader]


def platforms(given: Mapping[str, str], client: GuardedClient, clock: Clock) -> PlatformAdapters:
    """Build the adapters of every platform."""
    tools = Tools(given, client, clock)
    made: dict[str, Adapters] = {
        able.platform: _in(f"{able.platform}.platform", "adapters")(tools) for able in PLATFORMS
    }
    return PlatformAdapters(
        {name: one.channel for name, one in made.items()},
        {name: one.consent for name, one in made.items() if one.consent},
        {name: one.sales for name, one in made.items() if one.sales},
        {name: one.subscriber for name, one in made.items() if one.subscriber},
        {name: one.leads for name, one in made.items() if one.leads},
        {name: one.meter for name, one in made.items() if one.meter},
        {name: one.feed for name, one in made.items() if one.feed},
        {name: one.keeper for name, one in made.items() if one.keeper},
        {name: one.picker for name, one in made.items() if one.picker},
        {name: one.gauge for name, one in made.items() if one.gauge},
    )


def panels(client: GuardedClient) -> dict[str, SellerPanel]:
    """The drivers of seller panels; only the browser function has a browser to drive."""
    return {
        able.platform: _in(f"{able.platform}.panel", "driver")(client)
        for able in PLATFORMS
        if able.needs_browser
    }


def hooks(given: Mapping[str, str]) -> dict[str, WebhookParser]:
    """The parser of each platform that sends webhooks; without its secret it refuses them all."""
    names = (able.platform for able in PLATFORMS)
    speak = [name for name in names if find_spec(f"{_PACKAGE}.{name}.webhooks")]
    return {name: _in(f"{name}.webhooks", "hook")(given) for name in speak}


def vendor_client(timeout: float) -> GuardedClient:
    """The client for platforms and pictures; `timeout` in seconds for each wait."""
    return guarded_client(timeout=timeout, deadline=_DEADLINE, max_bytes=_LARGEST_ANSWER)


def _in(module: str, name: str) -> Callable[..., Any]:
    made: Callable[..., Any] = getattr(import_module(f"{_PACKAGE}.{module}"), name)
    return made
