"""The HTTP shapes of content."""
