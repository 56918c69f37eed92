"""Publishing: posts, their targets, and the once-only effects that put them on platforms."""
