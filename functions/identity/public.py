"""What other contexts may ask identity."""

from functions.identity.model import Person
from functions.identity.wiring import service

__all__ = ["Person", "person"]


def person(user_id: str) -> Person:
    """Name and language of somebody; raises `PersonUnknown` (404)."""
    return service().person(user_id)
