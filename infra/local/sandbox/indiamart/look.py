"""How the pages of IndiaMART's stand-in look."""

from infra.local.sandbox.looks import Look

LOOK = Look("IndiaMART", "#1f5f8b", "#e5f0f7", "product")
