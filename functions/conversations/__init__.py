"""Conversations: for now, telling a person what happens while it happens."""
