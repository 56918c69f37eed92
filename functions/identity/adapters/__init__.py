"""Adapters for identity's ports."""
