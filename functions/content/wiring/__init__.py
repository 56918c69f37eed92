"""Which adapter serves which port of content: one container, its parts by noun."""
