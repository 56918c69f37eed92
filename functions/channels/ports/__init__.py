"""The ports of channels."""
