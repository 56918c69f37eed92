"""The service of identity."""
