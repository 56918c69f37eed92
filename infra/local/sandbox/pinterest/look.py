"""How the pages of Pinterest's stand-in look."""

from infra.local.sandbox.looks import Look

LOOK = Look("Pinterest", "#b3203a", "#fbe6ea", "pin")
