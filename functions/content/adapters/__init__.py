"""Adapters for content's ports: the table, S3, other contexts, and the model vendors."""
