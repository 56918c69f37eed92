"""How the pages of WooCommerce's stand-in look."""

from infra.local.sandbox.looks import Look

LOOK = Look("WooCommerce", "#6a4a86", "#f0eaf6", "product")
