"""The model of publishing: posts, targets, listings and listing operations."""
