"""The domain events of channels."""

from typing import ClassVar

from kernel.events import Event, Instant


class ConnectionChanged(Event):
    """A connection came to another status (connected, choose_account, reconnect, …)."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    status: str


class ConnectionEnding(Event):
    """A connection ends soon unless the artisan connects again; told once for each end."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    ends_at: Instant


class WebhookReceived(Event):
    """A platform told something; it is stored and waits to be handled."""

    source: ClassVar[str] = "channels"

    platform: str
    message: str


class ChannelOrderReported(Event):
    """A sale on a platform as it now stands; told again with each change. `skus` are ours."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    order: str
    status: str
    placed_at: Instant
    changed_at: Instant
    total_minor: int
    currency: str
    skus: list[str]


class ListingChangedExternally(Event):
    """Something happened to a listing or post; `listing` is empty where none is named."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    listing: str


class LeadReceived(Event):
    """Somebody asked for a product on a platform that brings leads."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    lead: str
    product: str
    asked_at: Instant


class MetricsRecorded(Event):
    """A platform's numbers of one post: totals since publication; one it does not tell is absent.

    What happened in the `late_hours` before `as_of` the platform may still be counting.
    """

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    external: str
    marker: str
    values: dict[str, int]
    as_of: Instant
    late_hours: int


class SyncRequested(Event):
    """A connection's sales and numbers are to be read now."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str


class SyncChanged(Event):
    """How far the reading of a connection has come; counts are those of this reading."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    status: str
    orders: int
    metrics: int
