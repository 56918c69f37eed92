"""How the pages of Gemini's stand-in look."""

from infra.local.sandbox.looks import Look

LOOK = Look("Gemini", "#1f6f6b", "#e2f2f1", "answer")
