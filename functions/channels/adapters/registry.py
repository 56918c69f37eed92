"""Builds every platform's adapters; their modules are found by the platform's name.

`<platform>/platform.py` has `adapters(tools)`; `<platform>/webhooks.py`, where the platform sends
webhooks, has `parser(given)`. `<platform>/panel.json` describes the pages of a seller panel.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar

from functions.channels.model.platforms import PLATFORMS
from kernel.clock import Clock

if TYPE_CHECKING:  # a worker that needs no platform does without the ports' models
    from functions.channels.ports.activity import MetricsReader, OrderFeed
    from functions.channels.ports.browser_jobs import SellerPanel
    from functions.channels.ports.connections import OAuthProvider
    from functions.channels.ports.listing_edits import ListingEditor, OptionSource, QuotaReader
    from functions.channels.ports.posting import Channel
    from functions.channels.ports.webhooks import OrderReader, ReadLeads, Subscriber, WebhookParser
    from kernel.http import GuardedClient

A = TypeVar("A")

_PACKAGE = __name__.rpartition(".")[0]
_DEADLINE = 30.0
_LARGEST_ANSWER = max(capabilities.image.max_bytes for capabilities in PLATFORMS)


@dataclass(frozen=True, slots=True)
class Tools:
    """What adapters are built from: `given` are the settings by lower-case name."""

    given: Mapping[str, str]
    client: "GuardedClient"
    clock: Clock


@dataclass(frozen=True, slots=True)
class Adapters:
    """The adapters of one platform; without an app registration `oauth` is None."""

    channel: "Channel"
    oauth: "OAuthProvider | None" = None
    order_reader: "OrderReader | None" = None
    subscriber: "Subscriber | None" = None
    lead_reader: "ReadLeads | None" = None
    metrics_reader: "MetricsReader | None" = None
    order_feed: "OrderFeed | None" = None
    editor: "ListingEditor | None" = None
    option_source: "OptionSource | None" = None
    quota_reader: "QuotaReader | None" = None


def platforms(
    given: Mapping[str, str], client: "GuardedClient", clock: Clock
) -> dict[str, Adapters]:
    """Build the adapters of every platform, by platform."""
    tools = Tools(given, client, clock)
    return {
        capabilities.platform: _in(f"{capabilities.platform}.platform", "adapters")(tools)
        for capabilities in PLATFORMS
    }


def by_platform(
    platforms: Mapping[str, Adapters], pick: Callable[[Adapters], A | None]
) -> dict[str, A]:
    """The adapters that `pick` takes of each platform, without the platforms that have none."""
    picked = ((name, pick(adapters)) for name, adapters in platforms.items())
    return {name: adapter for name, adapter in picked if adapter is not None}


def panels(client: "GuardedClient") -> "dict[str, SellerPanel]":
    """The drivers of seller panels; only the browser function has a browser to drive."""
    names = (capabilities.platform for capabilities in PLATFORMS if capabilities.needs_browser)
    driver = _in("panels.driver", "driver")
    return {name: driver(name, client) for name in names}


def parsers(given: Mapping[str, str]) -> "dict[str, WebhookParser]":
    """The parser of each platform that sends webhooks; without its secret it refuses them all."""
    names = (capabilities.platform for capabilities in PLATFORMS)
    speak = [name for name in names if find_spec(f"{_PACKAGE}.{name}.webhooks")]
    return {name: _in(f"{name}.webhooks", "parser")(given) for name in speak}


def vendor_client(timeout: float) -> "GuardedClient":
    """The client for platforms and pictures; `timeout` in seconds for each wait."""
    from kernel.http import guarded_client  # noqa: PLC0415  # +38 %: httpx2

    return guarded_client(timeout=timeout, deadline=_DEADLINE, max_bytes=_LARGEST_ANSWER)


def _in(module: str, name: str) -> Callable[..., Any]:
    made: Callable[..., Any] = getattr(import_module(f"{_PACKAGE}.{module}"), name)
    return made
