"""Facebook's stand-in: Login, Pages, photos and the feed of Graph v26.0."""

from infra.local.sandbox.facebook.service import (
    VENDOR,
    apps,
    disconnect,
    fault_response,
    posts,
    remove,
)

__all__ = ["VENDOR", "apps", "disconnect", "fault_response", "posts", "remove"]
