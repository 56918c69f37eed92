"""Index and TTL attributes of an item, and the condition that its key is new."""

from collections.abc import Mapping
from datetime import datetime

from kernel.clock import epoch, rfc3339

NEW: Mapping[str, object] = {"pk": None}
"""The condition of a write whose key must be new."""


def listed(partition: str, at: datetime, name: str) -> dict[str, object]:
    """Index attributes by which `EntityStore.latest` lists an entity: by time, then by name."""
    return {"gsi1pk": partition, "gsi1sk": f"{rfc3339(at)}#{name}"}


def due(kind: str, at: datetime | None) -> dict[str, object]:
    """Index attributes by which `EntityStore.due` finds an entity from `at` on (None: never)."""
    return {"due_kind": kind, "due_at": rfc3339(at)} if at else {}


def expiring(at: datetime) -> dict[str, object]:
    """The attribute by which DynamoDB's TTL deletes an item, within days after `at`."""
    return {"expires_at": epoch(at)}
