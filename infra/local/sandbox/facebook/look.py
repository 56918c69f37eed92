"""How the pages of Facebook's stand-in look."""

from infra.local.sandbox.looks import Look

LOOK = Look("Facebook", "#2f5fb3", "#e8eef9", "post")
