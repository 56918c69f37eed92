"""Domain events, and the envelope in which contexts send them to each other."""

from contextvars import ContextVar
from datetime import datetime
from typing import Annotated, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, PlainSerializer, SerializeAsAny

from kernel.clock import Clock, rfc3339
from kernel.ids import Ids

Instant = Annotated[datetime, PlainSerializer(rfc3339, return_type=str)]

correlation: ContextVar[str] = ContextVar("correlation", default="")
"""The correlation id, which follows one click through functions and queues; set by each handler."""


class Event(BaseModel):
    """A domain event: named in the past tense, frozen, with ids and facts only.

    The class name is the detail-type, `source` the context, `version` the contract's number. A
    `relayed` event is pushed to the open pages of its owner, whom it names in `owner_id`.
    """

    model_config = ConfigDict(frozen=True)

    source: ClassVar[str]
    version: ClassVar[int] = 1
    relayed: ClassVar[bool] = False


E = TypeVar("E", bound=Event)


class Envelope(BaseModel, Generic[E]):
    """One event on the bus; consumers ignore fields they do not know."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    occurred_at: Instant
    correlation_id: str
    data: SerializeAsAny[E]


def enclose(event: E, clock: Clock, ids: Ids) -> Envelope[E]:
    """Put `event` in an envelope of its own, under the present correlation id."""
    name = ids.new("evt")
    return Envelope(
        id=name,
        version=event.version,
        occurred_at=clock.now(),
        correlation_id=correlation.get() or name,
        data=event,
    )


def receive(kind: type[E], bus_event: dict[str, object]) -> Envelope[E]:
    """Read an EventBridge event into `Envelope[kind]` and make its correlation id the current one.

    Raises pydantic's `ValidationError` when a promised field is missing.
    """
    envelope = Envelope[kind].model_validate(bus_event["detail"])  # type: ignore[valid-type]
    correlation.set(envelope.correlation_id)
    return envelope
