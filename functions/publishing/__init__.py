"""Publishing: posts, their targets, operations on published listings."""
