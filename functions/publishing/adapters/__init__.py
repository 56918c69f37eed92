"""Adapters for publishing's ports: its table, Step Functions, and other contexts."""
