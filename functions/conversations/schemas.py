"""The messages that a socket sends, and the events that conversations relays."""

from typing import ClassVar, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from functions.conversations.model import Progress
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


class RelayedEvent(Event):
    """Any event whose class says `relayed`, with all its facts; no other reaches conversations."""

    model_config = ConfigDict(frozen=True, extra="allow")
    relayed: ClassVar[bool] = True

    owner_id: str

    @classmethod
    def progress(cls, bus_event: dict[str, object]) -> Progress:
        """The event on the bus; raises pydantic's `ValidationError` if it has no `owner_id`."""
        event = receive(cls, bus_event).data
        source, name = str(bus_event["source"]), str(bus_event["detail-type"])
        return Progress(event.owner_id, source, name, event.model_dump(mode="json"))
