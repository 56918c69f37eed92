"""IndiaMART's stand-in: a seller panel, buyers' enquiries, and the two ways leads go out."""

from infra.local.sandbox.indiamart.service import (
    VENDOR,
    apps,
    disconnect,
    fault_response,
    posts,
    remove,
)

__all__ = ["VENDOR", "apps", "disconnect", "fault_response", "posts", "remove"]
