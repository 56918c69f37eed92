"""What other contexts may ask identity."""

from functions.identity.model import UserProfile
from functions.identity.wiring import service

__all__ = ["UserProfile", "person"]


def person(user_id: str) -> UserProfile:
    """Name and language of somebody; raises `UserNotFound` (404)."""
    return service().person(user_id)
