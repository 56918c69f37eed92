"""Snapdeal's stand-in: a seller panel that takes products as a filled-in spreadsheet."""

from infra.local.sandbox.snapdeal.service import (
    VENDOR,
    apps,
    disconnect,
    fault_response,
    posts,
    remove,
)

__all__ = ["VENDOR", "apps", "disconnect", "fault_response", "posts", "remove"]
