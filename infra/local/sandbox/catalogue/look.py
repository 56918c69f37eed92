"""How the pages of Facebook shop's stand-in look."""

from infra.local.sandbox.looks import Look

LOOK = Look("Facebook shop", "#2b5a8c", "#e6eef7", "item")
