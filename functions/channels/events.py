"""The domain events of channels."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from kernel.events import Event, Instant
from kernel.webhooks import DeliveryRef, WebhookDelivery


class ConnectionChanged(Event):
    """An artisan connected or disconnected an account, or a platform refused a connection.

    `status` is `connected`, `not_connected` or `reconnect`; or `choose_account` while the artisan
    has not chosen one of several accounts, and `account_id` and `connection_id` are "" then.
    """

    source: ClassVar[str] = "channels"
    relayed: ClassVar[bool] = True

    owner_id: str
    platform: str
    account_id: str
    connection_id: str
    status: str


class ConnectionEnding(Event):
    """A connection ends at `ends_at`, within seven days, unless the artisan reconnects.

    Published once for each `ends_at`.
    """

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    account_id: str
    connection_id: str
    ends_at: Instant


class HealthCheckRequested(Event):
    """A connection's health check is due; a worker makes it."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    account_id: str
    connection_id: str


class WebhookReceived(Event):
    """A new message of a platform was stored, from a webhook or a read of leads.

    `message` is the message's id at the platform, or a digest where the platform gives none; it is
    one of `account_id`, the platform's id of the sender. `owner_id` is "" where the message came to
    an address of the whole app.
    """

    source: ClassVar[str] = "channels"

    platform: str
    owner_id: str
    account_id: str
    message: str

    @classmethod
    def of(cls, delivery: WebhookDelivery) -> "WebhookReceived":
        """The event that a delivery is stored with."""
        return cls(
            platform=delivery.source,
            owner_id=delivery.owner_id,
            account_id=delivery.account,
            message=delivery.message_id,
        )

    @property
    def ref(self) -> DeliveryRef:
        """What the stored delivery is found by."""
        return DeliveryRef(self.platform, self.owner_id, self.account_id, self.message)


class ReportedLine(BaseModel):
    """A line of a channel order: `quantity` pieces of it are the buyer's now, 0 of a cancelled one.

    `line` and `listing` are the platform's ids; `sku` is ours, "" where the platform kept none.
    """

    model_config = ConfigDict(frozen=True)

    line: str
    sku: str
    listing: str
    quantity: int


class ChannelOrderReported(Event):
    """An order on a platform is new or has changed; the fields give its present state.

    `order` is the platform's id. Of two reports of one order the one with the greater `revision` is
    the newer. `total_minor` is what the buyer pays, in the minor unit of `currency`. `lines` are
    all lines that the order has now.
    """

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    account_id: str
    connection_id: str
    order: str
    status: str
    placed_at: Instant
    changed_at: Instant
    total_minor: int
    currency: str
    revision: str
    lines: list[ReportedLine]


class ListingChangedExternally(Event):
    """A platform reported an edit, a comment or other activity on a listing or post.

    `listing` is the platform's id, or "" where the webhook names none.
    """

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    account_id: str
    connection_id: str
    listing: str


class LeadReceived(Event):
    """A buyer enquired about a product on a platform that brings leads.

    `lead` is the platform's id of the enquiry, `product` the product's name there, `connection_id`
    is "" where leads are read without a connection.
    """

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    account_id: str
    connection_id: str
    lead: str
    product: str
    asked_at: Instant


class MetricsRecorded(Event):
    """The metrics of one post were read from its platform.

    `values` are totals since publication, by name (`views`, `likes` …); a metric that the platform
    does not give is absent. `external` is the platform's id of the post, `marker` our target's id.
    The platform may still be counting what happened in the `late_hours` before `as_of`.
    """

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    account_id: str
    connection_id: str
    external: str
    marker: str
    values: dict[str, int]
    as_of: Instant
    late_hours: int


class SyncRequested(Event):
    """A sync of a connection was queued: a worker is to read its orders and metrics now."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    account_id: str
    connection_id: str


class SyncChanged(Event):
    """The status or the counts of a connection's sync changed.

    `status` is `queued`, `running`, `done` or `failed`; `orders` counts the new and changed orders
    that this run has stored so far, `metrics` the posts whose metrics it has read.
    """

    source: ClassVar[str] = "channels"
    relayed: ClassVar[bool] = True

    owner_id: str
    platform: str
    account_id: str
    connection_id: str
    status: str
    orders: int
    metrics: int
