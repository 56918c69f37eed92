"""How the pages of Anthropic's stand-in look."""

from infra.local.sandbox.looks import Look

LOOK = Look("Anthropic", "#8a5a2b", "#f5ebe0", "answer")
