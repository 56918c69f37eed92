"""The domain events of identity."""

from typing import ClassVar

from kernel.events import Event


class UserRegistered(Event):
    """A person opened an account."""

    source: ClassVar[str] = "identity"

    user_id: str
