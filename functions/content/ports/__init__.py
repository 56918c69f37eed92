"""The ports of content: what its services need from tables, models and other contexts."""
