"""Reads stored drafts in every format that was written since the first release."""

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from functions.content.model.draft import Draft

_FIRST = "en"


@lru_cache
def _drafts() -> TypeAdapter[Draft]:
    # Built when it is first needed: it costs milliseconds of a cold start.
    return TypeAdapter(Draft)


def read_draft(item: dict[str, Any]) -> Draft:
    """The draft of a row; rows of the first release knew one language and no decisions."""
    return _drafts().validate_python(item if "copies" in item else _completed(item))


def _completed(item: dict[str, Any]) -> dict[str, Any]:
    edited = (
        f"copies.{_FIRST}.{_rest(path)}" if path.startswith("copy.") else path
        for path in item.get("edited", ())
    )
    whole = item | {"languages": [_FIRST], "edited": list(edited)}
    if copy := item.get("copy"):
        whole["copies"] = {_FIRST: copy}
    if item.get("status") == "approved":
        whole["review"] = {
            "state": "approved",
            "by": {"kind": "artisan"},
            "at": item["updated_at"],
        }
    return whole


def _rest(path: str) -> str:
    return path.partition(".")[2]
