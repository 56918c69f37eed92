"""What channels says."""

from typing import ClassVar

from kernel.events import Event, Instant


class ConnectionChanged(Event):
    """A connection came to another status (connected, choose_account, reconnect, …)."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    status: str


class WebhookReceived(Event):
    """A platform told something; it is stored and waits to be handled."""

    source: ClassVar[str] = "channels"

    platform: str
    notice: str


class SaleReported(Event):
    """A sale on a platform as it now stands; told again with each change. `skus` are ours."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    sale: str
    status: str
    placed_at: Instant
    changed_at: Instant
    total_minor: int
    currency: str
    skus: list[str]


class ListingTouched(Event):
    """Something happened to a listing or post; `listing` is empty where none is named."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    listing: str


class LeadReported(Event):
    """Somebody asked for a product on a platform that brings leads."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    lead: str
    product: str
    asked_at: Instant
