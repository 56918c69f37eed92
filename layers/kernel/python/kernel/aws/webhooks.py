"""Webhook deliveries in a context's table."""

from datetime import timedelta

from kernel.aws.indexes import expiring
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import Key, Table, Update
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.webhooks import DeliveryRef, WebhookDelivery, digest

_KEPT = timedelta(days=30)
"""How long a delivery is kept: longer than any vendor repeats one (Etsy: 25 hours, Meta: 36)."""


class DynamoWebhookDeliveries:
    """Stores webhook deliveries, each once, however often its sender repeats it.

    The key is the sender's: two shops may give two messages one id.
    """

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._deliveries = EntityStore(
            table,
            WebhookDelivery,
            lambda it: _delivery_key(it.ref),
            outbox=outbox,
            index=lambda it: expiring(it.received_at + _KEPT),
        )

    def keep(self, delivery: WebhookDelivery, event: Event) -> bool:
        """Store the delivery and its event; False if the delivery is stored already."""
        try:
            self._deliveries.add(delivery, event)
        except StaleWrite:
            return False
        return True

    def find(self, ref: DeliveryRef) -> WebhookDelivery | None:
        """The delivery, or None."""
        return self._deliveries.get(_delivery_key(ref))

    def close(self, delivery: WebhookDelivery) -> None:
        """Save the outcome and clear the payload, unless another worker has saved an outcome."""
        key = _delivery_key(delivery.ref)
        try:
            self._deliveries.write(
                Update(key, {"outcome": delivery.outcome, "payload": ""}, {"outcome": ""})
            )
        except StaleWrite:
            return


def _delivery_key(ref: DeliveryRef) -> Key:
    """By a digest: vendors' ids are of any length, and may hold what separates parts of a key."""
    return Key(f"webhook#{ref.source}#{digest(*ref)}", "webhook")
