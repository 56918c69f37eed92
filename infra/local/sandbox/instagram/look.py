"""How the pages of Instagram's stand-in look."""

from infra.local.sandbox.looks import Look

LOOK = Look("Instagram", "#a8327d", "#f9e8f3", "post")
