"""The request and response models of content's APIs."""
