"""Adapters for catalog's ports."""
