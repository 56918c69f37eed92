"""Etsy's stand-in: OAuth with PKCE, draft → image → active, refusals in Etsy's own words."""

from infra.local.sandbox.etsy.service import (
    VENDOR,
    apps,
    disconnect,
    fault_response,
    posts,
    remove,
)

__all__ = ["VENDOR", "apps", "disconnect", "fault_response", "posts", "remove"]
