"""Adapters for media's ports, one file per technology."""
