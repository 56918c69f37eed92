"""The request and response models of catalog's API."""
