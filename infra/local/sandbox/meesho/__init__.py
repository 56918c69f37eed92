"""Meesho's stand-in: a seller panel as a web site, for there is no public API."""

from infra.local.sandbox.meesho.service import (
    VENDOR,
    apps,
    disconnect,
    fault_response,
    posts,
    remove,
)

__all__ = ["VENDOR", "apps", "disconnect", "fault_response", "posts", "remove"]
