"""How the pages of Shopify's stand-in look."""

from infra.local.sandbox.looks import Look

LOOK = Look("Shopify", "#3d6b1f", "#eaf3e2", "product")
