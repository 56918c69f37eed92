"""How the pages of Meesho's stand-in look."""

from infra.local.sandbox.looks import Look

LOOK = Look("Meesho", "#7a2f8f", "#f4e8f7", "catalogue")
