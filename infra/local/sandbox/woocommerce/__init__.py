"""WooCommerce's stand-in: shops that give out their own keys, REST v3, webhooks, a storefront."""

from infra.local.sandbox.woocommerce.service import (
    VENDOR,
    apps,
    disconnect,
    fault_response,
    posts,
    remove,
)

__all__ = ["VENDOR", "apps", "disconnect", "fault_response", "posts", "remove"]
