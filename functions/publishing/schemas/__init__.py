"""The request and response models of publishing's API."""
