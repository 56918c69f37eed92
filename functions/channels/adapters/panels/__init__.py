"""Seller panels without an API, driven in a browser by a definition file."""
