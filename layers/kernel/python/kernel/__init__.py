"""The small shared kernel: what every context needs and no context owns."""
