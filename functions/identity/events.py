"""What identity says."""

from typing import ClassVar

from kernel.events import Event


class UserRegistered(Event):
    """Somebody opened an account."""

    source: ClassVar[str] = "identity"

    user_id: str
