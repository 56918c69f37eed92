"""Stores: an artisan's shop, with what all her products have in common."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Store:
    """An artisan's shop: what all its products have in common."""

    store_id: str
    owner_id: str
    name: str
    created_at: datetime
    craft: str | None = None
    region: str | None = None
    link: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class NewStore:
    """The artisan's data for a new store."""

    name: str
    craft: str | None = None
    region: str | None = None
    link: str | None = None
