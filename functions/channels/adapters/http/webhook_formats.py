"""Reads webhook bodies: JSON objects, text, required fields and times."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kernel.webhooks import (
    WebhookRequest,
    WebhookUnreadable,
)

Words = Mapping[str, Any]


def read_object(raw: bytes | str) -> Words:
    """A JSON object; raises `WebhookUnreadable` for anything else."""
    try:
        read = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise WebhookUnreadable("The body is not JSON.") from error
    if not isinstance(read, dict):
        raise WebhookUnreadable("The body is not a JSON object.")
    return read


def text_of(request: WebhookRequest) -> str:
    """The body as text, for keeping; raises `WebhookUnreadable`."""
    try:
        return request.raw.decode()
    except UnicodeDecodeError as error:
        raise WebhookUnreadable("The body is not UTF-8.") from error


def required(words: Words, *names: str) -> list[str]:
    """Values that must be there, as text; raises `WebhookUnreadable` naming what is missing."""
    found = []
    for name in names:
        if words.get(name) in (None, ""):
            raise WebhookUnreadable(f"“{name}” is missing.")
        found.append(str(words[name]))
    return found


def instant(text: str) -> datetime:
    """An ISO 8601 time; one without a zone is UTC, as WooCommerce's `…_gmt` fields are."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise WebhookUnreadable(f"“{text[:40]}” is not a time.") from error
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
