"""Shopify's stand-in: OAuth with rotating tokens, the Admin GraphQL API, webhooks, a storefront."""

from infra.local.sandbox.shopify.service import (
    VENDOR,
    apps,
    disconnect,
    fault_response,
    operation,
    posts,
    remove,
)

__all__ = ["VENDOR", "apps", "disconnect", "fault_response", "operation", "posts", "remove"]
