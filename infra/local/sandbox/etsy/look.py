"""How the pages of Etsy's stand-in look."""

from infra.local.sandbox.looks import Look

LOOK = Look("Etsy", "#b8481a", "#fbebe2", "listing")
