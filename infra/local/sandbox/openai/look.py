"""How the pages of OpenAI's stand-in look."""

from infra.local.sandbox.looks import Look

LOOK = Look("OpenAI", "#2b6e4f", "#e3f2ea", "answer")
