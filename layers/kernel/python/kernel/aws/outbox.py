"""The outbox: an event is written in one transaction with the state change that it reports."""

from datetime import timedelta

from pydantic import BaseModel

from kernel.aws.indexes import due
from kernel.aws.table import Key, Put
from kernel.clock import Clock
from kernel.events import Event, enclose
from kernel.ids import Ids

OUTBOX = "outbox"
"""The sort key by which the relay's stream filter knows an outbox item."""

SWEEP_AFTER = timedelta(minutes=1)


class OutboxItem(BaseModel):
    """One event on its way to the bus."""

    source: str
    detail_type: str
    detail: str


class Outbox:
    """Turns events into writes for `Table.write`."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids

    def entry(self, event: Event) -> Put:
        """The write that puts `event` into the outbox; the sweep relays it after a minute."""
        envelope = enclose(event, self._clock, self._ids)
        return Put(
            Key(f"outbox#{envelope.id}", OUTBOX),
            OutboxItem(
                source=event.source,
                detail_type=type(event).__name__,
                detail=envelope.model_dump_json(),
            ),
            index=due(OUTBOX, envelope.occurred_at + SWEEP_AFTER),
        )
