"""Conversations: what happens, told to the open pages of whom it concerns."""
