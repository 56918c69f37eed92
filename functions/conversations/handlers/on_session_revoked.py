"""Closes the open sockets of a session that was revoked."""

from typing import ClassVar

from functions.conversations.wiring import container
from kernel.aws.consumers import consumer
from kernel.events import Event


class SessionRevoked(Event):
    """The fields that this handler reads of identity/SessionRevoked."""

    source: ClassVar[str] = "identity"

    owner_id: str
    session_id: str


@consumer(SessionRevoked)
def handler(revoked: SessionRevoked) -> None:
    """Close the sockets whose hello had a token of the session."""
    container().conversations.end_session(revoked.owner_id, revoked.session_id)
