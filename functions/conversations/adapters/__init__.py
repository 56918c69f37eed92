"""Adapters for conversations' ports."""
