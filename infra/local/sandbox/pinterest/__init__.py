"""Pinterest's stand-in: OAuth, boards and pins as its OpenAPI 5.23.0 describes them."""

from infra.local.sandbox.pinterest.service import (
    VENDOR,
    apps,
    disconnect,
    fault_response,
    posts,
    remove,
)

__all__ = ["VENDOR", "apps", "disconnect", "fault_response", "posts", "remove"]
