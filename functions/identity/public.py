"""What other contexts may ask identity."""

from functions.identity.model import UserProfile
from functions.identity.wiring import container

__all__ = ["UserProfile", "person"]


def person(user_id: str) -> UserProfile:
    """The name and language of a user; raises `UserNotFound` (404)."""
    return container().identity.person(user_id)
