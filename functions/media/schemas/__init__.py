"""The request and response models of media's API."""
