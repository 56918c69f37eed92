"""The domain events of identity."""

from typing import ClassVar

from kernel.events import Event


class UserRegistered(Event):
    """A person opened an account."""

    source: ClassVar[str] = "identity"

    user_id: str


class SessionRevoked(Event):
    """A session ended before its time: its person signed out, or its refresh token was stolen.

    `session_id` is the claim `sid` of the session's access tokens.
    """

    source: ClassVar[str] = "identity"

    user_id: str
    owner_id: str
    session_id: str
