"""HTTP shapes of media."""
