"""Completes rows of drafts that an earlier release wrote."""

from typing import Any

_FIRST = "en"


def upgrade_draft(item: dict[str, Any]) -> dict[str, Any]:
    """A draft's row as it is written today; the first release knew one language, no decisions."""
    return item if "copies" in item else _completed(item)


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
