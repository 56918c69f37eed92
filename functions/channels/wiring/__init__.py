"""Which adapter serves which port of channels: one container, its parts by noun."""
