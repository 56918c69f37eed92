"""What comes in over a socket, and on the bus."""

from typing import Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from functions.conversations.model import RELAYED_EVENTS, Progress
from kernel.events import Event, receive
from kernel.responses import ApiModel


class Hello(ApiModel):
    """The first message: it proves whose socket this is."""

    action: Literal["hello"]
    token: str = Field(max_length=4096)


class Ping(ApiModel):
    """Keeps the socket open."""

    action: Literal["ping"]


_MESSAGE: TypeAdapter[Hello | Ping] = TypeAdapter(Hello | Ping)


def read_message(text: str) -> Hello | Ping | None:
    """A message of a socket, or None for anything else."""
    try:
        return _MESSAGE.validate_json(text)
    except ValidationError:
        return None


class _Owned(Event):
    model_config = ConfigDict(frozen=True, extra="allow")

    owner_id: str


def read_progress(bus_event: dict[str, object]) -> Progress | None:
    """The event, with every fact it carries; None when it is not one that is passed on.

    Raises pydantic's `ValidationError` when it does not name its owner.
    """
    source, name = str(bus_event["source"]), str(bus_event["detail-type"])
    if name not in RELAYED_EVENTS.get(source, ()):
        return None
    owned = receive(_Owned, bus_event).data
    return Progress(owned.owner_id, source, name, owned.model_dump(mode="json"))
