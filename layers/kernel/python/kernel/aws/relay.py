"""Relays a context's outbox to the event bus: from the table's stream, and by a minute's sweep."""

import os
from typing import Any

from pydantic import BaseModel

from kernel import sweeps
from kernel.aws.clients import client
from kernel.aws.expressions import from_wire
from kernel.aws.outbox import OUTBOX, OutboxItem
from kernel.aws.table import DUE, Delete, Key, Table
from kernel.clock import SystemClock, rfc3339
from kernel.errors import TryLater
from kernel.observability import log_event

_BATCH = 10  # the most entries that PutEvents takes


class _Waiting(OutboxItem):
    pk: str
    sk: str = OUTBOX


class Swept(BaseModel):
    """The result of one sweep: how many outbox items were relayed."""

    relayed: int


def handler(event: dict[str, Any], _context: object) -> dict[str, object]:
    """Relay the inserted outbox items of a stream batch; failed ones are reported one by one."""
    waiting, sequence = [], {}
    for record in event["Records"]:
        if record["eventName"] == "INSERT":
            item = _Waiting.model_validate(from_wire(record["dynamodb"]["NewImage"]))
            waiting.append(item)
            sequence[item.pk] = record["dynamodb"]["SequenceNumber"]
    left = _relay(waiting)
    return {"batchItemFailures": [{"itemIdentifier": sequence[item.pk]} for item in left]}


def sweep(_event: dict[str, Any], _context: object) -> dict[str, object]:
    """Relay outbox items older than a minute, which the stream left behind."""
    table = Table(os.environ["CONTEXT_TABLE"])
    now = rfc3339(SystemClock().now())
    found = table.query(_Waiting, OUTBOX, index=DUE, until=now, limit=100).items
    left = _relay(list(found))
    if left:
        raise TryLater(f"{len(left)} events could not be put on the bus")
    return Swept(relayed=len(found)).model_dump()


def _relay(items: list[_Waiting]) -> list[_Waiting]:
    """Put `items` on the bus and delete those that the bus took; answers those that it refused.

    What a call that fails would have put is tried item by item: one that is too large, say, keeps
    no other person's event from the bus.
    """
    batches = [items[start : start + _BATCH] for start in range(0, len(items), _BATCH)]
    alone: list[_Waiting] = []
    left: list[_Waiting] = []
    put = sweeps.sweep(batches, _put, failure="EventsNotRelayed", move_on=alone.extend)
    again = sweeps.sweep(
        [[item] for item in alone], _put, failure="EventNotRelayed", move_on=left.extend
    )
    return [item for refused in (*put.results, *again.results, left) for item in refused]


def _put(batch: list[_Waiting]) -> list[_Waiting]:
    left: list[_Waiting] = []
    table = Table(os.environ["CONTEXT_TABLE"])
    answer = client("events").put_events(Entries=[_entry(item) for item in batch])
    for item, result in zip(batch, answer["Entries"], strict=True):
        if "ErrorCode" in result:
            left.append(item)
        else:
            # A crash right here sends the event twice; consumers are idempotent by its id.
            table.write(Delete(Key(item.pk, item.sk)))
            log_event("EventRelayed", detail_type=item.detail_type)
    return left


def _entry(item: _Waiting) -> dict[str, str]:
    return {
        "EventBusName": os.environ["EVENT_BUS"],
        "Source": item.source,
        "DetailType": item.detail_type,
        "Detail": item.detail,
    }
