"""The ports of publishing."""
