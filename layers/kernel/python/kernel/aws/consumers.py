"""Lambda handlers of events: each event of the bus once, each message of a queue by itself."""

import json
from collections.abc import Callable
from typing import Any, TypeVar, overload

from kernel.aws.idempotency import Handler, idempotent_consumer
from kernel.events import Event, receive
from kernel.sweeps import sweep

E = TypeVar("E", bound=Event)
F = TypeVar("F", bound=Event)
G = TypeVar("G", bound=Event)
H = TypeVar("H", bound=Event)
QueueHandler = Callable[[dict[str, Any], object], dict[str, object]]


@overload
def consumer(kind: type[E], /) -> Callable[[Callable[[E], None]], Handler]: ...
@overload
def consumer(kind: type[E], other: type[F], /) -> Callable[[Callable[[E | F], None]], Handler]: ...
@overload
def consumer(
    kind: type[E], other: type[F], third: type[G], fourth: type[H], /
) -> Callable[[Callable[[E | F | G | H], None]], Handler]: ...
def consumer(*kinds: type[Any]) -> Callable[[Callable[[Any], None]], Handler]:
    """Decorate a function of one event of the bus: the result is a Lambda handler.

    Each event is consumed once, by the id in its envelope. If the function raises, the id is not
    kept, so that a retry or a redrive consumes the event again. Of several kinds of events, each
    is read as the kind of its detail-type.
    """
    by_name = {kind.__name__: kind for kind in kinds}

    def decorate(consume: Callable[[Any], None]) -> Handler:
        return idempotent_consumer(
            lambda event: consume(receive(by_name[event["detail-type"]], event).data)
        )

    return decorate


def queue_consumer(kind: type[E]) -> Callable[[Callable[[E], None]], QueueHandler]:
    """Decorate a function of one event of a queue: the result is a handler of SQS batches.

    A message that fails, whatever the reason, is reported for redelivery; the others of its batch
    are not affected.
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    """

    def decorate(consume: Callable[[E], None]) -> QueueHandler:
        def handler(event: dict[str, Any], _context: object) -> dict[str, object]:
            failed: list[dict[str, str]] = []
            sweep(
                event["Records"],
                lambda record: consume(receive(kind, json.loads(record["body"])).data),
                failure=f"{kind.__name__}NotConsumed",
                move_on=lambda record: failed.append({"itemIdentifier": record["messageId"]}),
            )
            return {"batchItemFailures": failed}

        return handler

    return decorate
