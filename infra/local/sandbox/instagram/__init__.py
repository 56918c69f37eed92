"""Instagram's stand-in: Instagram Login, containers, publishing."""

from infra.local.sandbox.instagram.service import (
    VENDOR,
    apps,
    disconnect,
    fault_response,
    posts,
    remove,
)

__all__ = ["VENDOR", "apps", "disconnect", "fault_response", "posts", "remove"]
