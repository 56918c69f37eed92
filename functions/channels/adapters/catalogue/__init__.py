"""Meta's shop catalogue: OAuth, items, categories."""
