"""The request and response models of connections."""
