"""What wakes content: its API, a photo that is ready, and a rewrite that was asked for."""
