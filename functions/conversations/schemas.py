"""The messages that a socket sends, and the events that conversations relays."""

from typing import Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from functions.conversations.model import RELAYED_EVENTS, Progress
from kernel.events import Event, receive
from kernel.responses import ApiModel


class Hello(ApiModel):
    """The first message of a socket; its access token says whose socket it is."""

    action: Literal["hello"]
    token: str = Field(max_length=4096)


class Ping(ApiModel):
    """A message that keeps the socket open; the answer is a pong."""

    action: Literal["ping"]


_MESSAGE: TypeAdapter[Hello | Ping] = TypeAdapter(Hello | Ping)


def read_message(text: str) -> Hello | Ping | None:
    """The message in a socket's text, or None for any other text."""
    try:
        return _MESSAGE.validate_json(text)
    except ValidationError:
        return None


class _Owned(Event):
    model_config = ConfigDict(frozen=True, extra="allow")

    owner_id: str


def read_progress(bus_event: dict[str, object]) -> Progress | None:
    """The event with all its facts, or None if `RELAYED_EVENTS` does not name it.

    Raises pydantic's `ValidationError` for an event without `owner_id`.
    """
    source, name = str(bus_event["source"]), str(bus_event["detail-type"])
    if name not in RELAYED_EVENTS.get(source, ()):
        return None
    owned = receive(_Owned, bus_event).data
    return Progress(owned.owner_id, source, name, owned.model_dump(mode="json"))
