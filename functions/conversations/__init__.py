"""Conversations: for now, pushing events to a person's open pages as they happen."""
